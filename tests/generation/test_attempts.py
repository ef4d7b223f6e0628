"""What fails its checks is voiced again with another seed, then set aside."""

from collections.abc import Sequence

import pytest

from annotation.models import Task
from annotation.services.campaigns import refresh_tasks
from catalog.models import Dataset
from corpus.models import Recording
from engines.protocols import FailureCode, ItemFailure, SynthesisRequest, SynthesisResult
from generation.checks import audio
from generation.checks.outcome import Rule
from generation.recount import find_differences
from jobs.counts import Metric, read_counts
from releases.versions import current_versions
from tests.factories import count_anew, make_campaign, make_dataset, make_item
from tests.generation.speakers import Chancy, install
from tests.generation.working import do_job

pytestmark = pytest.mark.django_db


class Faltering(Chancy):
    """Answers the first time with what nobody can use."""

    name = "faltering"

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        if self.asked:
            return super().synthesize(requests)
        self.asked += requests
        bad = ItemFailure(FailureCode.OUTPUT_INVALID, "faltering answers with silence.")
        return [bad for _ in requests]


def voice(monkeypatch: pytest.MonkeyPatch, *questions: str, **parameters: object) -> Dataset:
    install(monkeypatch, Chancy)
    dataset = make_dataset(languages=["eng"])
    for question in questions:
        make_item(dataset, question=question)
    count_anew(dataset)
    do_job(dataset, "synthesize", engine="chancy", **parameters)
    return dataset


def attempts(dataset: Dataset) -> list[tuple[int, bool, list[str] | None]]:
    made = Recording.objects.filter(dataset=dataset).order_by("translation", "attempt")
    return list(made.values_list("attempt", "is_current", "set_aside"))


def test_first_good_attempt_is_kept_and_the_bad_ones_stay_as_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = voice(monkeypatch, "Silent 90?", "Well?")

    assert attempts(dataset) == [(1, False, None), (2, True, None), (1, True, None)]
    seeds = Recording.objects.values_list("seed", flat=True)
    assert len(set(seeds)) == 3


def test_what_fails_every_attempt_keeps_the_best_and_is_set_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = voice(monkeypatch, "Silent 90 70 80 0?", max_attempts=3)

    assert attempts(dataset) == [(1, False, None), (2, True, ["silence"]), (3, False, None)]
    counts = read_counts(dataset.pk, Metric.SET_ASIDE, Metric.RECORDINGS, by=["engine"])
    assert {(key.metric, key.engine): amount for key, amount in counts.items()} == {
        (Metric.SET_ASIDE, "chancy"): 1,
        (Metric.RECORDINGS, "chancy"): 1,
    }
    assert find_differences(dataset.pk) == []


def test_job_tries_as_often_as_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = voice(monkeypatch, "Silent 70 80 90 0?", max_attempts=1)

    assert attempts(dataset) == [(1, True, ["silence"])]


def test_engine_without_chance_is_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio, "SILENCE", Rule("silence", 1, -1.0))
    dataset = make_dataset(languages=["eng"])
    make_item(dataset)

    do_job(dataset, "synthesize")

    assert attempts(dataset) == [(1, True, ["silence"])]


def test_output_that_is_no_speech_is_tried_again_with_another_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaker = install(monkeypatch, Faltering)
    dataset = make_dataset(languages=["eng"])
    make_item(dataset)

    job = do_job(dataset, "synthesize", engine="faltering")

    first, second = (request.seed for request in speaker.asked)
    assert first != second
    assert attempts(dataset) == [(2, True, None)]
    assert not job.failures.exists()


def test_nobody_is_asked_about_what_was_set_aside_and_no_release_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = voice(monkeypatch, "Silent 90 90 90?", "Well?")
    campaign = make_campaign(dataset, languages=["eng"], votes_per_item=1)

    tasks = Task.objects.filter(campaign=campaign)
    assert list(tasks.values_list("recording__set_aside", flat=True)) == [None]

    fit = tasks.get().recording
    assert fit is not None
    tasks.update(answered=1, taken=1)
    assert current_versions(dataset).filter(recording_verified=True).get().recording_id == fit.pk
    Recording.objects.filter(pk=fit.pk).update(set_aside=["silence"])
    refresh_tasks(campaign)
    assert not current_versions(dataset).filter(recording_verified=True).exists()
    assert not tasks.filter(is_open=True).exists()
