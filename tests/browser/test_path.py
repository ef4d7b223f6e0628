"""The whole way of a rater at phone width: in English, Arabic and Japanese."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from demo.client import Client
from supervisor.studio import Studio
from tests.browser.conftest import PHONE, SignIn, hear
from tests.browser.path_walk import Secrets, Walk, Words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio one")]
RATERS = {"eng": ("priya", "en"), "ara": ("amira", "ar"), "jpn": ("haruto", "ja")}
# Tests that are passed and sessions that are done count for their rater everywhere, all day.
OTHERS = {"eng": "arjun", "ara": "yusuf", "jpn": "mei"}
SETTINGS = {"session_size": 2, "sessions_per_day": 2}
AT_ONCE = {
    "consent_version": None,
    "qualification": False,
    "environment_check": False,
    "training": False,
}

WalkIn = Callable[..., Walk]


def open_campaign(manager: Client, name: str, **settings: Any) -> int:
    """A listening campaign under a protocol of its own, with more votes than a test gives."""
    protocol = manager.post("/datasets/demo/protocols/", {"name": name, **SETTINGS, **settings})
    campaign = manager.post(
        "/datasets/demo/campaigns/",
        {
            "kind": "listening",
            "name": name,
            "languages": list(RATERS),
            "votes_per_item": 50,
            "protocol": protocol["id"],
        },
    )
    return int(campaign["id"])


@pytest.fixture
def walk_in(sign_in: SignIn, studio: Studio) -> WalkIn:
    """A rater at the phone, pages in the rater's language, on the way into a campaign."""

    def enter(campaign: int, language: str, username: str = "") -> Walk:
        usual, tag = RATERS[language]
        visit = sign_in(username or usual, size=PHONE)
        visit.page.get_by_role("combobox").select_option(tag)
        expect(visit.page.locator("html")).to_have_attribute("lang", tag)
        secrets = Secrets(studio.environment["DATABASE_URL"])
        walk = Walk(visit, Words(tag), secrets, campaign, language)
        walk.enter()
        return walk

    return enter


def test_rater_walks_the_whole_way(walk_in: WalkIn, manager: Client) -> None:
    walk = walk_in(open_campaign(manager, "Whole way"), "ara")
    walk.consent()
    walk.take_trial("qualification", reload_after=2)
    walk.take_trial("environment")
    walk.take_trial("training")

    clips = walk.start_session()
    assert len(clips) == len(("clip", "clip", "trap", "gold"))
    walk.rate(clips[:1])
    left = walk.reload_session()
    assert [clip["id"] for clip in left] == [clip["id"] for clip in clips[1:]]
    walk.has_no_barriers()
    walk.rate_to_the_end(left)
    walk.sees("session.finished_title")
    expect(walk.page.get_by_text(walk.words("session.missed_title"))).to_have_count(0)
    assert walk.secrets.events(clips[0]["id"]) == ["started", "ended"]

    walk.press("session.another")
    walk.rate_to_the_end(walk.start_session(), attentive=False)
    walk.sees("session.finished_title")
    expect(walk.page.get_by_text(walk.words("session.missed_title"))).to_be_visible()
    walk.press("session.another")
    walk.sees("path.day_title")
    assert walk.visit.complaints == []


@pytest.mark.parametrize("language", ["eng", "jpn"])
def test_way_is_asked_and_shown_in_other_scripts(
    walk_in: WalkIn, manager: Client, language: str
) -> None:
    """What differs by language: what each step asks, and how it fits its screen."""
    walk = walk_in(open_campaign(manager, f"Way, {language}"), language)
    walk.consent()
    for kind in ("qualification", "environment", "training"):
        walk.take_trial(kind)
    clips = walk.start_session()
    expect(walk.page.get_by_role("radio").first).to_be_disabled()
    walk.has_no_barriers()
    walk.rate_to_the_end(clips)
    walk.sees("session.finished_title")
    assert walk.visit.complaints == []


def test_failed_test_may_be_tried_again_until_tries_are_used_up(
    walk_in: WalkIn, manager: Client
) -> None:
    settings = {"consent_version": None, "qualification": False, "environment_tries": 2}
    walk = walk_in(open_campaign(manager, "Wrong answers", **settings), "eng", OTHERS["eng"])
    walk.take_trial("environment", right=False)
    walk.take_trial("environment", right=False)
    walk.sees("path.refused_title")


