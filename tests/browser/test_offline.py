"""Answers that meet a lost network, a closed tab, a failing server, and other people."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from demo.client import Client
from supervisor.accounts import DemoAccount
from tests.browser.conftest import PHONE, SignIn, Visit, hear, type_name_and_password

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
RATING = re.compile("/api/v1/assignments/[0-9]+/rating/")
ON_HAND = 4
# What a browser itself says of requests that fail is no complaint of the page.
EXPECTED = re.compile("Failed to load resource")


@pytest.fixture
def campaign(manager: Client, request: pytest.FixtureRequest) -> Any:
    """A listening campaign in Hindi and German that no other test rates in."""
    wish = {
        "kind": "listening",
        "name": request.node.name,
        "languages": ["hin", "deu"],
        "votes_per_item": 3,
    }
    return manager.post("/datasets/demo/campaigns/", wish)


@pytest.fixture
def votes(manager: Client, campaign: Any) -> Callable[[], int]:
    """All that the server has of this campaign."""

    def count() -> int:
        found = next(manager.rows("/datasets/demo/campaigns/"))
        assert found["id"] == campaign["id"]
        return sum(int(row["votes"]) for row in found["progress"])

    return count


def rate(page: Page) -> None:
    hear(page)
    for key in ("4", "t", "Enter"):
        page.keyboard.press(key)


def open_desk(page: Page, campaign: Any, language: str = "hin") -> None:
    """Waits until the clips behind the first one are there, too."""
    clips: set[str] = set()
    page.on("requestfinished", lambda request: clips.add(request.url))
    page.goto(f"/rate/{campaign['id']}/{language}")
    expect(page.get_by_role("radio").first).to_be_disabled()
    for _ in range(100):
        if len([url for url in clips if "/audio/" in url]) >= ON_HAND:
            break
        page.wait_for_timeout(100)


def waiting(page: Page, count: int) -> Any:
    words = "answer waits" if count == 1 else "answers wait"
    return page.get_by_role("status").filter(has_text=f"{count} {words} for the network")


def arrive(page: Page, votes: Callable[[], int], wanted: int) -> None:
    """Exactly so many: neither fewer nor, a little later, more."""
    for _ in range(80):
        if votes() >= wanted:
            break
        page.wait_for_timeout(250)
    expect(page.get_by_text("for the network")).to_have_count(0)
    page.wait_for_timeout(1_000)
    assert votes() == wanted


def in_english(visit: Visit) -> Visit:
    visit.page.get_by_role("combobox").select_option("en")
    return visit


def complaints(visit: Visit) -> list[str]:
    return [one for one in visit.complaints if not EXPECTED.search(one)]


def test_answers_given_offline_arrive_once(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int]
) -> None:
    visit = in_english(sign_in("priya", size=PHONE))
    page, context = visit.page, visit.page.context
    open_desk(page, campaign)
    with page.expect_response(RATING):
        rate(page)

    context.set_offline(offline=True)
    rate(page)
    expect(waiting(page, 1)).to_be_visible()
    rate(page)
    expect(waiting(page, 2)).to_be_visible()
    assert visit.violations() + visit.overflow() == []
    page.keyboard.press("u")
    expect(waiting(page, 1)).to_be_visible()
    expect(page.get_by_role("radio", name="4").first).to_be_checked()
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect(waiting(page, 2)).to_be_visible()
    assert votes() == 1

    context.set_offline(offline=False)
    arrive(page, votes, 3)
    rate(page)
    arrive(page, votes, 4)
    assert complaints(visit) == []


def test_tab_closed_with_unsent_answers_sends_them_when_it_comes_back(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int]
) -> None:
    visit = in_english(sign_in("priya"))
    page, context = visit.page, visit.page.context
    open_desk(page, campaign)
    context.set_offline(offline=True)
    rate(page)
    expect(waiting(page, 1)).to_be_visible()
    page.close()
    context.set_offline(offline=False)
    assert votes() == 0

    again = context.new_page()
    again.goto("/")
    arrive(again, votes, 1)


def test_failing_server_and_lost_replies_lose_and_double_nothing(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int]
) -> None:
    visit = in_english(sign_in("priya"))
    page = visit.page
    open_desk(page, campaign)

    def fail(route: Route) -> None:
        route.fulfill(status=500, body="<h1>Oops</h1>")

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort("timedout")

    page.route(RATING, fail)
    rate(page)
    expect(waiting(page, 1)).to_be_visible()
    page.reload()
    expect(waiting(page, 1)).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_disabled()
    page.unroute(RATING, fail)
    page.route(RATING, lose_the_reply, times=1)
    page.get_by_role("button", name="Try again").click()
    arrive(page, votes, 1)
    rate(page)
    arrive(page, votes, 2)
    assert complaints(visit) == []


def test_half_given_scores_outlive_a_reload(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int]
) -> None:
    page = in_english(sign_in("priya")).page
    open_desk(page, campaign)
    hear(page)
    page.keyboard.press("3")
    page.reload()
    expect(page.get_by_role("radio", name="3").first).to_be_checked()
    page.keyboard.press("e")
    with page.expect_response(RATING):
        page.keyboard.press("Enter")
    arrive(page, votes, 1)


def test_two_tabs_of_one_rater_give_each_answer_once(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int]
) -> None:
    one = in_english(sign_in("priya")).page
    other = one.context.new_page()
    for page in (one, other):
        open_desk(page, campaign)
    one.context.set_offline(offline=True)
    one.bring_to_front()
    rate(one)
    # What was answered there is no longer asked here.
    expect(waiting(other, 1)).to_be_visible()
    other.bring_to_front()
    rate(other)
    expect(waiting(one, 2)).to_be_visible()
    one.context.set_offline(offline=False)
    arrive(one, votes, 2)
    expect(waiting(other, 2)).to_have_count(0)


def test_next_person_in_this_browser_sends_nothing_of_the_last(
    sign_in: SignIn, campaign: Any, votes: Callable[[], int], accounts: dict[str, DemoAccount]
) -> None:
    page = in_english(sign_in("priya")).page
    open_desk(page, campaign)
    context: BrowserContext = page.context
    context.route(RATING, lambda route: route.abort())
    rate(page)
    expect(waiting(page, 1)).to_be_visible()
    sign_out(page)
    context.unroute(RATING)

    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url))
    type_name_and_password(page, accounts["lena"])
    open_desk(page, campaign, "deu")
    page.wait_for_timeout(3_000)
    assert [url for url in sent if RATING.search(url)] == []
    expect(page.get_by_text("for the network")).to_have_count(0)
    assert votes() == 0
    sign_out(page)
    type_name_and_password(page, accounts["priya"])
    arrive(page, votes, 1)


def test_answer_that_came_too_late_is_told(sign_in: SignIn, campaign: Any, manager: Client) -> None:
    visit = in_english(sign_in("priya", size=PHONE))
    page, context = visit.page, visit.page.context
    open_desk(page, campaign)
    context.set_offline(offline=True)
    rate(page)
    expect(waiting(page, 1)).to_be_visible()
    manager.post(f"/campaigns/{campaign['id']}/close/")
    context.set_offline(offline=False)
    note = page.get_by_role("alert").filter(has_text="An answer could not be counted")
    expect(note).to_contain_text("This work ended before your answer arrived")
    assert visit.violations() == []
    page.reload()
    expect(note).to_be_visible()
    note.get_by_role("button", name="Close").click()
    expect(note).to_have_count(0)
    page.reload()
    expect(page.get_by_role("main")).to_be_visible()
    expect(note).to_have_count(0)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("input[type=password]")).to_be_visible()
