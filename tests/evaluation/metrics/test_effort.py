import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from evaluation.metrics import ErrorCounts, chrf, correction_effort, effort_signature

TEXTS = st.text("aé b。か゚\u0301", max_size=20)


def test_effort_counts_words_and_graphemes() -> None:
    done = correction_effort("the cat sat", "The cat sat down", "eng")

    assert done.words == ErrorCounts(hits=2, substitutions=1, deletions=1)
    assert done.characters == ErrorCounts(hits=10, substitutions=1, deletions=5)
    assert done.hter == 0.5


def test_moving_a_phrase_is_one_edit_of_hter() -> None:
    done = correction_effort("on the mat the cat sat down", "the cat sat down on the mat", "eng")

    assert done.words.errors > 1
    assert done.hter == 1 / 7


def test_chinese_and_japanese_words_are_characters() -> None:
    assert correction_effort("東京へ行く", "京都へ行く", "jpn").words.reference_length == 5
    assert correction_effort("東京へ行く", "東京に行く", "jpn").hter == 0.2


def test_a_wrong_vowel_sign_is_one_grapheme() -> None:
    assert correction_effort("की", "कि", "hin").characters.errors == 1


@pytest.mark.parametrize(
    ("machine", "edited", "hter"), [("", "", 0), ("a b", "", 2), ("", "a b", 1), (" ", "", 0)]
)
def test_hter_is_defined_on_empty_texts(machine: str, edited: str, hter: float) -> None:
    assert correction_effort(machine, edited, "eng").hter == hter


def test_efforts_add_up() -> None:
    total = correction_effort("a", "b", "eng") + correction_effort("a b c", "a b c", "eng")

    assert total.hter == 0.25
    assert total.characters.reference_length == 6


@given(TEXTS)
def test_no_change_is_no_effort(text: str) -> None:
    done = correction_effort(text, text, "jpn")

    assert (done.hter, done.words.errors, done.characters.errors) == (0, 0, 0)
    assert chrf(text, text).value == pytest.approx(100)


@given(TEXTS, TEXTS)
def test_moves_never_cost_more_than_word_edits(machine: str, edited: str) -> None:
    done = correction_effort(machine, edited, "eng")

    assert 0 <= done.shifted_edits <= done.words.errors


def test_chrf_is_sacrebleus() -> None:
    score = chrf("the cat sat", "the cat sits", word_order=2)

    expected = CHRF(word_order=2).corpus_score(["the cat sat"], [["the cat sits"]])
    assert score.value == pytest.approx(expected.score)
    assert score.signature.startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:")


@pytest.mark.parametrize(
    ("machine", "edited", "value"), [("", "", 100), ("", "a", 0), ("a", "", 0)]
)
def test_chrf_is_defined_on_empty_texts(machine: str, edited: str, value: float) -> None:
    assert chrf(machine, edited).value == value


def test_effort_signature_names_sacrebleus_version() -> None:
    assert effort_signature().startswith("metric:HTER|nrefs:1|case:mixed|")
