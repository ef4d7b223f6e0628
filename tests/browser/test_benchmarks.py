"""A manager adds a system to a benchmark, asks it, has it compared, and reads the answers."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from demo.client import Client
from tests.browser.conftest import PHONE, SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
LANGUAGES = ["ara", "eng"]
JOB_ENDS_MS = 40_000
POLL_MS = 250


def do(manager: Client, page: Page, kind: str, **parameters: Any) -> None:
    """Starts a job over REST and waits for its end."""
    job = manager.post("/datasets/demo/jobs/", {"kind": kind, "parameters": parameters})
    for _ in range(JOB_ENDS_MS // POLL_MS):
        if job["state"] not in {"planning", "running"}:
            break
        page.wait_for_timeout(POLL_MS)
        job = manager.get(f"/jobs/{job['id']}/")
    assert job["state"] == "succeeded", (kind, job["error"], job["progress"]["errors"])


def make_benchmark(manager: Client, page: Page) -> int:
    """With one system that answered it all; returns how many questions it has."""
    do(manager, page, "release", name="asked", override_reason="a look")
    do(manager, page, "benchmark", name="look", release="asked", languages=LANGUAGES)
    manager.post("/datasets/demo/systems/", {"name": "few-words", "engine": "endpoint:brief"})
    do(manager, page, "evaluate", benchmark="look", system="few-words")
    board = manager.get("/datasets/demo/benchmarks/look/")
    return int(board["benchmark"]["items_total"])


def row_of(page: Page, system: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=system)).first


def barriers(visit: Visit) -> list[str]:
    return [*visit.violations(), *visit.overflow(), *visit.complaints]


def test_manager_compares_two_systems_and_reads_their_answers(
    sign_in: SignIn, manager: Client
) -> None:
    page = (visit := sign_in("manager")).page
    visit.go("/d/demo/benchmarks")
    expect(page.get_by_role("heading", name="No benchmark yet")).to_be_visible()
    assert barriers(visit) == []
    items = make_benchmark(manager, page)

    visit.go("/d/demo/benchmarks")
    page.get_by_role("link", name="look", exact=True).click()
    expect(row_of(page, "few-words")).to_contain_text(f"{items} of {items}")
    add_and_ask(visit, items)
    compare(visit)
    save(page)
    expect(page.get_by_role("heading", name="Beside the paper's numbers")).to_be_visible()
    look_among_models(visit)

    visit.go("/d/demo/benchmarks/look")
    page.get_by_role("link", name="Read the answers").click()
    read_answers(visit, items)
    comparison = page.url
    benchmark = comparison.partition("/comparisons")[0]
    visit.go(benchmark)
    page.get_by_role("link", name="See every question with its answers").click()
    expect(page.get_by_role("article").first).to_contain_text("few-words")
    assert barriers(visit) == []
    phone = sign_in("manager", size=PHONE)
    for address in (comparison, benchmark, page.url, "/d/demo/models"):
        phone.go(address)
        assert barriers(phone) == []


def add_and_ask(visit: Visit, items: int) -> None:
    page = visit.page
    page.get_by_role("button", name="Add a system").click()
    page.get_by_label("Name of the system").fill("many-words")
    page.get_by_label("Engine").select_option("endpoint:chatty")
    assert barriers(visit) == []
    page.get_by_role("button", name="Add", exact=True).click()
    ask(visit, "many-words", items)
    expect(row_of(page, "many-words")).to_contain_text(f"{items} of {items}", timeout=JOB_ENDS_MS)


def ask(visit: Visit, system: str, items: int) -> None:
    visit.page.get_by_role("button", name=f"Ask {system}").click()
    asking = visit.page.get_by_role("dialog")
    expect(asking).to_contain_text(f"Items: {items}, languages: 2, answered already: 0.")
    assert barriers(visit) == []
    asking.get_by_role("button", name="Ask", exact=True).click()
    expect(asking.get_by_role("link")).to_be_visible()
    visit.page.keyboard.press("Escape")


def compare(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Compare two systems").click()
    page.get_by_label("System", exact=True).select_option("many-words")
    page.get_by_label("Compared with").select_option("few-words")
    page.get_by_role("combobox", name="Judge").select_option("endpoint:longest")
    page.get_by_role("button", name="Compare", exact=True).click()
    bar = page.get_by_role("link", name="All languages: many-words preferred, 100.0%")
    expect(bar).to_be_visible(timeout=JOB_ENDS_MS)
    assert barriers(visit) == []


def save(page: Page) -> None:
    """The chart of the comparison, and its numbers."""
    for button, kind in (("Save as a picture (PNG)", "png"), ("Save the numbers (CSV)", "csv")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=f"{button}: many-words against few-words").click()
        name = f"demo.look.many-words-against-few-words.both.{kind}"
        assert saved.value.suggested_filename == name


def look_among_models(visit: Visit) -> None:
    page = visit.page
    visit.go("/d/demo/models")
    page.get_by_role("link", name="many-words: The system of the row preferred, 100.0%").click()
    expect(page.get_by_label("The judge")).to_have_value("win")
    expect(page.get_by_role("article").first).to_contain_text("many-words preferred")
    visit.go("/d/demo/models")
    expect(page.get_by_role("heading", name="No model was trained yet")).to_be_visible()
    assert barriers(visit) == []


def read_answers(visit: Visit, items: int) -> None:
    page = visit.page
    page.get_by_role("combobox", name="Language", exact=True).select_option("ara")
    questions = page.get_by_role("article")
    expect(questions).to_have_count(items // len(LANGUAGES))
    one = questions.first
    expect(one.locator("bdi[lang=ar][dir=rtl]").first).to_be_visible()
    expect(one.get_by_text("many-words preferred")).to_be_visible()
    expect(one.get_by_text("Yes, and gladly so.")).to_be_visible()
    expect(one.get_by_text("That's how I see it.")).to_have_count(2)
    one.get_by_role("button", name="Everything that was said to the judge").click()
    expect(one.get_by_text("Preferred: Answer").first).to_be_visible()
    assert barriers(visit) == []
    page.get_by_label("Which questions?").select_option("flips")
    expect(page.get_by_text("There is no such question.")).to_be_visible()
    assert barriers(visit) == []
    page.get_by_label("Which questions?").select_option("")
