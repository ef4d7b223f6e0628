"""Campaigns and bench loops through their forms: told before, then started, without an alarm."""

import json
import re

import pytest
from playwright.sync_api import Request, expect

from demo.client import Client
from tests.browser.conftest import SignIn
from tests.supervisor.processes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
DATASET = "/datasets/foreseen"
ESTIMATES = re.compile("/(bench-loops|campaigns)/estimate/$")
# Whatever is said to be wrong, also for less than a moment.
WATCH_ALERTS = """
window.alerts = [];
new MutationObserver((changes) => {
  for (const {addedNodes} of changes)
    for (const node of addedNodes)
      if (node.matches?.('[role=alert]') || node.querySelector?.('[role=alert]'))
        window.alerts.push(node.textContent);
}).observe(document.body, {childList: true, subtree: true});
"""


@pytest.fixture(scope="module")
def dataset(manager: Client, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of its own, so that no rater of the demo is asked: questions in a bench, not translated."""
    languages = ["eng", "ara", "hin"]
    manager.post("/datasets/", {"slug": "foreseen", "name": "Foreseen", "languages": languages})
    rows = [
        {"id": f"q{n}", "source": "identity", "question": f"What is {n}?", "answer": str(n)}
        for n in range(12)
    ]
    file = tmp_path_factory.mktemp("rows") / "foreseen.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with file.open("rb") as content:
        manager.post(f"{DATASET}/imports/", files={"file": (file.name, content)})
    manager.patch(f"{DATASET}/", {"dev_size": 3, "test_size": 3, "bench_size": 3})
    job = manager.post(f"{DATASET}/splits/")
    wait_until(lambda: manager.get(f"/jobs/{job['id']}/")["state"] == "succeeded")
    return "/d/foreseen"


def test_bench_loop_starts_through_its_form_without_an_alarm(
    sign_in: SignIn, manager: Client, dataset: str
) -> None:
    page = (visit := sign_in("manager")).page
    visit.go(f"{dataset}/campaigns")
    page.evaluate(WATCH_ALERTS)
    page.get_by_role("button", name="Correct and hear the bench").click()
    dialog = page.get_by_role("dialog")
    expect(
        dialog.get_by_text("Items: 3, languages: 2, translations to correct now: 0")
    ).to_be_visible()
    assert visit.violations() == []
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if ESTIMATES.search(one.url) else None)

    dialog.get_by_role("button", name="Begin", exact=True).click()

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", name="The bench: corrected and heard")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(manager.get(f"{DATASET}/bench-loops/")["results"]) == 1
    assert page.evaluate("window.alerts") == []
    # A start needs no preview of itself.
    assert asked == []
    assert visit.complaints == []


def test_name_is_typed_without_counting_anew(
    sign_in: SignIn, manager: Client, dataset: str
) -> None:
    page = (visit := sign_in("manager")).page
    visit.go(f"{dataset}/campaigns")
    page.get_by_role("button", name="New campaign").click()
    dialog = page.get_by_role("dialog")
    told = dialog.get_by_text(re.compile("without a recording yet: 9"))
    expect(told).to_be_visible()
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one) if ESTIMATES.search(one.url) else None)

    dialog.get_by_label("Name", exact=True).fill("Heard once")
    dialog.get_by_label("Keep it as a draft").check()
    expect(dialog.get_by_text("It asks nobody until you start it.")).to_be_visible()
    start = dialog.get_by_role("button", name="New campaign")
    expect(start).to_be_enabled()
    start.click()

    expect(dialog).to_be_hidden()
    opened = manager.get(f"{DATASET}/campaigns/")["results"][0]
    assert (opened["name"], opened["state"]) == ("Heard once", "draft")
    assert asked == []
    assert visit.complaints == []


def test_preview_that_fails_for_a_moment_is_asked_for_again(sign_in: SignIn, dataset: str) -> None:
    page = sign_in("manager").page
    page.goto(f"{dataset}/campaigns")
    busy = {"code": "busy", "message": "Something else changes this right now.", "details": {}}
    page.route(ESTIMATES, lambda route: route.fulfill(status=409, json=busy))
    page.get_by_role("button", name="New campaign").click()
    dialog = page.get_by_role("dialog")
    start = dialog.get_by_role("button", name="New campaign")
    expect(dialog.get_by_text("What this will do could not be read.")).to_be_visible()
    expect(start).to_be_disabled()

    page.unroute(ESTIMATES)
    dialog.get_by_role("alert").get_by_role("button", name="Try again").click()

    expect(start).to_be_enabled()
    expect(dialog.get_by_role("alert")).to_have_count(0)
