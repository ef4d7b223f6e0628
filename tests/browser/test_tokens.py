"""Tokens in a real browser: made, shown once, taken back; and filled into what people paste."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio one")]


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_token_is_made_shown_once_and_revoked(sign_in: SignIn, size: tuple[int, int]) -> None:
    page = (visit := sign_in("researcher", size=size)).page
    visit.go("/tokens")
    page.get_by_label("What is it for?").fill("Notebook")
    page.get_by_role("checkbox", name="Read items").check()
    page.get_by_role("button", name="Create the token").click()
    shown = page.get_by_text(re.compile("^mss_"))
    expect(shown).to_be_visible()
    revoke = page.get_by_role("button", name="Revoke Notebook", exact=True)
    expect(revoke.first).to_be_visible()
    assert [*visit.violations(), *visit.overflow()] == []
    visit.go("/tokens")
    expect(shown).to_have_count(0)
    before = revoke.count()
    revoke.first.click()
    assert visit.violations() == []
    page.get_by_role("button", name="Keep it").click()
    expect(revoke).to_have_count(before)
    revoke.first.click()
    page.get_by_role("button", name="Revoke it").click()
    expect(revoke).to_have_count(before - 1)
    assert visit.complaints == []


def test_fresh_token_is_filled_into_snippets(sign_in: SignIn) -> None:
    page = (visit := sign_in("researcher")).page
    visit.go("/tokens")
    page.get_by_label("What is it for?").fill("Paste")
    page.get_by_role("button", name="Create the token").click()
    key = page.get_by_text(re.compile("^mss_")).inner_text()
    page.get_by_label("Dataset", exact=True).select_option("demo")
    page.get_by_role("link", name="Data and splits").click()
    for program in ("curl", "Python", "pandas", "datasets", "DuckDB"):
        page.get_by_role("radio", name=program, exact=True).check()
        expect(page.locator("pre")).to_contain_text(f"Bearer {key}")
    assert [*visit.violations(), *visit.overflow(), *visit.complaints] == []
