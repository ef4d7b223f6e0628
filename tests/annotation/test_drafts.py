"""The automatic checks of what a rater types."""

from typing import Any

import pytest

from annotation.enums import Verdict
from annotation.errors import AssignmentMissingError, CorrectionInvalidError, OverrideNeededError
from annotation.models import Assignment, Correction
from annotation.services.correcting import correct_text
from annotation.services.drafts import Texts, judge_draft
from generation.results import check_text
from tests.annotation.review_steps import BETTER, MACHINE, hold, leave, make_reviewed_campaign
from tests.annotation.steps import make_rater, make_text_to_correct, take
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_voiced_item

pytestmark = pytest.mark.django_db
NO_MARK = "ما هو هذا"
NUMBER_LOST = Texts("ما هو الرقم؟", "إنه سبعة.")


@pytest.fixture
def held() -> Assignment:
    """Of a source with a number in it, which the machine kept."""
    campaign = make_reviewed_campaign(second_reviewer=False)
    held = hold(campaign)
    assert held.task.translation is not None
    item = held.task.translation.item
    item.question, item.answer = "What is number 1997?", "It is a number."
    item.save()
    held.task.translation.question = "ما هو الرقم 1997؟"
    held.task.translation.save()
    return held


def judge(held: Assignment, *texts: str) -> list[tuple[str, str, str]]:
    found = judge_draft(held.pk, by=held.rater, texts=Texts(*texts))
    return [(one.field, one.name, one.level) for one in found]


def test_draft_is_judged_by_the_checks_of_machine_texts(held: Assignment) -> None:
    assert judge(held, "ما هو الرقم ١٩٩٧؟", "إنه رقم.") == []
    assert judge(held, "ما هو الرقم", "إنه رقم.") == [
        ("question", "numbers-lost", "warning"),
        ("question", "end-mark", "warning"),
    ]


def test_what_no_text_may_be_is_an_error(held: Assignment) -> None:
    assert judge(held, " \u200f", "a\x00b") == [
        ("question", "text", "error"),
        ("answer", "text", "error"),
    ]


def test_verdict_of_a_draft_is_the_report_of_the_stored_text(held: Assignment) -> None:
    found = judge_draft(held.pk, by=held.rater, texts=NUMBER_LOST)
    leave(held, NUMBER_LOST, override_reason="spelled out")
    stored = Correction.objects.get()
    assert stored.corrected is not None
    failed = {one.name for one in check_text(stored.corrected) if not one.passed}
    assert failed == {f"{one.field}.{one.name}" for one in found} == set(stored.overridden)


def test_typed_text_with_a_warning_needs_a_reason_that_is_kept(held: Assignment) -> None:
    for reason in ("", "  \n"):
        with pytest.raises(OverrideNeededError) as refused:
            leave(held, NUMBER_LOST, override_reason=reason)
    assert refused.value.details == {"question": ["Lost: 1997"]}
    assert Correction.objects.count() == 0
    leave(held, NUMBER_LOST, override_reason=" The year is a film's name. ")
    kept = Correction.objects.get()
    assert kept.overridden == ["question.numbers-lost"]
    assert kept.override_reason == "The year is a film's name."


def test_error_is_refused_whatever_the_reason(held: Assignment) -> None:
    with pytest.raises(CorrectionInvalidError) as refused:
        leave(held, ("", "إنه رقم."), override_reason="I mean it")
    assert refused.value.details == {"question": ["is empty"]}


@pytest.mark.parametrize("reason", ["a\x00b", "\ud800"])
def test_reason_holds_what_a_text_may_hold(held: Assignment, reason: str) -> None:
    with pytest.raises(CorrectionInvalidError) as refused:
        leave(held, NUMBER_LOST, override_reason=reason)
    assert list(refused.value.details) == ["override_reason"]


def test_warning_about_a_machines_field_needs_no_reason() -> None:
    """A native who lets it stand has said so by the verdict."""
    text = make_text_to_correct("ما هذا", "جواب")
    text.item.question, text.item.answer = "What is this?", "It is an answer."
    text.item.save()
    campaign = make_campaign(text.dataset, kind="correction", votes_per_item=1)
    leave(take(campaign, make_rater()), ("ما هذا", "هذا جواب."))
    assert Correction.objects.get().overridden == []


def test_reviewer_of_an_overridden_text_needs_no_reason_again() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), (NO_MARK, MACHINE[1]), override_reason="as people say it")
    leave(hold(campaign), (NO_MARK, MACHINE[1]))
    assert list(Correction.objects.order_by("pk").values_list("overridden", flat=True)) == [
        ["question.end-mark"],
        [],
    ]


def test_draft_of_someone_elses_or_of_a_clip_is_not_judged(held: Assignment) -> None:
    listening = take(
        make_campaign(make_voiced_item(held.task.campaign.dataset).dataset), held.rater
    )
    for assignment, by in ((held, make_rater()), (listening, held.rater)):
        with pytest.raises(AssignmentMissingError):
            judge_draft(assignment.pk, by=by, texts=Texts(*BETTER))


def test_checks_over_http_store_nothing_and_refusals_name_the_field(
    held: Assignment, client_for: ClientFor
) -> None:
    client, address = client_for(held.rater), f"/api/v1/assignments/{held.pk}"
    body: dict[str, Any] = {"question": "ما هو الرقم؟", "answer": "إنه رقم."}
    found = client.post(f"{address}/checks/", body).json()
    assert found == [
        {
            "field": "question",
            "name": "numbers-lost",
            "message": "Lost: 1997",
            "level": "warning",
        }
    ]
    refused = client.post(f"{address}/correction/", {"verdict": "corrected", **body})
    assert (refused.status_code, refused.json()["code"], refused.json()["details"]) == (
        400, "override_needed", {"question": ["Lost: 1997"]},
    )  # fmt: skip
    held.refresh_from_db()
    assert held.state == "held"
    kept = client.post(
        f"{address}/correction/", {"verdict": "corrected", **body, "override_reason": "So it is."}
    )
    assert kept.status_code == 200


def test_untranslatable_needs_no_text_and_no_reason(held: Assignment) -> None:
    correct_text(held.pk, by=held.rater, verdict=Verdict.UNTRANSLATABLE, question="", answer="\x00")
    assert Correction.objects.get().answer == ""
