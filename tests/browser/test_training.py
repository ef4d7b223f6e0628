"""A manager writes a training down, reads what it will take, starts it, and stops it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from demo.client import Client
from tests.browser.conftest import PHONE, SignIn, Visit
from tests.browser.test_benchmarks import barriers, do

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
RELEASE = "learnt"


def go_to_trainings(visit: Visit) -> None:
    visit.go("/d/demo/trainings")
    expect(visit.page.get_by_role("heading", name="Start a training")).to_be_visible()


@pytest.fixture
def cancelled(manager: Client) -> Iterator[None]:
    """No training is left to a worker that has no model to train."""
    yield
    for run in manager.get("/datasets/demo/trainings/")["results"]:
        if run["state"] not in {"cancelled", "failed", "succeeded"}:
            manager.post(f"/trainings/{run['id']}/cancel/", {})


def fill_in(page: Page) -> None:
    page.get_by_label("Release", exact=True).select_option(RELEASE)
    rank = page.get_by_label("Rank of the adapters")
    rank.fill("0")
    expect(page.get_by_text("greater than or equal to 1")).to_be_visible()
    expect(page.get_by_role("button", name="Start training")).to_be_disabled()
    rank.fill("8")
    expect(page.get_by_text("The recipe has 32.")).to_be_visible()
    expect(page.get_by_text("Tokens in all")).to_be_visible()


def test_manager_reads_what_a_training_takes_and_starts_it_once(
    sign_in: SignIn, manager: Client, cancelled: None
) -> None:
    page = (visit := sign_in("manager")).page
    go_to_trainings(visit)
    expect(page.get_by_role("heading", name="No training yet")).to_be_visible()
    do(manager, page, "release", name=RELEASE, override_reason="a look")

    go_to_trainings(visit)
    fill_in(page)
    # The rank that can't be was refused, and the browser notes refusals.
    visit.complaints.clear()
    assert barriers(visit) == []
    start = page.get_by_role("button", name="Start training")
    expect(start).to_be_enabled()
    start.dblclick()
    expect(page.get_by_role("heading", name="Where it comes from")).to_be_visible()
    assert len(manager.get("/datasets/demo/trainings/")["results"]) == 1
    assert barriers(visit) == []

    page.get_by_role("button", name="Cancel the training").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel the training").click()
    expect(page.get_by_text("Cancelled", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    phone = sign_in("manager", size=PHONE)
    for address in ("/d/demo/trainings", page.url):
        phone.go(address)
        assert barriers(phone) == []
