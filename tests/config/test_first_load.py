"""How much must be fetched before a page shows, packed: 200 KB by raters, 300 KB by managers.

Without fonts: the browser shows its own until one is there, and fetches one only for scripts that
a text on the page is in.
"""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

LIMIT_BYTES = 200_000
CONSOLE_LIMIT_BYTES = 300_000
WORKSPACE = "src/features/workspace"
PATH = "path/PathPage.tsx"
# What is loaded together, at most: the way into a campaign, and the work at its end.
PAGES = (
    ("WorkPage.tsx",),
    (PATH, "path/StepScreen.tsx"),
    (PATH, "session/SessionPage.tsx"),
    (PATH, "listening/RatePage.tsx"),
    (PATH, "correction/CorrectPage.tsx"),
)
LANGUAGES = ("de", "ar", "hi", "el", "ja")
CONSOLE_LANGUAGES = ("en", "ar", "hi")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    file = settings.FRONTEND_DIST / ".vite/manifest.json"
    if not file.exists():
        pytest.skip("the pages are not built: make frontend")
    chunks: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return chunks


def fetched(manifest: dict[str, Any], chunks: Iterable[str]) -> set[str]:
    """The files of these chunks and of all they import."""
    files: set[str] = set()
    for chunk in chunks:
        row = manifest[chunk]
        if row["file"] not in files:
            files |= {row["file"], *row.get("css", [])}
            files |= fetched(manifest, row.get("imports", []))
    return files


def packed_bytes(file: str) -> int:
    """As it is sent to browsers that take Brotli: all of them, over https."""
    return (settings.FRONTEND_DIST / f"{file}.br").stat().st_size


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_rater_pages_stay_small(
    manifest: dict[str, Any], page: tuple[str, ...], language: str
) -> None:
    words = [f"src/locales/rater/{language}.json"]
    parts = [f"{WORKSPACE}/{part}" for part in page]
    chunks = ["src/main.tsx", "src/app/App.tsx", *parts, *words]
    assert sum(map(packed_bytes, fetched(manifest, chunks))) < LIMIT_BYTES


@pytest.mark.parametrize("language", CONSOLE_LANGUAGES)
def test_pages_of_the_console_stay_small(manifest: dict[str, Any], language: str) -> None:
    """Each is a download of its own, so that none carries what the others need."""
    words = [f"src/locales/{room}/{language}.json" for room in ("rater", "console")]
    room = ["src/main.tsx", "src/app/App.tsx", "src/app/rooms/Console.tsx", *words]
    pages = [chunk for chunk in manifest[room[2]]["dynamicImports"] if chunk.endswith("Page.tsx")]
    assert len(pages) > 30
    sizes = {page: sum(map(packed_bytes, fetched(manifest, [*room, page]))) for page in pages}
    assert {page: size for page, size in sizes.items() if size >= CONSOLE_LIMIT_BYTES} == {}


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_sent_packed(manifest: dict[str, Any], client: Client, encoding: str) -> None:
    script = manifest["src/main.tsx"]["file"]
    answer = client.get(f"/static/app/{script}", headers={"Accept-Encoding": encoding})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == encoding
    assert b"".join(answer) != (settings.FRONTEND_DIST / script).read_bytes()


def test_no_words_are_fetched_but_those_wanted(manifest: dict[str, Any]) -> None:
    own = {manifest[chunk]["file"] for chunk in manifest if chunk.startswith("src/locales/")}
    pages = [f"{WORKSPACE}/{part}" for page in PAGES for part in page]
    everything = fetched(manifest, ["src/main.tsx", "src/app/App.tsx", *pages])
    assert not own & everything
    assert len(own) > len(LANGUAGES)
