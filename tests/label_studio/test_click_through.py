"""People at Label Studio's own page, in a real Chromium; what they send arrives by the webhook."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, Response, sync_playwright

from annotation.enums import CampaignKind, Verdict
from annotation.label_studio.client import LabelStudioClient
from annotation.label_studio.reconciling import reconcile
from annotation.models import Correction, LabelStudioConnection, LabelStudioProject, Rating
from tests.chromium import ARGUMENTS, find_chromium
from tests.clips import make_clip
from tests.factories import make_dataset, make_item, make_recording
from tests.label_studio.scene import (
    Annotator,
    compare_with_export,
    make_annotator,
    make_bench,
    open_there,
    project_of,
    work_off_queue,
)

pytestmark = [
    pytest.mark.label_studio,
    pytest.mark.browser,
    pytest.mark.xdist_group("label_studio"),
]
PULLED = ["annotation.tasks.pull_annotations"]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    # While Playwright's event loop runs, Django takes this thread for an asynchronous one.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(playwright), args=ARGUMENTS
        )
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(60_000)
        yield page
        connections.close_all()  # this loop has its own, which nobody else closes
        chromium.close()


def enter(page: Page, project: LabelStudioProject, rater: Annotator) -> None:
    """Signs in and opens the first task that Label Studio hands out."""
    page.goto(f"{rater.url}/user/login/")
    page.locator("input[name=email]").fill(rater.user.email)
    page.locator("input[name=password]").fill(rater.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    page.goto(f"{rater.url}/projects/{project.remote_id}/data?labeling=1")
    page.get_by_role("button", name="Close modal").click()  # of the instructions


def submit(page: Page) -> None:
    def is_answer(response: Response) -> bool:
        return response.request.method == "POST" and "/annotations" in response.url

    with page.expect_response(is_answer) as answer:
        page.get_by_role("button", name="Submit current annotation").click()
    assert answer.value.status == 201


def test_an_english_clip_is_heard_and_rated(
    connection: LabelStudioConnection, admin: LabelStudioClient, page: Page
) -> None:
    dataset = make_dataset(languages=["eng"])
    english = make_item(dataset).translations.get(language="eng")
    make_recording(english, content=make_clip(seconds=1.0))
    project = project_of(open_there(dataset, CampaignKind.LISTENING, "eng"), "eng")
    rater = make_annotator(connection, dataset)

    enter(page, project, rater)
    page.get_by_role("button", name="Play").click()
    page.get_by_text("4 – Good").click()
    page.keyboard.press("t")  # the last point of the second scale
    submit(page)

    assert work_off_queue() == PULLED
    rating = Rating.objects.get()
    assert (rating.naturalness, rating.understood, rating.rater) == (4, 5, rater.user)
    assert reconcile(project) == 0
    compare_with_export(project, admin)


def test_an_arabic_text_is_corrected_from_right_to_left(
    connection: LabelStudioConnection, admin: LabelStudioClient, page: Page
) -> None:
    dataset = make_bench(1, "ara")
    project = project_of(open_there(dataset, CampaignKind.CORRECTION, "ara"))
    rater = make_annotator(connection, dataset)

    enter(page, project, rater)
    question = page.locator("textarea[name^=question]")
    direction = question.evaluate("box => getComputedStyle(box).direction")
    assert (question.input_value(), direction) == ("هل هو رقم 0؟", "rtl")
    question.fill("هل هو رقم 0 هنا؟")
    page.get_by_text("لقد صححتها").click()
    submit(page)

    assert work_off_queue() == PULLED
    made = Correction.objects.select_related("corrected").get()
    assert (made.verdict, made.question, made.rater) == (
        Verdict.CORRECTED, "هل هو رقم 0 هنا؟", rater.user,
    )  # fmt: skip
    assert made.corrected is not None
    assert made.corrected.is_current
    assert reconcile(project) == 0
    compare_with_export(project, admin)
