"""Correcting a text: the automatic checks beside it, a second native, and the last word."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.client import Client
from supervisor.accounts import DemoAccount
from supervisor.studio import Studio
from tests.browser.conftest import PHONE, SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]


def open_campaign(manager: Client, language: str, **fields: Any) -> int:
    campaign = manager.post(
        "/datasets/demo/campaigns/",
        {
            "kind": "correction",
            "name": "Corrections in a browser",
            "languages": [language],
            "items_per_language": 1,
            "votes_per_item": 1,
            **fields,
        },
    )
    return int(campaign["id"])


def answer_first(client: Client, campaign: int, language: str, addition: str) -> None:
    """As a first native with no browser."""
    task = client.post("/work/next/", {"campaign": campaign, "language": language})
    text = task["translation"]
    sent = {"verdict": "corrected", "question": addition + text["question"]}
    reason = {"override_reason": "so it is said"}
    address = f"/assignments/{task['id']}/correction/"
    client.post(address, sent | {"answer": text["answer"]} | reason)


def fields(page: Page) -> tuple[Any, Any]:
    return page.locator("#correction-question"), page.locator("#correction-answer")


def type_over(page: Page, text: str) -> None:
    """As fingers do, so that the page sees each key."""
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def sound(visit: Visit) -> list[str]:
    return visit.violations() + visit.overflow()


@pytest.mark.parametrize(
    ("username", "language", "direction"), [("lena", "deu", "ltr"), ("amira", "ara", "rtl")]
)
def test_text_is_corrected_by_keyboard_alone(
    sign_in: SignIn, manager: Client, username: str, language: str, direction: str
) -> None:
    """An error can't be sent, a warning needs a reason, and no mouse is needed for any of it."""
    campaign = open_campaign(manager, language)
    visit = sign_in(username, size=PHONE)
    page = visit.page
    visit.go(f"/correct/{campaign}/{language}")
    question, _ = fields(page)
    old = question.input_value()
    expect(question).to_have_attribute("dir", direction)
    question.focus()

    type_over(page, " ")
    expect(question).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Control+Enter")
    expect(question).to_be_focused()

    doubtful = f"{old} " + "".join(f"{old.split()[0]} " for _ in range(4))
    type_over(page, doubtful.strip())
    reason = page.locator("#correction-reason")
    expect(reason).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    assert sound(visit) == []
    page.keyboard.press("Control+Enter")
    expect(reason).to_be_focused()
    page.keyboard.insert_text("so it is said")
    with page.expect_response(re.compile("/correction/")) as sent:
        page.keyboard.press("Control+Enter")
    assert sent.value.status == 200
    assert visit.complaints == []


def test_a_session_of_corrections_ends_when_its_texts_are_done(
    sign_in: SignIn, manager: Client
) -> None:
    """A protocol may ask for sessions in any kind of campaign."""
    rules = {"consent_version": None, "qualification": False, "environment_check": False}
    controls = {"training": False, "traps_per_session": 0, "gold_per_session": 0}
    protocol = manager.post(
        "/datasets/demo/protocols/",
        {"name": "Sessions of one", "session_size": 1, **rules, **controls},
    )
    campaign = open_campaign(manager, "ita", protocol=protocol["id"])
    visit = sign_in("marco", size=PHONE)
    page = visit.page
    visit.go(f"/correct/{campaign}/ita")
    expect(page.get_by_text("Compare each translation with its original")).to_be_visible()
    page.get_by_role("button", name="Start the session").click()
    question, _ = fields(page)
    expect(question).to_be_visible()
    assert sound(visit) == []
    with page.expect_response(re.compile("/correction/")) as sent:
        page.get_by_role("button", name="It's correct").click()
    assert sent.value.status == 200
    expect(question).to_be_hidden()
    assert visit.complaints == []


def test_draft_and_its_reason_outlive_a_reload_and_escape(sign_in: SignIn, manager: Client) -> None:
    campaign = open_campaign(manager, "spa")
    visit = sign_in("sofia", size=PHONE)
    page = visit.page
    visit.go(f"/correct/{campaign}/spa")
    question, _ = fields(page)
    question.fill("no no no no no")
    page.locator("#correction-reason").fill("porque sí")
    page.keyboard.press("Escape")
    page.reload()
    expect(question).to_have_value("no no no no no")
    expect(page.locator("#correction-reason")).to_have_value("porque sí")


@pytest.mark.parametrize(
    ("first", "second", "language"), [("jakub", "lena", "nld"), ("yusuf", "amira", "fas")]
)
def test_second_native_reads_over_and_a_manager_decides(  # noqa: PLR0913, PLR0917 - parametrized
    sign_in: SignIn,
    manager: Client,
    studio: Studio,
    accounts: dict[str, DemoAccount],
    first: str,
    second: str,
    language: str,
) -> None:
    campaign = open_campaign(manager, language, second_reviewer=True)
    answer_first(Client(studio.url, accounts[first]), campaign, language, "… ")
    visit = sign_in(second, size=PHONE)
    page = visit.page
    visit.go(f"/correct/{campaign}/{language}")
    question, _ = fields(page)
    expect(question).to_have_value(re.compile("^… "))
    expect(page.locator("ins").first).to_be_visible()
    assert sound(visit) == []
    question.focus()
    type_over(page, question.input_value().removeprefix("… "))
    with page.expect_response(re.compile("/correction/")) as sent:
        page.keyboard.press("Control+Enter")
    assert sent.value.status == 200
    assert visit.complaints == []
    dispute = next(
        one
        for one in manager.get("/datasets/demo/disputes/")["results"]
        if one["campaign"] == campaign
    )
    settled = manager.post(
        f"/disputes/{dispute['id']}/settlement/", {"verdict": "confirmed", **dispute["machine"]}
    )
    assert settled["state"] == "answered"
