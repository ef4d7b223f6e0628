"""Published text sets, spoken here and frozen as benchmarks."""

import gzip
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.enums import Role
from catalog.models import Dataset
from engines.fakes import ToneSynthesizer
from evaluation.runs.errors import VoicesNeededError
from evaluation.runs.voicing import Wish, voice_texts
from evaluation.suites.errors import LayoutError
from evaluation.suites.loading import get_suite
from evaluation.suites.texts import TEXT_SETS
from tests.evaluation.runs.scene import CountingResponder, ask, do, install
from tests.factories import make_dataset, make_user

TONE = Wish(engine="tone")
XNLI = [
    "language\tgold_label\tsentence1\tsentence2\tpairID",
    "en\tneutral\tHe slept.\tHe snored.\t7",
    "de\tneutral\tEr schlief.\tEr schnarchte.\t7",
    "en\tentailment\tA cat ate.\tSomething ate.\t8",
    "en\t-\tA.\tB.\t9",
    "en\tneutral\t\tB.\t10",
]
SQUAD = {
    "data": [
        {
            "paragraphs": [
                {
                    "context": "They gave up 308 points.",
                    "qas": [
                        {"id": "q1", "question": "How many?", "answers": [{"text": "308"}]},
                        {"id": "q2", "question": "Who?", "answers": [{"text": "They"}]},
                        {"id": "../q3", "question": "Why?", "answers": [{"text": "They"}]},
                    ],
                }
            ]
        }
    ]
}


@pytest.fixture(autouse=True)
def tone(monkeypatch: pytest.MonkeyPatch) -> ToneSynthesizer:
    engine = ToneSynthesizer()
    install(monkeypatch, "synthesizer", "tone", engine)
    return engine


@pytest.fixture
def corpora(tmp_path: Path, settings: Settings) -> Path:
    settings.EVALUATION_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "xnli.test.tsv").write_text("\n".join(XNLI) + "\n")
    (folder / "xquad.en.json.gz").write_bytes(gzip.compress(json.dumps(SQUAD).encode()))
    return folder


def make_dataset_of(*languages: str) -> Dataset:
    return make_dataset(make_user(Role.MANAGER), languages=[*languages])


def call(*words: str) -> str:
    told = StringIO()
    call_command("voice_texts", *words, stdout=told)
    return told.getvalue()


@pytest.mark.django_db(transaction=True)
def test_spoken_inference_is_voiced_frozen_and_asked(
    corpora: Path, published: Path, responder: CountingResponder
) -> None:
    told = call("spoken_nli", str(published), str(corpora / "nli"), "--engine", "tone",
                "--languages", "eng", "deu")  # fmt: skip
    dataset = make_dataset_of("eng", "deu")
    do(dataset, "benchmark", name="qa", suite="spoken_nli", folder="nli")
    evaluation = ask(dataset, "echo")

    assert told.splitlines() == ["eng: 2 spoken, 1 unknown_label, 1 no_text", "deu: 1 spoken"]
    rows = evaluation.benchmark.items.order_by("key", "language")
    assert [(row.key, row.language, row.reference, row.question) for row in rows] == [
        ("7", "deu", "neutral", "Er schlief."),
        ("7", "eng", "neutral", "He slept."),
        ("8", "eng", "entailment", "A cat ate."),
    ]
    # One pair in two languages is one cluster.
    assert len({row.cluster for row in rows}) == 2
    assert any("'Er schnarchte.'" in one.prompt for one in responder.asked)


@pytest.mark.django_db(transaction=True)
def test_questions_of_squads_layout_are_voiced_and_frozen(corpora: Path, published: Path) -> None:
    told = call("spoken_passages", str(published), str(corpora / "quad"), "--engine", "tone")
    dataset = make_dataset_of("eng")
    do(dataset, "benchmark", name="qa", suite="spoken_passages", folder="quad")

    assert "eng: 2 spoken, 1 clip_outside" in told
    assert "there is no such file" in told
    items = dataset.benchmarks.get().items.values_list("key", "question", "reference")
    assert {*items} == {("q1", "How many?", "308"), ("q2", "Who?", "They")}
    assert not (corpora / "quad/eng/q3.flac").exists()


def test_second_run_goes_on_where_the_first_stopped(
    corpora: Path, published: Path, tone: ToneSynthesizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite, out = get_suite("spoken_nli"), corpora / "nli"
    asked: list[str] = []
    speak = ToneSynthesizer.synthesize

    def count(self: ToneSynthesizer, requests: Any) -> Any:
        asked.extend(request.text for request in requests)
        return speak(self, requests)

    monkeypatch.setattr(ToneSynthesizer, "synthesize", count)
    few = voice_texts(suite, "eng", published, out, Wish(engine="tone", most=1))
    first = (out / "eng/test.tsv").read_text()
    all_of = voice_texts(suite, "eng", published, out, TONE)

    assert (few.spoken, all_of.spoken, len(asked)) == (1, 2, 2)
    assert {*first.splitlines()} < {*(out / "eng/test.tsv").read_text().splitlines()}


GLUE = {
    "spoken_sst2": ("dev.tsv", "sentence\tlabel", "so good\t1", "positive"),
    "spoken_rte": (
        "dev.tsv",
        "index\tsentence1\tsentence2\tlabel",
        "0\tA.\tB.\tnot_entailment",
        "not_entailment",
    ),
    "spoken_mrpc": (
        "dev.tsv",
        "\ufeffQuality\t#1 ID\t#2 ID\t#1 String\t#2 String",
        '1\t5\t6\tA "b".\tB.',
        "equivalent",
    ),
    "spoken_qqp": (
        "dev.tsv",
        "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate",
        "3\t1\t2\tWhy?\tHow?\t0",
        "different",
    ),
    "spoken_qnli": (
        "dev.tsv",
        "index\tquestion\tsentence\tlabel",
        "0\tWhy?\tSo.\tentailment",
        "answered",
    ),
}


@pytest.mark.parametrize("name", GLUE)
def test_glue_is_read_as_it_is_published(name: str, tmp_path: Path) -> None:
    file, header, row, label = GLUE[name]
    (tmp_path / file).write_text(f"{header}\n{row}\n", encoding="utf-8")

    assert voice_texts(get_suite(name), "eng", tmp_path, tmp_path / "out", TONE).spoken == 1

    columns, told = (tmp_path / "out/eng/test.tsv").read_text().splitlines()
    assert told.split("\t")[columns.split("\t").index("label")] == label


def test_every_text_set_is_of_a_suite_and_has_its_labels() -> None:
    assert {*GLUE, "spoken_nli"} == TEXT_SETS.keys()
    for name, texts in TEXT_SETS.items():
        suite = get_suite(name)
        assert texts.given.keys() == {*suite.given}
        assert {*texts.labels.values()} <= {*suite.label_names}


def test_what_cannot_be_voiced_is_told(
    published: Path, tmp_path: Path, tone: ToneSynthesizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LayoutError, match=r"dev\.tsv: there is no such file"):
        voice_texts(get_suite("spoken_rte"), "eng", published, tmp_path / "out", TONE)
    with pytest.raises(CommandError, match="No published text set is known of emotion"):
        call("emotion_recognition", str(published), str(tmp_path), "--engine", "tone")
    with pytest.raises(CommandError, match="There is no suite 'nothing'"):
        call("nothing", str(published), str(tmp_path))
    monkeypatch.setattr(ToneSynthesizer, "capabilities", replace(tone.capabilities, voices={}))
    with pytest.raises(VoicesNeededError, match="no voice of its own for eng"):
        voice_texts(get_suite("spoken_nli"), "eng", published, tmp_path / "out", TONE)
