"""A manager takes a file of her own through the console: from nothing to a release."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from demo.client import Client
from tests.browser.conftest import SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
DATASET = "console"
LANGUAGES = {"eng": "English", "deu": "German", "ara": "Arabic"}
QUESTIONS = 150
SIZES = {"dev_size": 20, "test_size": 20, "bench_size": 6}
JOB_ENDS_MS = 120_000
DASHBOARDS = ["/checks", "/ratings", "/corrections", "/raters", "/models", "/work"]


def write_pairs(folder: Path) -> list[Path]:
    """Questions in English, and what they are in the other languages."""
    files = []
    for language in LANGUAGES:
        rows = [
            {
                "id": str(number), "source": "identity", "language": language,
                "question": f"{number} + {number + 1}?", "answer": str(2 * number + 1),
            }
            for number in range(QUESTIONS)
        ]  # fmt: skip
        files.append(folder / f"pairs.{language}.jsonl")
        files[-1].write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return files


def make_dataset(visit: Visit) -> None:
    page = visit.page
    visit.go("/datasets")
    page.get_by_role("button", name="New dataset").first.click()
    page.locator("input[name=name]").fill("From the console")
    page.locator("input[name=slug]").fill(DATASET)
    page.locator("input[name=licence]").fill("CC0-1.0")
    for field, size in SIZES.items():
        page.locator(f"input[name={field}]").fill(str(size))
    page.get_by_role("button", name="None", exact=True).click()
    for name in LANGUAGES.values():
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_role("dialog").get_by_role("button", name="New dataset").click()
    expect(page.get_by_text("Nothing imported yet")).to_be_visible()


def import_files(page: Page, files: list[Path]) -> None:
    for file in files:
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_role("heading", name=file.name)).to_be_visible(timeout=JOB_ENDS_MS)
    expect(page.get_by_text(f"{QUESTIONS} items added")).to_be_visible()
    # Of each pair its question and its answer.
    expect(page.get_by_text(f"{2 * QUESTIONS} translations remembered")).to_have_count(2)


def start(visit: Visit, kind: str) -> None:
    """Starts a job as the form offers it, and opens its page."""
    page = visit.page
    visit.go(f"/d/{DATASET}/jobs?kind={kind}")
    with page.expect_response(is_start) as answer:
        page.get_by_role("button", name="Start", exact=True).click()
    visit.go(f"/d/{DATASET}/jobs/{answer.value.json()['id']}")


def is_start(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/jobs/")


def sees_state(page: Page, state: str) -> None:
    said = page.locator("[aria-live=polite]").filter(has_text=re.compile(f"^{state}$"))
    expect(said).to_be_visible(timeout=JOB_ENDS_MS)


def test_manager_takes_a_file_to_a_release(
    sign_in: SignIn, manager: Client, tmp_path: Path
) -> None:
    page = (visit := sign_in("manager")).page
    make_dataset(visit)
    import_files(page, write_pairs(tmp_path))
    visit.go(f"/d/{DATASET}/splits")
    page.get_by_role("button", name="Draw the splits").click()
    expect(page.get_by_role("button", name="Draw the splits")).to_have_count(0, timeout=JOB_ENDS_MS)

    start(visit, "translate")
    sees_state(page, "Done")
    start(visit, "synthesize")
    page.get_by_role("button", name="Pause", exact=True).click()
    sees_state(page, "Paused")
    page.get_by_role("button", name="Go on").click()
    sees_state(page, "Running")
    page.get_by_role("button", name="Cancel the job").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel the job").click()
    sees_state(page, "Cancelled")
    kept = voiced(manager)
    assert kept < QUESTIONS * len(LANGUAGES)
    start(visit, "synthesize")
    sees_state(page, "Done")
    assert voiced(manager) == QUESTIONS * len(LANGUAGES)

    visit.go(f"/d/{DATASET}/campaigns")
    page.get_by_role("button", name="New campaign").first.click()
    page.locator("input[name=name]").fill("Hear the bench")
    page.get_by_role("dialog").get_by_role("button", name="New campaign").click()
    expect(page.get_by_role("heading", name="Hear the bench")).to_be_visible()
    for path in DASHBOARDS:
        visit.go(f"/d/{DATASET}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()

    visit.go(f"/d/{DATASET}/releases")
    page.locator("input[name=name]").fill("first")
    page.get_by_text("Release although gates fail").click()
    page.get_by_label("Why").fill("Nobody has heard it yet.")
    page.get_by_role("button", name="Make the release").click()
    page.get_by_role("link", name="first", exact=True).click(timeout=JOB_ENDS_MS)
    expect(page.get_by_text("Released although some failed, because:")).to_be_visible()
    assert visit.complaints == []


def voiced(manager: Client) -> int:
    languages = manager.get(f"/datasets/{DATASET}/overview/")["languages"]
    return sum(int(language["voiced"]) for language in languages)
