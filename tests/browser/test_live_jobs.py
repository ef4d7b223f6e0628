"""A page of jobs is told what they do, and helps itself while nobody tells it anything."""

import pytest
from playwright.sync_api import Page, expect

from demo.client import Client
from supervisor.studio import Studio, is_healthy
from tests.browser.conftest import SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
WITHIN_MS = 60_000
EVENTS = "**/jobs/events/"


def start_job(manager: Client) -> int:
    parameters = {"languages": ["vie"], "groups": ["text"], "again": True}
    order = {"kind": "check", "parameters": parameters}
    job: int = manager.post("/datasets/demo/jobs/", order)["id"]
    return job


def expect_end_of(job: int, page: Page) -> None:
    card = page.get_by_role("article").filter(has=page.locator(f"a[href='/d/demo/jobs/{job}']"))
    expect(card.get_by_text("Done", exact=True)).to_be_visible(timeout=WITHIN_MS)


def open_jobs(visit: Visit) -> None:
    with visit.page.expect_request(EVENTS):
        visit.go("/d/demo/jobs")


def test_page_is_told_of_jobs_and_asks_for_none(sign_in: SignIn, manager: Client) -> None:
    visit = sign_in("manager")
    open_jobs(visit)

    expect_end_of(start_job(manager), visit.page)

    assert visit.complaints == []


def test_page_without_a_place_among_streams_asks_by_itself(
    sign_in: SignIn, manager: Client
) -> None:
    visit = sign_in("manager")
    visit.page.route(EVENTS, lambda route: route.fulfill(status=503))
    job = start_job(manager)
    open_jobs(visit)

    expect_end_of(job, visit.page)


@pytest.mark.slow  # the supervisor takes its time to start a server again
def test_page_goes_on_by_itself_after_the_server_died(
    sign_in: SignIn, manager: Client, studio: Studio
) -> None:
    visit = sign_in("manager")
    open_jobs(visit)
    with visit.page.expect_request(EVENTS, timeout=WITHIN_MS):
        studio.children["web"].kill()
    while not is_healthy(int(studio.url.rpartition(":")[2]), "/health/"):
        visit.page.wait_for_timeout(100)

    expect_end_of(start_job(manager), visit.page)
