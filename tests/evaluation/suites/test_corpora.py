"""FLEURS, SQuAD's layout and the plain table, as they lie on disk."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.suites.errors import LayoutError
from evaluation.suites.fleurs import read_fleurs
from evaluation.suites.layouts import read_samples
from evaluation.suites.loading import get_suite
from evaluation.suites.samples import BadRow, Fault, Sample
from evaluation.suites.squad import read_squad
from evaluation.suites.suite import Pair
from tests.evaluation.suites.test_layouts import faults, make_clips, write_table

ENGLISH, GERMAN = Pair("eng", "eng"), Pair("deu", "deu")
QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "answers": [{"text": "308"}, {"text": " 308 "}, {"text": "three\nhundred"}]},
    {"id": "q2", "answers": []},
    {"id": "q1", "answers": [{"text": "x"}]},
    {"id": "../q1", "answers": [{"text": "x"}]},
    {"id": "q9", "answers": [{"text": "x"}]},
    {"answers": [{"text": "x"}]},
]


def test_table_is_read_by_what_its_suite_names(tmp_path: Path) -> None:
    make_clips(tmp_path / "eng/clips", "a.wav", "b.flac")
    write_table(
        tmp_path / "eng/test.tsv",
        "id\tpath\tspeaker\tlabel\tkeyword",
        "1\ta.wav\tann\tYes\ttea",
        "2\ta.wav\tann\tno\tcoffee",
        "2\ta.wav\tann\tno\tmilk",
        "3\tb.wav\t\tno\t",
        "4\tb.wav\t\tperhaps\ttea",
        "5\tb.wav\t\tno\ttea",
    )

    found = list(read_samples(get_suite("keyword_search"), ENGLISH, tmp_path))

    good = [row for row in found if isinstance(row, Sample)]
    assert [(row.id, row.reference, row.cluster, row.given) for row in good] == [
        ("1", "Yes", "ann", {"keyword": "tea"}),
        ("2", "no", "ann", {"keyword": "coffee"}),
        ("5", "no", "b.wav", {"keyword": "tea"}),
    ]
    assert faults(found) == [
        (4, Fault.REPEATED),
        (5, Fault.NO_GIVEN),
        (6, Fault.UNKNOWN_LABEL),
    ]
    assert "its label 'perhaps' is none of the suite's labels." in str(found[4])


def test_translations_stand_in_a_column_for_each_language(tmp_path: Path) -> None:
    make_clips(tmp_path / "eng/clips", "a.wav")
    write_table(tmp_path / "eng/test.tsv", "path\tdeu\tfra", "a.wav\tJa.\tOui.")
    suite = get_suite("english_speech_translation")

    for target, said in (("deu", "Ja."), ("fra", "Oui.")):
        [row] = read_samples(suite, Pair("eng", target), tmp_path)
        assert isinstance(row, Sample)
        assert (row.reference, row.target) == (said, target)
    with pytest.raises(LayoutError, match="it has no column ron"):
        list(read_samples(suite, Pair("eng", "ron"), tmp_path))


def test_references_that_are_no_labels_are_read_as_they_are(tmp_path: Path) -> None:
    make_clips(tmp_path / "eng/clips", "a.wav", "b.wav")
    write_table(tmp_path / "eng/test.tsv", "path\tslots", "a.wav\ttime = now", "b.wav\tnone")

    found = list(read_samples(get_suite("slot_filling"), ENGLISH, tmp_path))

    assert [row.reference for row in found if isinstance(row, Sample)] == ["time = now", "none"]


@pytest.fixture
def fleurs(tmp_path: Path) -> Path:
    make_clips(tmp_path / "de_de/audio/test", "1.wav", "2.wav", "3.wav")
    write_table(
        tmp_path / "de_de/test.tsv",
        '7\t1.wav\tEr sagte: "Ja."\ter sagte ja\te r\t8000\tMALE',
        '7\t2.wav\tEr sagte: "Ja."\ter sagte ja\te r\t8000\tFEMALE',
        "8\t3.wav\tNein.\tnein\tn\t8000\tMALE",
        "8\t4.wav\tNein.\tnein\tn\t8000\tMALE",
        "9\t5.wav\tkaputt",
    )
    write_table(tmp_path / "en_us/test.tsv", '7\tx.wav\tHe said "yes."\the\th\t1\tMALE')
    return tmp_path


def test_fleurs_is_read_without_names_of_columns(fleurs: Path) -> None:
    found = list(read_samples(get_suite("fleurs_recognition"), GERMAN, fleurs))

    assert [(row.id, row.reference, row.cluster) for row in found if isinstance(row, Sample)] == [
        ("1.wav", 'Er sagte: "Ja."', "7"),
        ("2.wav", 'Er sagte: "Ja."', "7"),
        ("3.wav", "Nein.", "8"),
    ]
    assert faults(found) == [(4, Fault.CLIP_MISSING), (5, Fault.FIELDS)]


def test_fleurs_translations_are_the_same_sentences_in_another_language(fleurs: Path) -> None:
    found = list(read_fleurs(fleurs, Pair("deu", "eng")))

    good = [row for row in found if isinstance(row, Sample)]
    assert {(row.reference, row.target) for row in good} == {('He said "yes."', "eng")}
    assert faults(found) == [(3, Fault.NO_TEXT), (4, Fault.NO_TEXT), (5, Fault.FIELDS)]


def test_fleurs_without_its_files_says_what_is_missing(fleurs: Path) -> None:
    with pytest.raises(LayoutError, match=r"fr_fr/audio/test: there is no such folder"):
        read_fleurs(fleurs, Pair("fra", "fra"))
    with pytest.raises(LayoutError, match=r"fr_fr/test\.tsv: it can't be read"):
        read_fleurs(fleurs, Pair("deu", "fra"))


def write_squad(root: Path, told: object, name: str = "test.json.gz") -> Path:
    folder = root / "eng"
    make_clips(folder / "clips", "q1.wav", "q2.wav")
    content = json.dumps(told).encode()
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


@pytest.mark.parametrize("name", ["test.json", "test.json.gz"])
def test_questions_have_their_passage_and_all_right_answers(name: str, tmp_path: Path) -> None:
    paragraphs = [{"context": "The  Panthers\ngave up 308.", "qas": QUESTIONS}]
    write_squad(tmp_path, {"data": [{"paragraphs": paragraphs}]}, name)

    found = list(read_samples(get_suite("spoken_passages"), ENGLISH, tmp_path))

    [good] = [row for row in found if isinstance(row, Sample)]
    assert (good.id, good.cluster, good.reference) == ("q1", "q1", "308\nthree hundred")
    assert good.given == {"context": "The Panthers gave up 308."}
    assert faults(found) == [
        (2, Fault.NO_TEXT),
        (3, Fault.REPEATED),
        (4, Fault.CLIP_OUTSIDE),
        (5, Fault.CLIP_MISSING),
        (6, Fault.UNREADABLE),
    ]


@pytest.mark.parametrize("told", [[], {"data": 3}, {"data": [{"paragraphs": [{}]}]}, "x"])
def test_what_is_no_squad_is_refused(told: object, tmp_path: Path) -> None:
    write_squad(tmp_path, told)

    with pytest.raises(LayoutError, match="not JSON in SQuAD's layout"):
        list(read_squad(tmp_path, ENGLISH))


def test_question_without_a_passage_is_left_out(tmp_path: Path) -> None:
    write_squad(tmp_path, {"data": [{"paragraphs": [{"qas": QUESTIONS[:1]}]}]})

    [row] = read_squad(tmp_path, ENGLISH)

    assert isinstance(row, BadRow)
    assert "question 1 is not as SQuAD has it" in str(row)
