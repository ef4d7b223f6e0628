"""Benchmarks of files: Common Voice's layout, frozen, asked and scored."""

from pathlib import Path

import pytest
from pytest_django import Settings
from rest_framework.exceptions import ValidationError

from accounts.enums import Role
from catalog.models import Dataset
from common.errors import StudioError
from evaluation.runs.models import Evaluation, Score
from evaluation.runs.scoring import score_what_changed
from tests.clips import make_clip
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


@pytest.mark.parametrize("folder", ["nowhere", "..", "../..", "/etc"])
def test_folder_must_lie_where_settings_allow(dataset: Dataset, folder: str) -> None:
    with pytest.raises(StudioError, match="below EVALUATION_FOLDER"):
        freeze(dataset, folder)


def test_suite_of_files_wants_a_folder(dataset: Dataset) -> None:
    with pytest.raises(ValidationError, match="reads a folder: name one"):
        do(dataset, "benchmark", name="qa", suite="speech_recognition")
