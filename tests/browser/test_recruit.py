"""How people come: by an invite, back by their private link, and from Prolific to their code."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.client import Client
from supervisor.studio import Studio
from tests.browser.conftest import DESKTOP, LONGEST_CLIP_MS, PATIENCE_MS, PHONE, SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
Arrive = Callable[[str], Visit]
CODES = {"code_complete": "DONE1", "code_failed_checks": "FAILED1", "code_no_consent": "NO1"}


@pytest.fixture
def stranger(browser: Browser, studio: Studio) -> Iterator[Arrive]:
    """Opens a phone's window of somebody without an account, whose browser speaks a language."""
    contexts = []

    def come(locale: str) -> Visit:
        width, height = PHONE
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=studio.url, locale=locale
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        visit = Visit(context.new_page(), [])
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    yield come
    for context in contexts:
        context.close()


def make_invite(manager: Client, **fields: Any) -> tuple[int, str]:
    """Its id, and the path of its link."""
    invite = manager.post(
        "/datasets/demo/invites/", {"name": "a friend", "language": "ara", **fields}
    )
    return invite["id"], "/join#" + invite["link"].partition("#")[2]


def problems(visit: Visit) -> list[str]:
    return visit.violations() + visit.overflow() + visit.complaints


def test_stranger_joins_by_invite_in_arabic_on_a_phone(stranger: Arrive, manager: Client) -> None:
    visit = stranger("ar-EG")
    page = visit.page
    visit.go(make_invite(manager)[1])
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text("أنت مدعو")
    assert problems(visit) == []
    page.locator("input[name=display_name]").fill("أميرة")
    page.locator("input[name=username]").fill("amira-by-invite")
    page.locator("input[name=password]").fill("correct horse battery")
    page.get_by_role("button", name="انضمام").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("تم انضمامك")
    assert problems(visit) == []
    page.get_by_role("button", name="ابدأ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("عملك")
    assert "amira-by-invite" in {row["username"] for row in manager.rows("/datasets/demo/members/")}


def test_person_without_a_password_comes_back_by_the_private_link(
    stranger: Arrive, manager: Client
) -> None:
    visit = stranger("en")
    page = visit.page
    visit.go(make_invite(manager)[1])
    page.get_by_role("radio", name="With a private link").check()
    page.get_by_role("button", name="Join").click()
    start = page.get_by_role("button", name="Start")
    expect(start).to_be_disabled()
    assert problems(visit) == []
    link = page.locator("code").inner_text()
    page.get_by_role("checkbox", name="I have kept the link").check()
    start.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    again = stranger("en")
    again.go("/return#" + link.partition("#")[2])
    assert problems(again) == []
    again.page.get_by_role("button", name="Sign in").click()
    expect(again.page.get_by_role("heading", level=1)).to_have_text("Your work")


def test_invite_that_was_taken_back_says_so_in_the_browsers_language(
    stranger: Arrive, manager: Client
) -> None:
    invite, path = make_invite(manager)
    manager._send("DELETE", f"/invites/{invite}/")  # noqa: SLF001 - nothing else deletes
    visit = stranger("ja")
    visit.go(path)
    expect(visit.page.get_by_role("alert")).to_have_text("この招待は取り消されました。")
    assert visit.violations() == []


def make_study(manager: Client, **protocol: Any) -> dict[str, Any]:
    """A campaign whose sessions are one clip each, and a study that pays for one of them."""
    light = {
        "name": "for Prolific",
        "consent_version": None,
        "qualification": False,
        "environment_check": False,
        "training": False,
        "session_size": 1,
        "gold_per_session": 0,
        **protocol,
    }
    rules = manager.post("/datasets/demo/protocols/", light)
    campaign = manager.post(
        "/datasets/demo/campaigns/",
        {
            "kind": "listening",
            "name": "Paid listening",
            "languages": ["ara"],
            "votes_per_item": 5,
            "protocol": rules["id"],
        },
    )
    number = campaign["id"]
    study = {"study_id": f"study{number}", "language": "ara", "failed_checks_to_reject": 1, **CODES}
    return dict(manager.post(f"/campaigns/{number}/studies/", study))


def land(visit: Visit, study: dict[str, Any], pid: str) -> None:
    ids = f"PROLIFIC_PID={pid}&STUDY_ID={study['study_id']}&SESSION_ID=session-of-{pid}"
    visit.go(f"/prolific/{study['campaign']}?{ids}")


class Hands:
    """Does a participant's session over REST, with the cookies of the participant's own window."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def send(self, path: str, body: Any) -> Any:
        cookies = {one.get("name"): one.get("value") for one in self._page.context.cookies()}
        headers = {"X-CSRFToken": str(cookies["csrftoken"])}
        return self._page.request.post(f"/api/v1{path}", data=body, headers=headers)

    def do_session(self, study: dict[str, Any], scores: tuple[int, int]) -> None:
        wish = {"campaign": study["campaign"], "language": "ara", "device": "another tab"}
        for clip in self.send("/work/sessions/", {**wish, "take_over": True}).json()["assignments"]:
            heard = {"kind": "ended", "seconds": clip["recording"]["duration_s"]}
            rating = {"naturalness": scores[0], "understood": scores[1], "playback": [heard]}
            self._rate(clip, rating)

    def _rate(self, clip: dict[str, Any], rating: dict[str, Any]) -> None:
        for _ in range(LONGEST_CLIP_MS // 500):
            if self.send(f"/assignments/{clip['id']}/rating/", rating).ok:
                return
            self._page.wait_for_timeout(500)
        raise AssertionError("the clip never ended")


@pytest.mark.parametrize(("traps", "code"), [(0, "DONE1"), (1, "FAILED1")], ids=["done", "failed"])
def test_participant_from_prolific_ends_at_the_code_of_what_happened(
    stranger: Arrive, manager: Client, traps: int, code: str
) -> None:
    study = make_study(manager, traps_per_session=traps)
    visit = stranger("ar")
    page = visit.page
    land(visit, study, f"pid{code}")
    assert problems(visit) == []
    page.get_by_role("button", name="ابدأ").click()
    page.wait_for_url(re.compile(f"/rate/{study['campaign']}/ara"))
    assert "pid" not in page.url
    # No trap asks for two scores that differ, so this fails one wherever it stands.
    Hands(page).do_session(study, (1, 5))
    page.wait_for_url(re.compile("/prolific/end"))
    expect(page.locator("code")).to_have_text(code)
    back = page.get_by_role("link", name="Prolific").get_attribute("href")
    assert back == f"https://app.prolific.com/submissions/complete?cc={code}"
    assert problems(visit) == []
    [row] = manager.get(f"/campaigns/{study['campaign']}/participants/")["results"]
    decision = {"DONE1": "approve", "FAILED1": "reject"}[code]
    assert (row["prolific_id"], row["decision"]) == (f"pid{code}", decision)


def test_participant_may_stop_and_is_told_how_to_go(stranger: Arrive, manager: Client) -> None:
    study = make_study(manager, traps_per_session=0)
    visit = stranger("en")
    page = visit.page
    land(visit, study, "shy")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Stop taking part").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop taking part").click()
    expect(page.locator("code")).to_have_text("NO1")
    assert problems(visit) == []


def test_link_of_another_study_is_refused_kindly(stranger: Arrive, manager: Client) -> None:
    study = make_study(manager, traps_per_session=0)
    visit = stranger("de")
    land(visit, {**study, "study_id": "another"}, "lost")
    visit.page.get_by_role("button", name="Beginnen").click()
    expect(visit.page.get_by_role("alert")).to_contain_text("gehört hier zu keiner Studie")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_manager_recruits_without_barriers(
    sign_in: SignIn, manager: Client, size: tuple[int, int]
) -> None:
    study = make_study(manager, traps_per_session=0)
    visit = sign_in("manager", size=size)
    page = visit.page
    visit.go(f"/d/demo/campaigns/{study['campaign']}/recruit")
    expect(page.get_by_text("Nobody came yet")).to_be_visible()
    assert problems(visit) == []
    page.get_by_role("button", name="Make an invite link").first.click()
    page.get_by_label("Whom is it for?").fill("for Amira")
    page.get_by_role("dialog").get_by_role("button", name="Make an invite link").click()
    expect(page.get_by_text("it is shown only once")).to_be_visible()
    page.get_by_role("button", name="Add a study").click()
    assert problems(visit) == []
