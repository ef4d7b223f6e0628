from typing import Any

import pytest

from annotation.enums import Verdict
from annotation.models import Correction
from annotation.services.correcting import correct_text
from annotation.tasks import sweep
from catalog.models import Dataset
from corpus.models import Recording, Translation
from jobs.enums import BatchState, JobState, Queue
from jobs.models import Job, UnitFailure
from jobs.work import work
from tests.annotation.steps import correction_of, make_rater, make_text_to_correct, rate, take
from tests.factories import make_batch, make_campaign, make_job, make_recording

pytestmark = pytest.mark.django_db


def make_corrected(question: str = "هذا سؤال أفضل؟") -> Translation:
    held = correction_of(make_text_to_correct())
    correct_text(
        held.pk,
        by=held.rater,
        verdict=Verdict.CORRECTED,
        question=question,
        answer="جواب",
        override_reason="it is right",
    )
    corrected = Correction.objects.get().corrected
    assert corrected is not None
    return corrected


def jobs_of(dataset: Dataset) -> list[tuple[str, Any, str]]:
    rows = Job.objects.filter(dataset=dataset).order_by("id")
    return [(job.kind, job.parameters["languages"], job.state) for job in rows]


def test_corrected_question_is_voiced_and_asked_again() -> None:
    text = make_text_to_correct()
    old = make_recording(text)
    listening = make_campaign(text.dataset)
    rater = make_rater()
    rate(take(listening, rater))
    held = correction_of(text)
    correct_text(
        held.pk,
        by=held.rater,
        verdict=Verdict.CORRECTED,
        question="كم الساعة؟",
        answer="جواب",
        override_reason="it is right",
    )
    sweep()
    work(Queue.CPU, seconds=60)
    sweep()
    new = Recording.objects.exclude(pk=old.pk).get()
    assert (new.translation.question, new.is_current, new.duration_s > 0.3) == (
        "كم الساعة؟", True, True,
    )  # fmt: skip
    tasks = listening.tasks.order_by("id").values_list("recording", "is_open", "answered")
    assert list(tasks) == [(old.pk, False, 1), (new.pk, True, 0)]
    assert take(listening, rater).task.recording == new
    assert Job.objects.get().state == JobState.SUCCEEDED


def test_sweep_starts_one_job_for_all_languages_of_a_dataset() -> None:
    dataset = make_corrected().dataset
    sweep()
    sweep()
    assert jobs_of(dataset) == [("synthesize", ["ara"], JobState.PLANNING)]
    assert Job.objects.get().created_by is None


def test_text_that_the_engine_refused_waits_for_a_manager() -> None:
    corrected = make_corrected()
    batch = make_batch(make_job(corrected.dataset, kind="synthesize", state=JobState.SUCCEEDED))
    UnitFailure.objects.create(
        batch=batch, job=batch.job, subject_id=corrected.pk, code="engine_failed", message=""
    )
    sweep()
    assert Job.objects.count() == 1


def test_text_whose_batch_failed_waits_for_a_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    corrected = make_corrected()

    def break_down(name: str) -> None:
        raise RuntimeError(f"{name} broke down")

    monkeypatch.setattr("engines.registry.synthesizer", break_down)
    sweep()
    work(Queue.CPU, seconds=60)
    sweep()
    assert jobs_of(corrected.dataset) == [("synthesize", ["ara"], JobState.FAILED)]


def test_text_whose_voicing_a_manager_cancelled_is_left_alone() -> None:
    corrected = make_corrected()
    job = make_job(corrected.dataset, kind="synthesize", state=JobState.CANCELLED)
    make_batch(job, subject_ids=[corrected.pk], state=BatchState.CANCELLED)
    sweep()
    assert Job.objects.count() == 1


def test_language_the_dataset_gave_up_does_not_stop_the_sweep() -> None:
    corrected = make_corrected()
    Dataset.objects.update(languages=["eng"])
    sweep()
    assert jobs_of(corrected.dataset) == []


def test_sweep_asks_about_recordings_that_came_since() -> None:
    text = make_text_to_correct()
    make_recording(text)
    listening = make_campaign(text.dataset)
    Recording.objects.update(is_current=False)
    newer = make_recording(text)
    sweep()
    tasks = listening.tasks.order_by("id").values_list("recording", "is_open")
    assert list(tasks)[-1] == (newer.pk, True)
    assert [is_open for _, is_open in tasks] == [False, True]


def test_sweep_leaves_closed_campaigns_as_they_are() -> None:
    text = make_text_to_correct()
    listening = make_campaign(text.dataset)
    listening.state = "closed"
    listening.save()
    make_recording(text)
    sweep()
    assert listening.tasks.count() == 0
