"""The tour names only files and functions that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
FOLDERS = (ROOT, ROOT / "platform", *ROOT.glob("annotation"))
PATHS = re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py|[a-z_]+(?:/[a-z_]+)+/?)(?::(\w+))?`", TOUR)


def find(path: str) -> Path | None:
    """Paths are given from the root, from `platform/`, or within the app just spoken of."""
    candidates = [folder / path for folder in FOLDERS]
    candidates += [
        found
        for folder in (ROOT / "platform", ROOT / "annotation")
        for found in folder.glob(f"**/{path}")
    ]
    return next((candidate for candidate in candidates if candidate.exists()), None)


@pytest.mark.parametrize(("path", "name"), PATHS)
def test_tour_stop_exists(path: str, name: str) -> None:
    found = find(path)
    assert found is not None
    assert not name or re.search(rf"(def|class) {name}\b", found.read_text(encoding="utf-8"))
