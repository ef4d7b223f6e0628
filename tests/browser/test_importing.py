"""A file on its way in: checked first, then imported."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from demo.client import Client
from tests.browser.conftest import PHONE, SignIn
from tests.browser.test_manager import hold

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
CHECKS = "**/imports/check/"


def test_file_is_checked_first_and_brings_what_that_told(
    sign_in: SignIn, manager: Client, tmp_path: Path
) -> None:
    manager.post("/datasets/", {"slug": "checked", "name": "Checked", "languages": ["eng"]})
    file = tmp_path / "checked.jsonl"
    row = {"id": "a", "source": "identity", "question": "Who?", "answer": "Me."}
    rows = [row, {**row, "id": "b"}, {**row, "question": "Another?"}, {"id": "c", "answer": "x"}]
    file.write_text("\n".join(map(json.dumps, rows)))

    page = (visit := sign_in("manager", size=PHONE)).page
    visit.go("/d/checked/import")
    form, bring = page.locator("form"), page.get_by_role("button", name="Import", exact=True)
    page.locator("input[type=file]").set_input_files(file)
    check = page.get_by_role("button", name="Check the file first")
    hold(page, CHECKS)
    with page.expect_request(CHECKS):
        check.click()
    expect(form.get_by_text("The file is being checked.")).to_be_visible()
    expect(bring).to_be_disabled()
    page.get_by_label("Format").select_option("JSON lines")
    expect(bring).to_be_enabled()
    expect(form.get_by_role("alert")).to_have_count(0)
    page.unroute(CHECKS)
    check.click()
    said = form.get_by_role("status").filter(has_text="Importing it would bring:")
    expect(said).to_be_visible()
    facts = re.compile("^4 rows read · 2 items added")
    told = form.get_by_text(facts).inner_text()
    expect(form.get_by_text("2 rows kept out")).to_be_visible()
    assert manager.get("/datasets/checked/items/")["results"] == []
    assert [*visit.violations(), *visit.overflow()] == []

    bring.click()

    brought = page.get_by_role("article")
    expect(brought.get_by_text(facts)).to_have_text(told)
    expect(brought.get_by_text("2 rows kept out")).to_be_visible()
    expect(said).to_have_count(0)
    assert len(manager.get("/datasets/checked/items/")["results"]) == 2
    assert visit.complaints == []
