"""Voicing again what a manager chose."""

from typing import Any

import pytest
from rest_framework.exceptions import ValidationError

from annotation.models import Rating, Task
from annotation.services.assigning import take_next
from annotation.tasks import sweep
from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.corrections import correct_translation
from generation.recount import find_differences
from jobs.enums import JobState, Queue
from jobs.estimates import estimate_job
from jobs.services import start_job
from jobs.work import plan_next_job, work
from releases.versions import current_versions
from tests.annotation.steps import make_rater, rate
from tests.factories import (
    count_anew,
    make_campaign,
    make_dataset,
    make_item,
    make_source,
    make_translation,
    make_user,
)
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job, failures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chancy(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Chancy)


def make_spoken(*questions: str, engine: str = "chancy", **parameters: object) -> Dataset:
    dataset = make_dataset(languages=["eng"])
    for question in questions:
        make_item(dataset, question=question)
    count_anew(dataset)
    do_job(dataset, "synthesize", engine=engine, **parameters)
    return dataset


def current(dataset: Dataset) -> dict[str, Recording]:
    made = Recording.objects.filter(
        dataset=dataset, is_current=True, translation__is_current=True
    ).select_related("translation")
    return {recording.translation.question: recording for recording in made}


def test_recording_is_voiced_again_with_another_seed_and_the_old_one_is_history() -> None:
    dataset = make_spoken("Who?", "Where?")
    old = current(dataset)

    job = do_job(dataset, "regenerate", engine="chancy")

    new = current(dataset)
    assert (job.state, job.units_total) == (JobState.SUCCEEDED, 2)
    for question, recording in new.items():
        before = old[question]
        assert (recording.attempt, recording.voice) == (2, before.voice)
        assert recording.seed != before.seed
        assert recording.sha256 != before.sha256
        before.refresh_from_db()
        assert before.is_current is False
    assert find_differences(dataset.pk) == []


def test_other_engine_may_speak() -> None:
    dataset = make_spoken("Who?", engine="espeak-ng")

    do_job(dataset, "regenerate", engine="chancy", made_by="espeak-ng")

    assert [recording.engine for recording in current(dataset).values()] == ["chancy"]
    assert find_differences(dataset.pk) == []


def test_engine_that_would_say_the_same_again_is_not_asked() -> None:
    dataset = make_spoken("Who?", engine="espeak-ng")
    before = current(dataset)

    job = do_job(dataset, "regenerate", engine="espeak-ng")

    text = Translation.objects.get()
    assert current(dataset) == before
    assert failures(job) == [
        (
            text.pk,
            "nothing_new",
            f"{text.item.external_id}: espeak-ng would say the same again. Choose another engine.",
        )
    ]


def choose(dataset: Dataset, **choice: Any) -> list[str]:
    """The questions that would be voiced again, by the estimate and by the plan alike."""
    parameters = {"engine": "chancy", **choice}
    units = estimate_job(dataset, kind="regenerate", parameters=parameters).units
    job = start_job(dataset, kind="regenerate", parameters=parameters, by=None)
    plan_next_job(Queue.CPU)
    chosen = [pk for batch in job.batches.all() for pk in batch.subject_ids]
    job.delete()
    texts = Translation.objects.filter(pk__in=chosen).values_list("question", flat=True)
    assert units == len(chosen)
    return sorted(texts)


def test_manager_chooses_by_engine_voice_source_check_and_what_was_set_aside() -> None:
    dataset = make_spoken("Silent 90 90 90?", "Silent 80 0?", "Well?")
    make_item(dataset, question="By espeak?", source=make_source(dataset, slug="other"))
    do_job(dataset, "synthesize", engine="espeak-ng")
    voice = current(dataset)["Well?"].voice
    same_voice = sorted(one for one, made in current(dataset).items() if made.voice == voice)

    assert choose(dataset) == ["By espeak?", "Silent 80 0?", "Silent 90 90 90?", "Well?"]
    assert choose(dataset, made_by="espeak-ng") == ["By espeak?"]
    assert choose(dataset, source="other") == ["By espeak?"]
    assert choose(dataset, voice=voice) == same_voice
    assert choose(dataset, failed_check="silence") == ["Silent 90 90 90?"]
    assert choose(dataset, failed_check="any") == ["Silent 90 90 90?"]
    assert choose(dataset, failed_check="clipping") == []
    assert choose(dataset, failed_check="group:signal") == ["Silent 90 90 90?"]
    assert choose(dataset, failed_check="group:silence") == []
    assert choose(dataset, set_aside=True) == ["Silent 90 90 90?"]
    assert choose(dataset, set_aside=True, made_by="espeak-ng") == []


