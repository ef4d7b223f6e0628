"""The demo dataset in demo/: complete, aligned with the English, clean text."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parent.parent / "demo"
# fmt: off
CODES = [
    "ara", "cmn", "ces", "nld", "fra", "deu", "ell", "heb", "hin", "ind", "ita",
    "jpn", "kor", "fas", "pol", "por", "ron", "rus", "spa", "tur", "ukr", "vie",
]
# fmt: on
FIELDS = ("question", "answer")
KINDS = {
    "trivia-multiple-choice",
    "trivia-single-choice",
    "assistant-v1",
    "assistant-v2",
    "instruction",
    "identity",
    "dialogue",
}
PERSIAN_JOINER = "\u200c"  # zero width non-joiner: Persian spelling needs it

Pair = dict[str, str]


def load(code: str) -> list[Pair]:
    text = (DEMO / f"pairs.{code}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def choices(text: str) -> list[str]:
    return re.findall(r"(?<![A-Za-z])[A-D]\)", text)


def stray_characters(pair: Pair) -> list[str]:
    allowed = PERSIAN_JOINER if pair["language"] == "fas" else ""
    text = "".join(pair[field] for field in FIELDS)
    return [c for c in text if unicodedata.category(c)[0] == "C" and c not in allowed]


ENGLISH = load("eng")
every_language = pytest.mark.parametrize("code", ["eng", *CODES])
every_translation = pytest.mark.parametrize("code", CODES)


def test_every_expected_language_is_there_and_no_other() -> None:
    found = {path.name.split(".")[1] for path in DEMO.glob("pairs.*.jsonl")}
    assert found == {"eng", *CODES}


def test_every_source_kind_has_at_least_three_items() -> None:
    count = Counter(pair["source"] for pair in ENGLISH)
    assert set(count) == KINDS
    assert min(count.values()) >= 3


def test_english_lengths_suit_speech() -> None:
    assert all(6 <= len(pair["question"].split()) <= 30 for pair in ENGLISH)
    assert all(1 <= len(pair["answer"].split()) <= 45 for pair in ENGLISH)


@every_language
def test_ids_are_the_english_ones_in_order(code: str) -> None:
    pairs = load(code)
    assert [pair["id"] for pair in pairs] == [pair["id"] for pair in ENGLISH]
    assert {pair["language"] for pair in pairs} == {code}


@every_language
def test_text_is_present_trimmed_and_nfc(code: str) -> None:
    texts = [pair[field] for pair in load(code) for field in FIELDS]
    assert all(text and text == text.strip() for text in texts)
    assert [t for t in texts if not unicodedata.is_normalized("NFC", t)] == []


@every_language
def test_text_has_no_control_or_direction_characters(code: str) -> None:
    assert [c for pair in load(code) for c in stray_characters(pair)] == []


@every_translation
@pytest.mark.parametrize("field", FIELDS)
def test_numbers_are_kept_in_western_digits(code: str, field: str) -> None:
    for english, pair in zip(ENGLISH, load(code), strict=True):
        assert numbers(pair[field]) == numbers(english[field]), pair["id"]
        assert all(c in "0123456789" for c in pair[field] if c.isdecimal()), pair["id"]


@every_translation
def test_choice_letters_are_kept(code: str) -> None:
    for english, pair in zip(ENGLISH, load(code), strict=True):
        for field in FIELDS:
            assert choices(pair[field]) == choices(english[field]), pair["id"]


@every_language
def test_multiple_choice_answer_is_one_of_the_choices(code: str) -> None:
    for english, pair in zip(ENGLISH, load(code), strict=True):
        if english["source"] == "trivia-multiple-choice":
            assert choices(pair["question"]) == ["A)", "B)", "C)", "D)"]
            assert pair["answer"] in pair["question"], pair["id"]
