"""A manager's and a researcher's way through the pages."""

import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, Response, Route, expect

from demo.client import Client
from supervisor.accounts import DemoAccount
from supervisor.studio import Studio
from tests.browser.conftest import PHONE, SignIn, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("studio two")]
PAGES = [
    "",
    "/items",
    "/splits",
    "/releases",
    "/benchmarks",
    "/near-duplicates",
    "/memory",
    "/ratings",
    "/models",
    "/checks",
    "/corrections",
    "/corrections/list",
    "/voices",
    "/set-aside",
]
MANAGER_PAGES = [
    "/jobs", "/campaigns", "/raters", "/answers", "/work", "/import", "/people", "/settings",
]  # fmt: skip
ESTIMATE = "**/jobs/estimate/"
STARTS = "**/datasets/demo/jobs/"
HOSTILE = {
    "html": "<img src=x onerror=window.attacked=1><script>window.attacked=1</script> What is it?",
    "bidi": "abc \u202e What is hidden \u2066 here?",
}


def newest_of_each(client: Client) -> list[str]:
    """The pages of one item and one job."""
    return [
        f"/{kind}/{client.get(f'/datasets/demo/{kind}/')['results'][0]['id']}"
        for kind in ("items", "jobs")
    ]


def test_overview_shows_every_language(sign_in: SignIn) -> None:
    visit = sign_in("manager")
    visit.go("/d/demo")
    for endonym in ("العربية", "हिन्दी", "日本語", "Tiếng Việt", "English"):
        expect(visit.page.get_by_role("rowheader", name=endonym)).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Needs you")).to_be_visible()
    visit.page.get_by_role("link", name=re.compile("Translated · 日本語$")).click()
    expect(visit.page).to_have_url(re.compile("/items\\?language=jpn&stage=translated$"))
    assert visit.complaints == []


def test_step_of_the_road_leads_to_the_job_that_takes_it(sign_in: SignIn) -> None:
    visit = sign_in("manager")
    visit.go("/d/demo")
    visit.page.get_by_role("link", name="Voice", exact=True).click()
    expect(visit.page.get_by_role("radio", name="Synthesize", exact=True)).to_be_checked()
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("username", "pages"), [("manager", PAGES + MANAGER_PAGES), ("researcher", PAGES)]
)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_have_no_barriers(
    sign_in: SignIn,
    manager: Client,
    username: str,
    pages: list[str],
    look: Literal["light", "dark"],
) -> None:
    visit = sign_in(username, size=PHONE)
    visit.page.emulate_media(color_scheme=look)
    found = []
    deep = newest_of_each(manager)
    for path in ["/datasets", *(f"/d/demo{page}" for page in [*pages, *deep])]:
        visit.go(path)
        problems = [*visit.jumps(), *visit.violations(), *visit.overflow()]
        found += [f"{path} {problem}" for problem in problems]
    assert found == []
    assert visit.complaints == []


def test_history_is_told_in_the_words_of_who_reads_it(sign_in: SignIn) -> None:
    page = (visit := sign_in("manager", size=PHONE)).page
    visit.go("/d/demo/settings")
    page.get_by_label("Description").fill("Pairs of seven kinds.")
    with page.expect_response(re.compile("/datasets/demo/$")):
        page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("button", name="Changes of these settings").click()
    expect(
        page.get_by_text(re.compile("^Description: .+ → Pairs of seven kinds.$"))
    ).to_be_visible()
    assert [*visit.violations(), *visit.overflow()] == []

    page.evaluate("localStorage.setItem('studio:interface-language', 'ar')")
    visit.go("/d/demo/settings")
    page.get_by_role("button", name="تغييرات هذه الإعدادات").click()
    expect(page.get_by_text(re.compile("^الوصف: .+ ← Pairs of seven kinds.$"))).to_be_visible()
    assert [*visit.violations(), *visit.overflow(), *visit.complaints] == []


def test_item_page_plays_a_clip(sign_in: SignIn) -> None:
    visit = sign_in("researcher")
    visit.go("/d/demo/items")
    visit.page.get_by_role("link", name=re.compile("shortest year")).first.click()
    with visit.page.expect_response(re.compile("/audio/[0-9a-f]{64}")) as answer:
        visit.page.get_by_role("button", name="Play").first.click()
    assert answer.value.status in {200, 206}


