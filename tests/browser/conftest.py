"""A real Chromium on a real studio; where no Chromium can be had, these tests say so and skip."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from demo.client import Client
from supervisor.accounts import DemoAccount
from supervisor.studio import Studio
from tests.chromium import ARGUMENTS, find_chromium

PHONE = (390, 844)
DESKTOP = (1280, 800)
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
LONGEST_CLIP_MS = 40_000
# How long a page may take on a busy machine; what waits less long tells of the machine only.
PATIENCE_MS = 30_000
# What fades in has its own colours only once it is there; what turns for ever is not waited for,
# nor what some browsers never end.
SETTLE = """() => Promise.race([
    Promise.allSettled(document.getAnimations()
        .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
        .map((each) => each.finished)),
    new Promise((go) => setTimeout(go, 3000))])"""


# How far what was there already moved while the rest came, as browsers score it; none of it is
# anybody's doing.
WATCH_JUMPS = """
window.jumps = [];
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) {
    if (!each.hadRecentInput) window.jumps.push(each.value);
  }
}).observe({type: "layout-shift", buffered: true});
"""
MOST_JUMPS = 0.1

# Clips are heard faster than people hear; the server of the tests allows it.
HURRY = """
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  this.playbackRate = 8;
  return play.call(this);
};
"""


@pytest.fixture(scope="session", autouse=True)
def chromium_path() -> str:
    """Asked for by itself and so first: without a Chromium no studio needs to start."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        return find_chromium(playwright)


# Not for the whole session: while Playwright's event loop runs, Django refuses its database.
@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def manager(studio: Studio, accounts: dict[str, DemoAccount]) -> Client:
    """Who works beside the page, over REST."""
    return Client(studio.url, accounts["manager"])


@dataclass
class Visit:
    """One person's window, with what the page complained about."""

    page: Page
    complaints: list[str]

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA, one line each."""
        self.page.evaluate(SETTLE)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa']})")
        return [
            f"{violation['id']}: {node['target']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def overflow(self) -> list[str]:
        """Says so where the page is wider than its window."""
        wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [f"{wider} px wider than the window"] if wider > 0 else []

    def jumps(self) -> list[str]:
        """Says so where the page jumped while it loaded."""
        score = self.page.evaluate("window.jumps.reduce((sum, each) => sum + each, 0)")
        return [f"jumped by {score:.2f}"] if score >= MOST_JUMPS else []


SignIn = Callable[..., Visit]
KeptSessions = dict[str, Any]
"""Of those who signed in already, by their name."""


@pytest.fixture(scope="session")
def kept() -> KeptSessions:
    return {}


@pytest.fixture
def sign_in(
    browser: Browser, studio: Studio, accounts: dict[str, DemoAccount], kept: KeptSessions
) -> Iterator[SignIn]:
    """Opens a window as a person of the demo: signed in through the page, once and then still."""
    contexts: list[BrowserContext] = []

    def enter(username: str, *, size: tuple[int, int] = DESKTOP) -> Visit:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=studio.url,
            storage_state=kept.get(username),
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(HURRY)
        context.add_init_script(WATCH_JUMPS)
        contexts.append(context)
        visit = Visit(context.new_page(), [])
        visit.page.on("console", lambda message: _note(visit, message))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.go("/" if username in kept else "/login")
        if not _is_in(visit.page):
            type_name_and_password(visit.page, accounts[username])
            kept[username] = context.storage_state()
        return visit

    yield enter
    for context in contexts:
        context.close()


def _note(visit: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        visit.complaints.append(message.text)


def _is_in(page: Page) -> bool:
    """A test may have signed this person out since."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    return page.locator("input[type=password]").count() == 0


def type_name_and_password(page: Page, account: DemoAccount) -> None:
    page.locator("input[autocomplete=username]").fill(account.username)
    page.locator("input[type=password]").fill(account.password)
    page.keyboard.press("Enter")
    expect(page.locator("input[type=password]")).to_have_count(0)


def hear(page: Page) -> None:
    """Plays the clip by key to its end, and only then may give a score."""
    scale = page.get_by_role("radio").first
    expect(scale).to_be_disabled()
    page.keyboard.press("Space")
    expect(scale).to_be_enabled(timeout=LONGEST_CLIP_MS)
