"""Benchmarks of files: Common Voice's layout, frozen, asked and scored."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings
from rest_framework.exceptions import ValidationError

from accounts.enums import Role
from catalog.models import Dataset
from common.errors import StudioError
from evaluation.runs.kinds import benchmark as kinds_benchmark
from evaluation.runs.models import Evaluation, Score, SystemDifference
from evaluation.runs.scoring import find_difference, find_differences, score_what_changed
from evaluation.runs.scoring.evaluating import read_answers
from evaluation.suites.loading import get_suite, suite_from
from evaluation.suites.scoring import score_answers
from evaluation.suites.suite import Pair
from tests.clips import make_clip
from tests.conftest import ClientFor
from tests.evaluation.runs.scene import CountingResponder, ask, do
from tests.factories import make_dataset, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dataset(tmp_path: Path, settings: Settings) -> Dataset:
    """German clips: two good ones, a broken one, and a row without a clip."""
    settings.EVALUATION_FOLDER = tmp_path
    folder = tmp_path / "voices" / "de"
    (folder / "clips").mkdir(parents=True)
    for number in (1, 2):
        (folder / "clips" / f"{number}.flac").write_bytes(make_clip(seconds=0.4 + number / 10))
    (folder / "clips" / "3.flac").write_bytes(b"no sound")
    rows = ["client_id\tpath\tsentence", "a\t1.flac\t[deu] 0.50 s", "b\t2.flac\tganz anders"]
    rows += ["c\t3.flac\tkaputt", "d\t4.flac\tfehlt"]
    (folder / "test.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return make_dataset(make_user(Role.MANAGER), languages=["eng", "deu"])


def make_czech(dataset: Dataset) -> None:
    """One more clip, in another language."""
    folder = Path(settings.EVALUATION_FOLDER) / "voices" / "cs"
    (folder / "clips").mkdir(parents=True)
    (folder / "clips" / "1.flac").write_bytes(make_clip(seconds=0.9))
    (folder / "test.tsv").write_text("client_id\tpath\tsentence\na\t1.flac\tdobrý den\n")
    dataset.languages = [*dataset.languages, "ces"]
    dataset.save()


def freeze(dataset: Dataset, folder: str = "voices") -> None:
    job = do(dataset, "benchmark", name="qa", suite="speech_recognition", folder=folder)
    assert job.state == "succeeded", [*job.batches.values("error")]


def test_folder_becomes_a_benchmark(dataset: Dataset, responder: CountingResponder) -> None:
    freeze(dataset)

    benchmark = dataset.benchmarks.get()
    items = benchmark.items.order_by("key")
    assert [(item.key, item.language, item.reference) for item in items] == [
        ("1.flac", "deu", "[deu] 0.50 s"),
        ("2.flac", "deu", "ganz anders"),
    ]
    assert benchmark.left_out == {
        "eng: no files": 1,
        "deu: clip_missing": 1,
        "deu: clip_unreadable": 1,
    }


def test_answers_to_files_are_scored(dataset: Dataset, responder: CountingResponder) -> None:
    freeze(dataset)
    ask(dataset, "echo", prompts={"transcribe": ""})
    score_what_changed()

    evaluation = Evaluation.objects.get()
    scores = Score.objects.filter(evaluation=evaluation, metric="wer")
    values = dict(scores.values_list("language", "value"))
    # One is right to the word, of the other nothing is.
    assert 0 < (values["deu"] or 0) < 1
    assert values == {"deu": values["deu"], "": values["deu"]}
    assert set(scores.values_list("items", flat=True)) == {2}
    assert {request.prompt for request in responder.asked} == {""}


def test_who_fails_said_nothing(dataset: Dataset, responder: CountingResponder) -> None:
    freeze(dataset)
    responder.refuses = lambda _: True
    ask(dataset, "echo")
    score_what_changed()

    wer = Score.objects.get(metric="wer", language="deu")
    replies = Score.objects.get(metric="wrong_language", language="deu")
    assert (wer.value, wer.items, replies.details["failed"]) == (1.0, 2, 2)


def test_only_what_changed_is_scored_anew(dataset: Dataset, responder: CountingResponder) -> None:
    make_czech(dataset)
    freeze(dataset)
    responder.refuses = lambda request: request.language == "ces"
    evaluation = ask(dataset, "echo")
    score_what_changed()
    before = {score.pk: (score.language, score.metric) for score in evaluation.scores.all()}

    responder.refuses = lambda _: False
    ask(dataset, "echo")
    score_what_changed()

    after = {score.pk: (score.language, score.metric) for score in evaluation.scores.all()}
    kept = {("deu", metric) for metric in ("error_rate", "wer", "cer", "wrong_language")}
    assert {after[pk] for pk in before.keys() & after.keys()} == kept
    assert sorted(after.values()) == sorted(before.values())
    wer = dict(evaluation.scores.filter(metric="wer").values_list("language", "value"))
    assert wer[""] == pytest.approx(((wer["deu"] or 0) + (wer["ces"] or 0)) / 2)
    replies = dict(
        evaluation.scores.filter(metric="wrong_language").values_list("language", "items")
    )
    assert replies == {"deu": 2, "ces": 1, "": 3}


def test_scores_of_what_was_kept_are_those_of_scoring_all_at_once(
    dataset: Dataset, responder: CountingResponder
) -> None:
    make_czech(dataset)
    freeze(dataset)
    evaluation = ask(dataset, "echo")
    score_what_changed()
    suite = suite_from(evaluation.benchmark.definition["suite"])
    answers = sorted(read_answers(evaluation), key=lambda answer: answer.pair)
    at_once = score_answers(suite, answers)

    told = evaluation.scores.exclude(metric="wrong_language")
    assert {(s.metric, s.language, s.value, s.low, s.high) for s in told} == {
        (
            s.metric,
            s.pair.language if s.pair else "",
            s.value,
            s.interval.low if s.interval else None,
            s.interval.high if s.interval else None,
        )
        for s in at_once.scores
    }


def test_differences_are_found_once_somebody_asked(
    dataset: Dataset, other: CountingResponder, responder: CountingResponder, client_for: ClientFor
) -> None:
    freeze(dataset)
    ask(dataset, "echo", prompts={"transcribe": ""})
    ask(dataset, "loud", engine="other", prompts={"transcribe": "LOUD"})
    score_what_changed()
    client = client_for(dataset.memberships.get().user)
    asked = f"/api/v1/datasets/{dataset.slug}/benchmarks/qa/differences/?system=loud&baseline=echo"

    assert client.get(asked).json() == {"is_scored": False, "differences": []}
    assert (find_differences(), find_differences()) == (1, 0)
    told = client.get(asked).json()

    assert told["is_scored"]
    places = [(one["metric"], one["language"]) for one in told["differences"]]
    assert places == [
        (metric, language) for metric in ("error_rate", "wer", "cer") for language in ("deu", "")
    ]
    wer = dict(
        Score.objects.filter(metric="wer", language="deu").values_list(
            "evaluation__system__name", "value"
        )
    )
    found = told["differences"][places.index(("wer", "deu"))]
    assert found["value"] == pytest.approx((wer["loud"] or 0) - (wer["echo"] or 0))
    assert found["value"] > 0
    assert found["items"] == 2


def test_differences_are_found_anew_once_a_system_was_scored(
    dataset: Dataset, other: CountingResponder, responder: CountingResponder
) -> None:
    freeze(dataset)
    responder.refuses = lambda _: True
    ours, theirs = ask(dataset, "echo"), ask(dataset, "loud", engine="other")
    score_what_changed()
    find_difference(ours, theirs)
    find_differences()

    responder.refuses = lambda _: False
    ask(dataset, "echo")
    ours.refresh_from_db()
    assert not find_difference(ours, theirs).is_scored
    score_what_changed()
    SystemDifference.objects.update(seconds=0)

    assert find_differences() == 1
    assert SystemDifference.objects.get().is_scored


@pytest.mark.parametrize("folder", ["nowhere", "..", "../..", "/etc"])
def test_folder_must_lie_where_settings_allow(dataset: Dataset, folder: str) -> None:
    with pytest.raises(StudioError, match="below EVALUATION_FOLDER"):
        freeze(dataset, folder)


def test_suite_of_files_wants_a_folder(dataset: Dataset) -> None:
    with pytest.raises(ValidationError, match="reads a folder: name one"):
        do(dataset, "benchmark", name="qa", suite="speech_recognition")


@pytest.fixture
def moods(tmp_path: Path, settings: Settings) -> Dataset:
    """Three English clips in the plain layout, with an emotion each."""
    settings.EVALUATION_FOLDER = tmp_path
    folder = tmp_path / "moods" / "eng"
    (folder / "clips").mkdir(parents=True)
    rows = ["path\tlabel"]
    for number, mood in enumerate(("happy", "sad", "sad")):
        (folder / "clips" / f"{number}.flac").write_bytes(make_clip(seconds=0.4 + number / 10))
        rows.append(f"{number}.flac\t{mood}")
    (folder / "test.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return make_dataset(make_user(Role.MANAGER), languages=["eng", "deu"])


def test_labels_of_files_are_asked_for_and_scored(
    moods: Dataset, responder: CountingResponder
) -> None:
    """A system's own prompt for open answers is not what such a suite asks."""
    job = do(moods, "benchmark", name="qa", suite="emotion_recognition", folder="moods")
    assert job.state == "succeeded", [*job.batches.values("error")]
    ask(moods, "echo", prompts={"answer": "Answer briefly."})
    score_what_changed()

    evaluation = Evaluation.objects.get()
    assert {request.prompt for request in responder.asked} == {
        get_suite("emotion_recognition").prompt_for(Pair("eng", "eng"))
    }
    values = dict(evaluation.scores.filter(language="eng").values_list("metric", "value"))
    assert (values["uar"], values["accuracy"]) == (0, 0)


def test_suite_held_to_its_labels_holds_the_system_to_them(
    moods: Dataset, responder: CountingResponder, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = replace(get_suite("emotion_recognition"), constrained=True)
    monkeypatch.setattr(kinds_benchmark, "get_suite", lambda _: held)
    do(moods, "benchmark", name="qa", suite="emotion_recognition", folder="moods")
    ask(moods, "echo")

    replies = Evaluation.objects.get().responses.values_list("text", flat=True)
    assert len(replies) == 3
    assert set(replies) <= set(held.choices)
