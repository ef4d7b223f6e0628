import pytest

from annotation.enums import AssignmentState, CampaignKind, Verdict
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    AssignmentTakenError,
    CorrectionInvalidError,
)
from annotation.models import Assignment, Correction, Task
from annotation.progress import LanguageProgress, measure_progress
from annotation.services.answering import undo_last
from annotation.services.campaigns import refresh_tasks
from annotation.services.correcting import correct_text
from corpus.errors import TextReplacedError
from corpus.models import MemoryEntry, Recording, Translation
from tests.annotation.steps import correction_of, make_rater, make_text_to_correct, rate, take
from tests.factories import make_campaign, make_recording, make_voiced_item

pytestmark = pytest.mark.django_db


def correct(
    held: Assignment, verdict: Verdict, question: str = "سؤال؟", answer: str = "جواب"
) -> Assignment:
    """With a reason at hand: these tests are not about the automatic checks."""
    return correct_text(
        held.pk,
        by=held.rater,
        verdict=verdict,
        question=question,
        answer=answer,
        override_reason="it is right",
    )


def current(text: Translation) -> tuple[str, str, str]:
    now = Translation.objects.get(item=text.item, language="ara", is_current=True)
    return now.question, now.answer, now.origin


def memory(text: Translation) -> list[tuple[str, str, str, str]]:
    entries = MemoryEntry.objects.filter(dataset=text.dataset).order_by("field")
    return [(e.field, e.source_text, e.target_text, e.origin) for e in entries]


def test_confirmed_text_stays() -> None:
    text = make_text_to_correct()
    held = correction_of(text)
    correct(held, Verdict.CONFIRMED)
    verdict = Correction.objects.get()
    assert (verdict.verdict, verdict.translation, verdict.corrected, verdict.rater) == (
        Verdict.CONFIRMED, text, None, held.rater,
    )  # fmt: skip
    assert current(text) == ("سؤال؟", "جواب", "machine")
    assert memory(text) == []


def test_corrected_text_becomes_current_and_feeds_the_memory() -> None:
    text = make_text_to_correct()
    held = correction_of(text)
    correct(held, Verdict.CORRECTED, "سؤال أفضل؟", "جواب")
    new = Correction.objects.get().corrected
    assert new is not None
    assert (new.author, new.engine, new.parameters) == (
        held.rater, "human", {"corrects": text.pk},
    )  # fmt: skip
    assert current(text) == ("سؤال أفضل؟", "جواب", "human")
    assert memory(text) == [
        ("answer", text.item.answer, "جواب", "correction"),
        ("question", text.item.question, "سؤال أفضل؟", "correction"),
    ]


def test_confirmed_with_changed_text_counts_as_corrected() -> None:
    text = make_text_to_correct()
    correct(correction_of(text), Verdict.CONFIRMED, answer="جواب آخر")
    assert Correction.objects.get().verdict == Verdict.CORRECTED
    assert current(text) == ("سؤال؟", "جواب آخر", "human")


def test_corrected_without_a_change_is_refused() -> None:
    with pytest.raises(CorrectionInvalidError):
        correct(correction_of(make_text_to_correct()), Verdict.CORRECTED)
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("bad", ["", "  \n", "\u200f", "a\x00b", "a\ud800b", "x" * 20_001])
@pytest.mark.parametrize("field", ["question", "answer"])
def test_text_that_no_text_may_be_is_refused(field: str, bad: str) -> None:
    text = make_text_to_correct()
    held = correction_of(text)
    with pytest.raises(CorrectionInvalidError) as refused:
        correct(held, Verdict.CORRECTED, **{field: bad})
    assert list(refused.value.details) == [field]
    assert current(text) == ("سؤال؟", "جواب", "machine")


def test_html_and_direction_controls_are_kept_as_given() -> None:
    text = make_text_to_correct()
    hostile = "<script>alert(1)</script> \u202eabc\u2066 &amp; 'x';--"
    correct(correction_of(text), Verdict.CORRECTED, hostile, hostile)
    assert current(text) == (hostile, hostile, "human")


def test_untranslatable_needs_no_text_and_changes_none() -> None:
    text = make_text_to_correct()
    correct(correction_of(text), Verdict.UNTRANSLATABLE, "", "")
    assert Correction.objects.get().verdict == Verdict.UNTRANSLATABLE
    assert current(text) == ("سؤال؟", "جواب", "machine")


@pytest.mark.parametrize(
    ("verdict", "question"),
    [
        (Verdict.CONFIRMED, "سؤال؟"),
        (Verdict.CORRECTED, "سؤال أفضل؟"),
        (Verdict.UNTRANSLATABLE, "سؤال؟"),
    ],
)
def test_same_correction_twice_counts_once(verdict: Verdict, question: str) -> None:
    held = correction_of(make_text_to_correct())
    correct(held, verdict, question)
    correct(held, verdict, question)
    assert Correction.objects.count() == 1