def test_check_that_nobody_knows_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        estimate_job(make_dataset(), kind="regenerate", parameters={"failed_check": "silense"})

    assert "No check is called 'silense'." in str(refused.value.detail)


def vote(dataset: Dataset, question: str, *, naturalness: int, understood: int) -> None:
    Recording.objects.update(duration_s=0)  # nobody waits here
    count_anew(dataset)
    campaign = make_campaign(dataset, languages=["eng"], votes_per_item=1)
    rater = make_rater(dataset, "eng")
    while assignment := take_next(campaign, language="eng", by=rater):
        recording = assignment.task.recording
        assert recording is not None
        is_it = recording.translation.question == question
        rate(assignment, *((naturalness, understood) if is_it else (5, 5)))


def test_manager_chooses_by_what_raters_said() -> None:
    dataset = make_spoken("Poor?", "Fine?", "Unrated?")
    Translation.objects.filter(question="Unrated?").update(is_current=False)
    vote(dataset, "Poor?", naturalness=2, understood=4)

    assert choose(dataset, score_below=3) == ["Poor?"]
    assert choose(dataset, score_below=2) == []
    assert choose(dataset, score="understood", score_below=4.5) == ["Poor?"]


def test_manager_chooses_what_got_other_words_since_it_was_spoken() -> None:
    dataset = make_dataset(languages=["eng", "ara"])
    changed, same = (make_translation(make_item(dataset), question=f"{n}؟") for n in ("ما", "من"))
    make_translation(make_item(dataset), question="متى؟")
    count_anew(dataset)
    do_job(dataset, "synthesize", engine="chancy", languages=["ara"])
    Recording.objects.filter(translation__question="متى؟").delete()
    count_anew(dataset)
    new = correct_translation(changed, question="كم؟", answer="لا", by=make_user())
    correct_translation(same, question="من؟", answer="نعم", by=make_user())

    assert choose(dataset, text_changed=True) == ["كم؟"]
    do_job(dataset, "regenerate", engine="chancy", text_changed=True)
    assert current(dataset)["كم؟"].translation_id == new.pk
    assert find_differences(dataset.pk) == []


def test_votes_on_a_replaced_recording_expire_and_are_asked_again() -> None:
    dataset = make_spoken("Poor?")
    vote(dataset, "Poor?", naturalness=1, understood=1)
    old = current(dataset)["Poor?"]
    assert current_versions(dataset).get().votes == 1

    do_job(dataset, "regenerate", engine="chancy")
    sweep()

    new = current(dataset)["Poor?"]
    tasks = Task.objects.order_by("pk").values_list("recording", "is_open", "answered")
    assert list(tasks) == [(old.pk, False, 1), (new.pk, True, 0)]
    version = current_versions(dataset).get()
    assert (version.votes, version.recording_verified) == (0, False)
    assert Rating.objects.filter(recording=old).count() == 1


def test_interrupted_batch_is_done_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = make_spoken("Who?", "Where?")
    job = start_job(dataset, kind="regenerate", parameters={"engine": "chancy"}, by=None)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("generation.kinds.regenerate.add_reports", die)
        with pytest.raises(KeyboardInterrupt):
            work(Queue.CPU, seconds=60)
    assert {recording.attempt for recording in current(dataset).values()} == {1}
    job.batches.update(state="ready")

    work(Queue.CPU, seconds=60)

    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED
    assert {recording.attempt for recording in current(dataset).values()} == {2}
    assert Recording.objects.filter(dataset=dataset).count() == 4
    assert find_differences(dataset.pk) == []


def test_what_another_job_voiced_since_is_left_alone() -> None:
    dataset = make_spoken("Who?")
    first, second = (
        start_job(dataset, kind="regenerate", parameters={"engine": "chancy", **more}, by=None)
        for more in ({}, {"made_by": "chancy"})
    )

    while work(Queue.CPU, seconds=60):
        pass

    for job in (first, second):
        job.refresh_from_db()
        assert (job.state, job.units_total) == (JobState.SUCCEEDED, 1)
    assert current(dataset)["Who?"].attempt == 2
    assert find_differences(dataset.pk) == []
