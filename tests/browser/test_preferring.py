"""A rater hears a question and chooses between two answers, by key, thumb and both directions."""

import re

import pytest
from playwright.sync_api import expect

from demo.client import Client
from supervisor.studio import Studio
from tests.browser.conftest import PHONE, SignIn, hear
from tests.browser.pair_campaign import HOSTILE, LONG, SYSTEMS, open_pairs

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]


def votes(manager: Client, campaign: int) -> int:
    progress = manager.get(f"/campaigns/{campaign}/")["progress"]
    return sum(int(row["votes"]) for row in progress)


def test_rater_chooses_and_takes_back(studio: Studio, sign_in: SignIn, manager: Client) -> None:
    campaign = open_pairs(studio, "ara")
    visit = sign_in("amira", size=PHONE)
    page = visit.page
    sent: list[str] = []
    page.on("response", lambda answer: sent.append(answer.text()) if "api" in answer.url else None)
    visit.go(f"/choose/{campaign}/ara")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    expect(page.get_by_text(LONG[:-1])).to_be_visible()
    choices = page.get_by_role("radio")
    expect(choices.nth(2)).to_be_in_viewport()
    hear(page)
    assert visit.violations() + visit.overflow() == []

    page.keyboard.press("2")
    expect(choices.nth(2)).to_be_checked()
    page.keyboard.press("0")
    expect(choices.nth(1)).to_be_checked()
    with page.expect_response(re.compile("/preference/")):
        page.keyboard.press("Enter")
    expect(choices.first).to_be_disabled()
    assert votes(manager, campaign) == 1

    with page.expect_response(re.compile("/work/undo/")):
        page.keyboard.press("u")
    expect(choices.nth(1)).to_be_checked()
    assert votes(manager, campaign) == 0
    seen = " ".join([page.content(), *sent]).lower()
    assert [system for system in SYSTEMS if system in seen] == []
    assert visit.complaints == []
