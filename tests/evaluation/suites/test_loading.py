from pathlib import Path

import numpy as np
import pytest

from engines.protocols import AudioClip, Task
from evaluation.suites.errors import SuiteFileError, SuiteUnknownError
from evaluation.suites.loading import get_suite, load_suite, load_suites, suites
from evaluation.suites.suite import Pair, Source
from languages import LANGUAGES

GOOD = """
title = "Reading aloud"
task = "transcribe"
source = "common_voice"
split = "test"
pairs = ["deu", "fra-eng"]
prompt = "In {language}."
metrics = ["wer", "cer"]
primary = "wer"
"""


def write(folder: Path, text: str, name: str = "reading_aloud.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_our_suites_are_those_of_the_papers() -> None:
    bench = {"speech_recognition", "spoken_qa"}
    bench |= {f"speech_translation_{way}_english" for way in ("from", "to")}
    verse = {"english_speech_recognition", "english_speech_translation"}
    verse |= {f"{what}_classification" for what in ("intent", "sentiment", "accent", "domain")}
    verse |= {"slot_filling", "keyword_extraction", "keyword_search", "emotion_recognition"}
    verse |= {"speaker_counting", "speech_detection", "snips_intents"}
    others = {"fleurs_recognition", "fleurs_translation", "spoken_passages", "spoken_nli"}
    others |= {f"spoken_{name}" for name in ("sst2", "rte", "mrpc", "qqp", "qnli")}
    assert suites().keys() == bench | verse | others


def test_spoken_questions_are_heard_alone_in_every_language() -> None:
    suite = get_suite("spoken_qa")

    assert (suite.task, suite.source, suite.prompt) == (Task.ANSWER, Source.BENCH, "")
    assert suite.pairs == tuple(Pair(code, code) for code in LANGUAGES)
    assert suite.higher_is_better


def test_translation_names_the_language_that_is_wanted() -> None:
    suite = get_suite("speech_translation_from_english")

    assert suite.prompt_for(Pair("eng", "deu")).startswith("Translate what is said into German.")
    assert all(pair.language == "eng" for pair in suite.pairs)


def test_suite_asks_a_system_in_its_own_words() -> None:
    clip = AudioClip(samples=np.zeros(160, np.float32), sample_rate=16_000)

    asked = get_suite("speech_translation_to_english").request(clip, Pair("fra", "eng"))

    assert (asked.clip, asked.language, asked.target, asked.task) == (
        clip, "fra", "eng", Task.TRANSLATE,
    )  # fmt: skip
    assert "into English" in asked.prompt


def test_a_new_file_is_a_new_suite(tmp_path: Path) -> None:
    found = load_suites([write(tmp_path, GOOD)])["reading_aloud"]

    assert found.pairs == (Pair("deu", "deu"), Pair("fra", "eng"))
    assert [pair.key for pair in found.pairs] == ["deu", "fra-eng"]
    assert found.prompt_for(Pair("deu", "deu")) == "In German."
    assert not found.higher_is_better


def test_fingerprint_changes_with_all_but_the_title(tmp_path: Path) -> None:
    suite = load_suite(write(tmp_path, GOOD))
    renamed = load_suite(write(tmp_path, GOOD.replace("Reading", "Speaking")))
    other = load_suite(write(tmp_path, GOOD.replace("In {", "Please, in {")))

    assert suite.fingerprint == renamed.fingerprint
    assert suite.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Reading aloud"', "", "reading_aloud.toml, title: give a text."),
        ('"transcribe"', '"sing"', "task: 'sing' is none of answer, transcribe, translate."),
        (
            '"common_voice"',
            '"tapes"',
            "source: 'tapes' is none of bench, common_voice",
        ),
        ('"deu"', '"de"', "pairs: 'de' names no language of ara, cmn"),
        ('"deu", "fra-eng"', '"deu", "deu"', "pairs: a pair stands there twice."),
        ('["deu", "fra-eng"]', "[]", "pairs: give a list of texts."),
        ("{language}", "{speaker}", "prompt: {speaker} is none of {language}, {target}."),
        ("{language}", "{language", "prompt: its braces don't match"),
        ('"In {language}."', "3", 'prompt: give a text; ""'),
        ('"wer", "cer"', '"per"', "metrics: there is no 'per'; take from wer, cer"),
        ('primary = "wer"', 'primary = "bleu"', "primary: 'bleu' is none of wer, cer."),
        ('split = "test"', 'splits = "test"', "splits: no suite has this field"),
        ('"transcribe"', '"answer"', "metrics: wer needs a reference, and an open answer has none"),
        ("title =", "title", "reading_aloud.toml: it is not TOML"),
        (
            'prompt = "In {language}."',
            'prompts = "sing"',
            "prompts: 'sing' is none of accent",
        ),
        ('"common_voice"', '"table"', "reference: give a text."),
        ('split = "test"', 'split = "test"\nreference = "x"', "only a table has columns"),
        ('split = "test"', 'split = "test"\njoint = 1', "joint: say true or false."),
        ('split = "test"', 'split = "test"\ndescribed = true', "described: there are no labels."),
        ('split = "test"', 'split = "test"\ngiven = "x"', "given: give a list of texts."),
        ('["wer", "cer"]', '["wer", "uar"]', "metrics: uar compares labels; name them"),
        ('primary = "wer"', 'primary = "wer"\nlabels = ["a"]', "labels: give a table of descr"),
        ('primary = "wer"', 'primary = "wer"\n[labels]\na = ""\n"A." = ""', "labels: two of them"),
        ("{language}", "{labels}", "prompt: {labels} is none of {language}, {target}."),
    ],
)
def test_wrong_definition_is_told_by_file_and_field(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    assert old in GOOD

    with pytest.raises(SuiteFileError) as caught:
        load_suite(write(tmp_path, GOOD.replace(old, new)))

    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["Reading.toml", "read aloud.toml"])
def test_file_needs_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(SuiteFileError, match="lower case letters and underscores"):
        load_suite(write(tmp_path, GOOD, name))


def test_unknown_suite_is_told_with_the_known_ones() -> None:
    with pytest.raises(SuiteUnknownError, match=r"Take one of: .*, spoken_qa, "):
        get_suite("singing")
