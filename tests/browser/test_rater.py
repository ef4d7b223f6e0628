"""A rater's way through the pages, in both directions of writing, by thumb and by key."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from demo.client import Client
from tests.browser.conftest import DESKTOP, PHONE, SignIn, hear

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio one")]


def campaign(client: Client, kind: str) -> Any:
    """The demo's own of this kind: other tests open newer ones and leave them paused."""
    campaigns = client.get("/datasets/demo/campaigns/")["results"]
    return min((one for one in campaigns if one["kind"] == kind), key=lambda one: one["id"])


def votes(client: Client, language: str) -> int:
    progress = campaign(client, "listening")["progress"]
    return next(int(row["votes"]) for row in progress if row["language"] == language)


@pytest.mark.parametrize(
    ("username", "language", "direction", "size"),
    [
        ("lena", "deu", "ltr", PHONE),
        ("amira", "ara", "rtl", PHONE),
        ("priya", "hin", "ltr", DESKTOP),
    ],
)
def test_rater_hears_rates_and_takes_back(  # noqa: PLR0913, PLR0917 - parametrized
    sign_in: SignIn, manager: Client, username: str, language: str, direction: str, size: Any
) -> None:
    visit = sign_in(username, size=size)
    before = votes(manager, language)
    visit.go(f"/rate/{campaign(manager, 'listening')['id']}/{language}")
    expect(visit.page.locator("html")).to_have_attribute("dir", direction)
    hear(visit.page)
    visit.page.keyboard.press("4")
    visit.page.keyboard.press("t")
    with visit.page.expect_response(re.compile("/rating/")):
        visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("radio").first).to_be_disabled()
    assert votes(manager, language) == before + 1

    with visit.page.expect_response(re.compile("/work/undo/")):
        visit.page.keyboard.press("u")
    expect(visit.page.get_by_role("radio").first).to_be_enabled()
    assert votes(manager, language) == before
    assert visit.complaints == []


@pytest.mark.parametrize("username", ["lena", "amira", "priya"])
def test_rater_pages_have_no_barriers(sign_in: SignIn, manager: Client, username: str) -> None:
    visit = sign_in(username, size=PHONE)
    language = {"lena": "nld", "amira": "heb", "priya": "hin"}[username]
    found = visit.violations()
    for kind, path in (("listening", "rate"), ("correction", "correct")):
        visit.go(f"/{path}/{campaign(manager, kind)['id']}/{language}")
        found += visit.violations()
    assert found == []


def test_corrected_question_is_voiced_and_asked_again(sign_in: SignIn, manager: Client) -> None:
    visit = sign_in("sofia", size=PHONE)
    page = visit.page
    visit.go(f"/correct/{campaign(manager, 'correction')['id']}/spa")
    field = page.get_by_role("textbox").first
    old = field.input_value()
    item = item_with(manager, old)
    save = page.get_by_role("button", name="Save my correction")
    expect(save).to_be_disabled()
    field.fill(f"{old} ¿Cuál?")
    expect(page.get_by_text("Your changes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_value(f"{old} ¿Cuál?")
    with page.expect_response(re.compile("/correction/")):
        save.click()
    assert visit.complaints == []

    for _ in range(120):
        version = spanish(manager, item)
        if version["recording"]:
            break
        page.wait_for_timeout(250)
    assert version["translation"]["question"] == f"{old} ¿Cuál?"
    assert version["translation"]["origin"] == "human"
    assert version["recording"]["engine"] == "espeak-ng"


def spanish(manager: Client, item: int) -> Any:
    versions = manager.get(f"/datasets/demo/items/{item}/")["versions"]
    return next(version for version in versions if version["language"] == "spa")


def item_with(manager: Client, question: str) -> int:
    """The id of the bench item whose Spanish question this is."""
    items = manager.get("/datasets/demo/items/?split=bench")["results"]
    questions = {spanish(manager, one["id"])["translation"]["question"]: one["id"] for one in items}
    return int(questions[question])


def test_draft_of_a_correction_outlives_a_reload(sign_in: SignIn, manager: Client) -> None:
    page = sign_in("marco").page
    page.goto(f"/correct/{campaign(manager, 'correction')['id']}/ita")
    field = page.get_by_role("textbox").first
    field.fill("Una bozza non ancora salvata")
    page.reload()
    expect(field).to_have_value("Una bozza non ancora salvata")


def test_rater_chooses_the_language_of_the_interface(sign_in: SignIn) -> None:
    visit = sign_in("lena", size=PHONE)
    page = visit.page
    expect(page.get_by_role("contentinfo")).to_have_count(0)
    page.get_by_role("combobox").select_option("he")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text("העבודה שלך")
    expect(page.get_by_role("contentinfo")).to_have_text("תרגום מכונה, ממתין לבדיקה של דובר שפת אם")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "he")
    assert visit.overflow() == []
    assert visit.complaints == []
