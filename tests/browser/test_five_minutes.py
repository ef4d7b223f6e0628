"""The README's first five minutes, from a studio just started to a plotted correction rate."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn, Visit, hear

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio one")]
README = Path(__file__).resolve().parents[2] / "README.md"


def told_words() -> list[str]:
    """What the steps say to look for on the pages, in their order."""
    text = README.read_text(encoding="utf-8")
    steps = text.partition("## Five minutes")[2].partition("```")[0]
    return re.findall(r"\*\*(.+?)\*\*", steps)


def open_from_rail(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def begin(visit: Visit, room: str, campaign: str) -> None:
    """Starts what the card of a campaign asks for in Hindi."""
    visit.go("/")
    card = visit.page.locator(f"main :has(> a[href^='/{room}/'][href$='/hin'])")
    card.filter(has_text=campaign).first.get_by_role("link").click()


def give_scores(page: Page) -> None:
    expect(page.get_by_role("radio").first).to_be_enabled()
    page.keyboard.press("4")
    page.keyboard.press("t")
    with page.expect_response(re.compile("/rating/")):
        page.keyboard.press("Enter")


def test_newcomer_gets_to_a_plotted_correction_rate(sign_in: SignIn) -> None:
    overview, items, listen, correct, corrections, tokens = told_words()

    page = (visit := sign_in("manager")).page
    visit.go("/d/demo")
    open_from_rail(page, overview)
    expect(page.get_by_role("rowheader", name="हिन्दी")).to_be_visible()
    open_from_rail(page, items)
    page.locator("main").get_by_role("link", name=re.compile("shortest year")).first.click()
    expect(page.get_by_role("button", name="Play").nth(1)).to_be_visible()

    rater = sign_in("priya")
    rater.page.get_by_role("combobox").select_option("en")
    begin(rater, "rate", listen)
    hear(rater.page)
    give_scores(rater.page)
    with rater.page.expect_response(re.compile("/work/undo/")):
        rater.page.get_by_role("button", name=re.compile("^Undo")).click()
    give_scores(rater.page)  # heard already; who comes next finds a clip that nobody has heard
    begin(rater, "correct", correct)
    field = rater.page.get_by_role("textbox").first
    field.fill(f"{field.input_value()} सच में?")
    with rater.page.expect_response(re.compile("/correction/")):
        rater.page.get_by_role("button", name="Save my correction").click()
    assert rater.complaints == []

    open_from_rail(page, corrections)
    page.get_by_role("link", name=re.compile("Hindi.*100")).first.click()
    expect(page.get_by_text("सच में?").first).to_be_visible()
    open_from_rail(sign_in("researcher").page, tokens)
    assert visit.complaints == []