def test_hostile_text_is_shown_and_never_executed(
    sign_in: SignIn, manager: Client, tmp_path: Path
) -> None:
    manager.post("/datasets/", {"slug": "hostile", "name": "<b>Hostile</b>", "languages": ["eng"]})
    file = tmp_path / "hostile.jsonl"
    rows = [
        {"id": name, "source": "identity", "question": text, "answer": text}
        for name, text in HOSTILE.items()
    ]
    lines = [*map(json.dumps, rows), '{"id": "nul", "question": "\\u0000", "answer": "x"}']
    file.write_text("\n".join([*lines, '{"id": "half", "question": "\\ud800", "answer": "x"}']))

    visit = sign_in("manager")
    page = visit.page
    visit.go("/d/hostile/import")
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_response(re.compile("/imports/")):
        page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("2 rows kept out").first).to_be_visible()
    visit.go("/d/hostile/items")
    expect(page.get_by_text("<script>window.attacked=1</script>").first).to_be_visible()
    assert page.evaluate("window.attacked") is None
    items = manager.get("/datasets/hostile/items/")["results"]
    assert {item["external_id"]: item["question"] for item in items} == HOSTILE


def test_second_click_never_starts_a_second_job(sign_in: SignIn, manager: Client) -> None:
    before = len(manager.get("/datasets/demo/jobs/")["results"])
    page = (visit := sign_in("manager")).page
    order_checks(visit, "Indonesian")

    page.get_by_role("button", name="Start", exact=True).dblclick()

    jobs = page.get_by_role("article")
    expect(jobs).to_have_count(before + 1)
    expect(jobs.first.get_by_text("Done", exact=True)).to_be_visible(timeout=60_000)
    started, *others = manager.get("/datasets/demo/jobs/")["results"]
    assert len(others) == before
    assert (started["kind"], started["parameters"]["groups"]) == ("check", ["text"])
    assert started["parameters"]["languages"] == ["ind"]
    assert visit.complaints == []


def order_checks(visit: Visit, language: str) -> None:
    """What is checked again takes a moment, and can be asked for as often as one likes."""
    page = visit.page
    visit.go("/d/demo/jobs")
    page.get_by_role("radio", name="Check", exact=True).check()
    choose_only(page, language)
    page.get_by_role("checkbox", name="What was measured of the clip").uncheck()
    page.get_by_role("checkbox", name="Also what was checked in this version already").check()
    expect(page.get_by_text(re.compile("^24 checks"))).to_be_visible()


def test_a_start_whose_answer_is_lost_is_one_however_often_it_is_pressed(
    sign_in: SignIn, manager: Client
) -> None:
    before = len(manager.get("/datasets/demo/jobs/")["results"])
    page = (visit := sign_in("manager")).page
    start = page.get_by_role("button", name="Start", exact=True)
    jobs = page.get_by_role("article")
    order_checks(visit, "Turkish")

    # The server starts it; the page never hears of it, and its job has ended when it asks again.
    page.route(STARTS, post_in_vain)
    start.dblclick()
    expect(jobs).to_have_count(before + 1)
    expect(jobs.first.get_by_text("Done", exact=True)).to_be_visible(timeout=60_000)
    expect(start).to_be_disabled()
    page.unroute(STARTS)
    page.reload()
    order_checks(visit, "Turkish")
    with page.expect_response(is_post) as again:
        start.dblclick()

    expect(jobs).to_have_count(before + 1)
    first = manager.get("/datasets/demo/jobs/")["results"][0]
    assert (again.value.status, again.value.json()["id"]) == (201, first["id"])
    # Now that it was answered, whoever presses later than a double click means another one.
    page.wait_for_timeout(4_000)
    with page.expect_response(is_post) as other:
        start.click()
    assert other.value.json()["id"] > first["id"]
    assert len(manager.get("/datasets/demo/jobs/")["results"]) == before + 2
    assert visit.complaints == []


def post_in_vain(route: Route) -> None:
    if route.request.method == "POST":
        route.fetch()
    else:
        route.continue_()


