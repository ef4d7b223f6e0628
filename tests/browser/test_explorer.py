"""A researcher finds an item, hears it, reads its life, and shares what stands on the page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]


def open_items(sign_in: SignIn, *, size: tuple[int, int] = DESKTOP) -> Visit:
    visit = sign_in("researcher", size=size)
    visit.go("/d/demo/items")
    return visit


def find_shortest_year(page: Page) -> None:
    page.get_by_role("searchbox", name="Search").fill("shortest year")
    page.get_by_role("combobox", name="Language", exact=True).select_option("Arabic")
    expect(page).to_have_url(re.compile("search=shortest\\+year.*language=ara"))
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)


def sounding(place: Page | Locator) -> Locator:
    return place.get_by_role("button", name=re.compile("^Pause"))


def test_item_is_found_heard_followed_and_shared(sign_in: SignIn) -> None:
    page = (visit := open_items(sign_in)).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    find_shortest_year(page)
    page.get_by_role("link", name=re.compile("shortest year")).click()

    arabic = page.locator("#in-ara")
    expect(arabic).to_have_attribute("data-shown", "true")
    with page.expect_response(re.compile("/audio/[0-9a-f]{64}")):
        page.keyboard.press("Space")
    expect(sounding(arabic)).to_have_count(1)
    expect(arabic.locator("[data-drawn=true]")).to_be_visible()

    page.get_by_role("heading", name="What happened to it").wait_for()
    life = page.locator("#life")
    expect(life.get_by_text(re.compile("Imported from"))).to_be_visible()
    expect(life.get_by_text(re.compile("Translated by"))).to_be_visible()
    expect(life.get_by_text(re.compile("Voiced by espeak-ng"))).to_be_visible()

    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "show=ara" in link
    page.goto("about:blank")
    page.goto(link)
    expect(arabic).to_have_attribute("data-shown", "true")
    page.get_by_role("link", name="All items").click()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("shortest year")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    assert visit.complaints == []


def test_arrows_go_between_languages_and_one_clip_sounds_at_a_time(sign_in: SignIn) -> None:
    page = open_items(sign_in).page
    find_shortest_year(page)
    page.get_by_role("link", name=re.compile("shortest year")).click()
    expect(page.locator("#in-ara")).to_have_attribute("data-shown", "true")
    page.keyboard.press("Space")
    expect(sounding(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    shown = page.locator("article[data-shown=true]")
    expect(shown).to_have_count(1)
    expect(shown).not_to_have_attribute("id", "in-ara")
    page.keyboard.press("Space")
    expect(sounding(shown)).to_have_count(1)
    expect(sounding(page)).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#in-ara")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_explorer_has_no_barriers_in_either_direction(
    sign_in: SignIn, size: tuple[int, int], language: str
) -> None:
    visit = sign_in("researcher", size=size)
    visit.page.add_init_script(f"localStorage.setItem('studio:interface-language', '{language}')")
    found = []
    visit.go("/d/demo/items?split=bench&language=ara&verified=false&engine=espeak-ng")
    found += [*visit.violations(), *visit.overflow()]
    visit.page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    expect(visit.page.locator("#life li").first).to_be_visible()
    found += [*visit.violations(), *visit.overflow()]
    visit.go("/d/demo/items?search=nothing-says-this")
    found += [*visit.violations(), *visit.overflow()]
    assert (found, visit.complaints) == ([], [])


def test_filter_that_finds_nothing_says_why_and_is_cleared(sign_in: SignIn) -> None:
    page = open_items(sign_in).page
    page.goto("/d/demo/items?least_naturalness=4.5&language=ara&search=zeitgeist")
    expect(page.get_by_role("heading", name="No item fits this filter")).to_be_visible()
    page.get_by_role("button", name="Take away: Search: zeitgeist").click()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("")
    page.get_by_role("button", name="Clear all filters").first.click()
    expect(page).to_have_url(re.compile("/items$"))
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
