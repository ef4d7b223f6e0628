import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics.extractive import (
    answer_f1,
    answer_f1_scores,
    exact_match,
    exact_match_scores,
    extractive_signature,
    extractive_statistics,
    normalize_answer,
)
from languages import LANGUAGES

CODES = st.sampled_from([*LANGUAGES])


@pytest.mark.parametrize(
    ("language", "text", "normal"),
    [
        ("eng", "The  Broncos' “A”-team, an $8 win.", "broncos ateam 8 win"),
        ("deu", "Das Haus des Mannes", "haus mannes"),
        ("spa", "El niño y las niñas", "niño y niñas"),
        ("vie", "Những con mèo của tôi", "con mèo tôi"),
        ("hin", "वह, दिल्ली।", "वह दिल्ली"),
        # As MLQA has it: the article's letters go within a word, too.
        ("ara", "الكتاب والطالب", "كتاب و ط ب"),
        ("cmn", "《三国》 in 1994年", "三 国 in 1994 年"),
        ("jpn", "東京タワーは333m", "東 京 タ ワ ー は 333m"),
        ("fra", "L’eau de l'océan", "eau de océan"),
        ("kor", "서울, 한국", "서울 한국"),
        ("xxx", "The end.", "the end"),
    ],
)
def test_answers_are_normalized_by_language(language: str, text: str, normal: str) -> None:
    assert normalize_answer(text, language) == normal


def test_scores_by_hand() -> None:
    right = ["the Denver Broncos", "Broncos"]

    assert exact_match(right, "Broncos!", "eng") == 1
    assert (exact_match(right, "Denver team", "eng"), answer_f1(right, "Denver team", "eng")) == (
        0, 0.5,
    )  # fmt: skip
    assert answer_f1(right, "Carolina", "eng") == 0
    assert answer_f1(["东京塔"], "东京", "cmn") == pytest.approx(0.8)


def test_words_count_as_often_as_they_are_said() -> None:
    assert answer_f1(["no no yes"], "no yes yes", "eng") == pytest.approx(2 / 3)


def test_empty_texts_have_scores() -> None:
    assert (exact_match([], "", "eng"), answer_f1([], "", "eng")) == (1, 1)
    assert (exact_match(["the"], "!", "eng"), answer_f1(["the"], "!", "eng")) == (1, 1)
    assert (exact_match(["x"], "", "eng"), answer_f1(["x"], "", "eng")) == (0, 0)
    assert extractive_statistics([], "eng").shape == (0, 3)


def test_scores_of_many_are_means() -> None:
    sums = extractive_statistics([(["a cat"], "cat"), (["two dogs"], "dogs")], "eng").sum(axis=0)

    assert exact_match_scores(sums[None]).tolist() == [0.5]
    assert answer_f1_scores(sums[None]).tolist() == [pytest.approx((1 + 2 / 3) / 2)]


def test_unicode_composition_is_no_difference() -> None:
    assert exact_match(["Zoe\u0308"], "Zo\u00eb", "nld") == 1


def test_signature_says_whose_articles_they_are() -> None:
    assert "articles:mlqa|words:mixed" in extractive_signature("cmn")
    assert "articles:ours|words:space" in extractive_signature("fra")
    assert "articles:none" in extractive_signature("rus")


@given(st.text(), CODES)
def test_an_answer_matches_itself(text: str, language: str) -> None:
    assert exact_match([text], text, language) == answer_f1([text], text, language) == 1


@given(st.lists(st.text()), st.text(), CODES)
def test_scores_are_shares_and_exact_is_the_stricter(
    right: list[str], said: str, language: str
) -> None:
    exact, overlap = exact_match(right, said, language), answer_f1(right, said, language)

    assert 0 <= exact <= overlap <= 1