def is_post(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/datasets/demo/jobs/")


def choose_only(page: Page, language: str) -> None:
    page.get_by_role("button", name="None", exact=True).click()
    page.get_by_role("checkbox", name=re.compile(language)).check()


def test_job_is_started_with_the_engine_and_the_failed_checks_that_were_chosen(
    sign_in: SignIn, manager: Client
) -> None:
    page = (visit := sign_in("manager")).page
    visit.go("/d/demo/jobs")
    start = page.get_by_role("button", name="Start", exact=True)
    page.get_by_role("radio", name="Voice again").check()
    choose_only(page, "Indonesian")
    page.get_by_label("Engine", exact=True).select_option("espeak-ng")
    page.get_by_label("Made by").select_option("espeak-ng")
    page.get_by_label("Failed check").select_option("Any of: Silence")
    expect(page.get_by_text("Nothing fits what is chosen above")).to_be_visible()
    expect(start).to_be_disabled()
    page.get_by_label("Attempts at most").fill("99")
    expect(page.get_by_text("Ensure this value is less than or equal to 10.")).to_be_visible()
    assert visit.violations() == []
    page.get_by_label("Attempts at most").fill("2")
    page.get_by_label("Failed check").select_option("Whatever it is")
    expect(page.get_by_text(re.compile("^24 recordings · .* characters"))).to_be_visible()

    start.dblclick()

    expect(page.get_by_role("article").first).to_contain_text("Voice again · 1 language")
    started = manager.get("/datasets/demo/jobs/")["results"][0]
    chosen = {name: started["parameters"][name] for name in ("engine", "made_by", "max_attempts")}
    assert chosen == {"engine": "espeak-ng", "made_by": "espeak-ng", "max_attempts": 2}


def test_engine_that_is_not_here_is_greyed_with_the_reason(sign_in: SignIn) -> None:
    page = (visit := sign_in("manager")).page
    page.route(
        "**/jobs/choices/",
        lambda route: route.fulfill(json=without(route.fetch().json(), "nllb-200")),
    )
    visit.go("/d/demo/jobs")
    expect(page.get_by_role("option", name="nllb-200 – not installed")).to_be_disabled()
    page.get_by_text("Why 1 engine can't be chosen").click()
    expect(page.get_by_text("It needs more.")).to_be_visible()


def without(choices: dict[str, Any], name: str) -> dict[str, Any]:
    """As a studio answers that lacks an engine: this one may have it."""
    for engine in choices["engines"]["translators"]:
        engine["problem"] = "It needs more." if engine["name"] == name else ""
    return choices


def test_job_page_shows_batches_by_state_and_the_log(sign_in: SignIn, manager: Client) -> None:
    jobs = manager.get("/datasets/demo/jobs/")["results"]
    # The demo's own: what other tests started or corrections made is newer.
    spoken = min((job for job in jobs if job["kind"] == "synthesize"), key=lambda job: job["id"])
    page = (visit := sign_in("manager", size=PHONE)).page
    visit.go(f"/d/demo/jobs/{spoken['id']}")
    batches = str(spoken["progress"]["batches"]["done"])
    done = page.get_by_role("definition").filter(has_text=re.compile(f"^{batches}$"))
    expect(done).to_be_visible()
    page.get_by_text("Log: what was worked on").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("24 of 24")
    assert [*visit.violations(), *visit.overflow(), *visit.complaints] == []


def test_list_longer_than_a_page_is_shown_to_its_end_by_keyboard(
    sign_in: SignIn, studio: Studio, accounts: dict[str, DemoAccount]
) -> None:
    client = Client(studio.url, accounts["researcher"])
    for number in range(51):
        client.post("/tokens/", {"name": f"Program {number}", "days": 1, "scopes": ["read_items"]})

    page = (visit := sign_in("researcher")).page
    visit.go("/tokens")
    expect(page.get_by_role("button", name="Revoke Program 50")).to_be_visible()
    expect(page.get_by_role("button", name="Revoke Program 0", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Revoke Program 0", exact=True)).to_be_visible()
    said = page.get_by_role("status").filter(has_text="All 51 are shown.")
    expect(said).to_be_focused()
    assert visit.complaints == []


def test_no_job_starts_before_it_said_what_it_will_do(sign_in: SignIn) -> None:
    page = (visit := sign_in("manager")).page
    visit.go("/d/demo/jobs")
    start = page.get_by_role("button", name="Start", exact=True)
    told = page.locator("form [aria-live=polite], form [role=alert]")
    words = re.compile(
        "to do|checks|file|languages to search|keep their place|recordings|translations|answers"
    )
    expect(told).to_have_text(words)
    kinds = page.get_by_role("radio").all()
    for kind in kinds[1:]:
        held = hold(page, ESTIMATE)
        with page.expect_request(ESTIMATE):
            kind.check()
        expect(start).to_be_disabled()
        for route in held:
            route.continue_()
        page.unroute(ESTIMATE)
        expect(told).to_have_text(words)
    assert len(kinds) >= len(("translate", "synthesize", "check"))


def hold(page: Page, address: str) -> list[Route]:
    """Requests to an address, which go nowhere until they are let on."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held