def test_problem_is_reported_at_the_word_where_it_starts(walk_in: WalkIn, manager: Client) -> None:
    walk = walk_in(open_campaign(manager, "Problems", **AT_ONCE), "jpn", OTHERS["jpn"])
    clips = walk.start_session()
    clip = next(walk.plain(clips))
    walk.rate(clips[: clips.index(clip)])
    hear(walk.page)
    walk.choose(2)
    walk.press("problem.report")
    expect(walk.page.get_by_role("group", name=walk.words("problem.word"))).to_have_count(0)
    walk.press("problem.show_words")
    words = walk.page.get_by_role("group", name=walk.words("problem.word")).get_by_role("button")
    words.nth(1).click()
    walk.page.get_by_role("radio", name=walk.words("problem.pronunciation")).check()
    walk.has_no_barriers()
    walk.press("problem.submit")
    expect(walk.page.get_by_text(walk.words("problem.thanks"))).to_be_visible()
    assert walk.secrets.report(clip["id"]) == ("pronunciation", 1)
    walk.page.keyboard.press("Escape")
    walk.press("desk.undo")
    expect(walk.page.get_by_text(walk.words("undoing.words_shown"))).to_be_visible()


def test_session_is_taken_over_from_another_tab(walk_in: WalkIn, manager: Client) -> None:
    campaign = open_campaign(manager, "Two tabs", **AT_ONCE)
    walk = walk_in(campaign, "ara", OTHERS["ara"])
    walk.start_session()
    other = walk_in(campaign, "ara", OTHERS["ara"])
    other.sees("session.elsewhere_title")
    other.press("session.take_over")
    expect(other.page.get_by_role("radio").first).to_be_disabled()


def test_manager_walks_the_way_and_nothing_is_recorded(sign_in: SignIn, manager: Client) -> None:
    campaign = open_campaign(manager, "To walk through")
    visit = sign_in("manager", size=PHONE)
    visit.go(f"/preview/{campaign}/ara")
    on = visit.page.get_by_role("button", name="Next", exact=True).first
    titles = []
    for _ in range(7):
        titles.append(visit.page.get_by_role("heading", level=1).inner_text())
        assert (found := [*visit.violations(), *visit.overflow()]) == [], found
        on.click()
    assert titles[0] == "Before you begin"
    expect(visit.page.get_by_role("radio").first).to_be_disabled()
    for kind in ("sessions", "problems"):
        found = manager.get(f"/campaigns/{campaign}/{kind}/")
        assert (found["results"] if kind == "sessions" else found) == []
    assert visit.complaints == []


def test_manager_makes_a_protocol_with_its_campaign_and_steers_it(sign_in: SignIn) -> None:
    visit = sign_in("manager")
    page = visit.page
    visit.go("/d/demo/campaigns")
    page.get_by_role("button", name="New campaign").click()
    form = page.get_by_role("dialog")
    form.get_by_role("textbox", name="Name").fill("With rules of its own")
    form.get_by_role("button", name="New protocol").click()
    rules = form.get_by_role("group", name="New protocol")
    rules.get_by_label("Name", exact=True).fill("Short")
    rules.get_by_label("Clips in a session", exact=True).fill("4")
    rules.get_by_label("Name", exact=True).press("Enter")
    expect(form.get_by_label("Protocol")).to_contain_text("Short, version 1")
    form.get_by_label("Keep it as a draft: it asks nobody until it is started").check()
    assert visit.violations() == []
    form.get_by_role("button", name="New campaign").click()

    card = page.get_by_role("article").filter(has_text="With rules of its own").first
    expect(card.get_by_text("Draft", exact=True)).to_be_visible()
    card.get_by_role("button", name="Start", exact=True).click()
    expect(card.get_by_text("Open", exact=True)).to_be_visible()
    card.get_by_role("button", name="What is missing").click()
    expect(card.get_by_role("columnheader", name="Votes missing")).to_be_visible()
    card.get_by_role("button", name="Problems reported").click()
    expect(card.get_by_text("Nobody has reported a problem.")).to_be_visible()
    card.get_by_role("button", name="Pause", exact=True).click()
    expect(card.get_by_text("Paused", exact=True)).to_be_visible()
    assert visit.violations() == []
    assert visit.complaints == []
