"""Pages of the console are fetched one by one, when they are opened."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]


def test_page_whose_files_cannot_be_had_is_fetched_anew(sign_in: SignIn) -> None:
    """The studio was updated while the window was open, or could not be reached."""
    visit = sign_in("manager")
    page = visit.page
    visit.go("/d/demo")
    page.route("**/assets/ItemsPage*.js", lambda route: route.abort())
    page.get_by_role("link", name="Items", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("can't be reached")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Items", level=1)).to_be_visible()


@pytest.mark.parametrize("path", ["", "/people", "/corrections", "/corrections/list", "/checks"])
def test_nothing_jumps_while_the_rest_comes(sign_in: SignIn, path: str) -> None:
    """Wide, where what stands beside a filter moves with it; phones are walked with axe."""
    visit = sign_in("manager", size=DESKTOP)
    visit.go(f"/d/demo{path}")
    assert visit.jumps() == []
