"""Where tests find a browser, and how they start it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

# Background networking off: a browser under test has nothing to ask the world.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio"]


def find_chromium(playwright: Playwright) -> str:
    """Playwright's own, or the system's; skips the test where neither is there."""
    own = Path(playwright.chromium.executable_path)
    system = ("chromium", "chromium-browser", "google-chrome")
    found = str(own) if own.exists() else next(filter(None, map(shutil.which, system)), None)
    if found is None:
        pytest.skip("no Chromium here: install one (apt-get install chromium) to run this")
    return found