def test_another_correction_is_refused() -> None:
    held = correction_of(make_text_to_correct())
    correct(held, Verdict.CONFIRMED)
    for verdict, question in ((Verdict.CORRECTED, "غيره؟"), (Verdict.UNTRANSLATABLE, "")):
        with pytest.raises(AssignmentAnsweredError):
            correct(held, verdict, question)
    assert Correction.objects.count() == 1


def test_correction_of_someone_elses_or_of_a_recording_is_refused() -> None:
    held = correction_of(make_text_to_correct())
    held.rater = make_rater()
    with pytest.raises(AssignmentMissingError):
        correct(held, Verdict.CONFIRMED)
    recording = make_voiced_item(held.task.campaign.dataset)
    listening = take(make_campaign(recording.dataset), make_rater())
    with pytest.raises(AssignmentMissingError):
        correct(listening, Verdict.CONFIRMED)


def test_changed_question_closes_the_old_recordings_task() -> None:
    text = make_text_to_correct()
    old = make_recording(text)
    listening = make_campaign(text.dataset)
    waiting = take(listening, make_rater())
    correct(correction_of(text), Verdict.CORRECTED, "سؤال أفضل؟")
    assert not Task.objects.get(recording=old).is_open
    with pytest.raises(AssignmentTakenError):
        rate(waiting)
    assert Recording.objects.get().translation == text


def test_unchanged_question_keeps_recording_and_votes() -> None:
    text = make_text_to_correct()
    recording = make_recording(text)
    listening = make_campaign(text.dataset)
    rate(take(listening, make_rater()))
    correct(correction_of(text), Verdict.CORRECTED, answer="جواب أفضل")
    refresh_tasks(listening)
    recording.refresh_from_db()
    assert (recording.translation.answer, recording.is_current) == ("جواب أفضل", True)
    assert list(listening.tasks.values_list("recording", "is_open", "answered")) == [
        (recording.pk, True, 1)
    ]


@pytest.mark.parametrize(
    ("verdict", "question", "answer"),
    [
        (Verdict.CORRECTED, "سؤال أفضل؟", "جواب"),
        (Verdict.CORRECTED, "سؤال؟", "جواب أفضل"),
        (Verdict.CONFIRMED, "سؤال؟", "جواب"),
    ],
)
def test_undo_of_correction_restores_text_memory_and_listening(
    verdict: Verdict, question: str, answer: str
) -> None:
    text = make_text_to_correct()
    recording = make_recording(text)
    listening = make_campaign(text.dataset)
    held = correction_of(text)
    correct(held, verdict, question, answer)
    for campaign in (listening, held.task.campaign):
        refresh_tasks(campaign)
    undone = undo_last(held.task.campaign, by=held.rater)
    assert (undone.pk, undone.state) == (held.pk, AssignmentState.HELD)
    assert (current(text), memory(text)) == (("سؤال؟", "جواب", "machine"), [])
    recording.refresh_from_db()
    assert (recording.translation, recording.is_current) == (text, True)
    tasks = Task.objects.order_by("campaign")
    assert list(tasks.values_list("is_open", "answered", "taken")) == [(True, 0, 0), (True, 0, 1)]
    assert Correction.objects.get().withdrawn_at is not None
    correct(held, Verdict.CORRECTED, "ثالث؟")
    assert current(text) == ("ثالث؟", "جواب", "human")


def test_undo_closes_the_task_of_the_corrections_own_recording() -> None:
    text = make_text_to_correct()
    held = correction_of(text)
    correct(held, Verdict.CORRECTED, "سؤال أفضل؟")
    new = Correction.objects.get().corrected
    assert new is not None
    recording = make_recording(new)
    make_campaign(text.dataset)
    undo_last(held.task.campaign, by=held.rater)
    assert not Task.objects.get(recording=recording).is_open


def test_correction_of_a_text_that_another_campaign_replaced_is_refused() -> None:
    text = make_text_to_correct()
    quick, slow = correction_of(text), correction_of(text)
    correct(quick, Verdict.CORRECTED, "الأول؟")
    with pytest.raises(TextReplacedError):
        correct(slow, Verdict.CORRECTED, "الثاني؟")
    assert current(text) == ("الأول؟", "جواب", "human")
    assert Correction.objects.count() == 1


def test_progress_keeps_counting_corrected_texts_after_the_sweep() -> None:
    text = make_text_to_correct()
    held = correction_of(text)
    correct(held, Verdict.CORRECTED, "سؤال أفضل؟")
    refresh_tasks(held.task.campaign)
    campaign = held.task.campaign
    assert measure_progress([campaign]) == {campaign.pk: [LanguageProgress("ara", 1, 1, 1, 1)]}


def test_campaign_of_corrections_asks_only_about_machine_texts() -> None:
    text = make_text_to_correct()
    correct(correction_of(text), Verdict.CORRECTED, "سؤال أفضل؟")
    later = make_campaign(text.dataset, kind=CampaignKind.CORRECTION, votes_per_item=1)
    assert later.tasks.count() == 0
