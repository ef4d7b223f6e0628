import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics import (
    ErrorCounts,
    SignatureMismatchError,
    character_error_rate,
    corpus_error_rate,
    count_errors,
    error_rate,
    normalize,
    options_for,
    word_error_rate,
)

ENGLISH = options_for("eng")
TEXTS = st.text("ab c.", max_size=25)


def test_counts_say_what_was_substituted_deleted_and_inserted() -> None:
    rate = word_error_rate("the cat sat on the mat", "a cat sat the mat today", ENGLISH)

    assert rate.counts == ErrorCounts(hits=4, substitutions=1, deletions=1, insertions=1)
    assert rate.value == 0.5


@pytest.mark.parametrize(
    ("reference", "hypothesis", "value"),
    [("", "", 0), ("a b", "", 1), ("", "a b", 2), ("?!", "...", 0), ("a", "b c d", 3)],
)
def test_rate_is_defined_on_empty_texts(reference: str, hypothesis: str, value: float) -> None:
    assert word_error_rate(reference, hypothesis, ENGLISH).value == value


def test_headline_unit_is_the_languages_own() -> None:
    assert error_rate("東京", "東今", options_for("jpn")).unit == "CER"
    assert error_rate("東京", "東今", options_for("jpn")).value == 0.5
    assert error_rate("a", "a", ENGLISH).unit == "WER"


def test_corpus_rate_weighs_by_length() -> None:
    total = corpus_error_rate([("a", "b"), ("a b c", "a b c")], ENGLISH)

    assert total.value == 0.25
    assert corpus_error_rate([], ENGLISH).value == 0


def test_rates_of_different_rules_do_not_add() -> None:
    with pytest.raises(SignatureMismatchError, match="Score both again"):
        word_error_rate("a", "a", ENGLISH) + character_error_rate("a", "a", ENGLISH)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_utterances_add_up_to_the_corpus_and_to_jiwers(pairs: list[tuple[str, str]]) -> None:
    total = corpus_error_rate(pairs, ENGLISH)
    references = [normalize(one, ENGLISH) for one, _ in pairs]
    theirs = jiwer.process_words(references, [normalize(other, ENGLISH) for _, other in pairs])

    assert total.counts.errors == theirs.substitutions + theirs.deletions + theirs.insertions
    assert total.value == pytest.approx(theirs.wer)


@given(TEXTS, TEXTS)
def test_characters_agree_with_jiwers(reference: str, hypothesis: str) -> None:
    plain = [normalize(text, ENGLISH).replace(" ", "") for text in (reference, hypothesis)]

    ours = character_error_rate(reference, hypothesis, ENGLISH).value
    assert ours == pytest.approx(jiwer.cer(plain[0], plain[1]))


@given(TEXTS, TEXTS)
def test_errors_are_symmetric_and_zero_only_for_equal_texts(one: str, other: str) -> None:
    there = word_error_rate(one, other, ENGLISH).counts
    back = word_error_rate(other, one, ENGLISH).counts

    assert there.errors == back.errors
    assert there.insertions - there.deletions == back.deletions - back.insertions
    assert (there.errors == 0) == (normalize(one, ENGLISH) == normalize(other, ENGLISH))


@given(TEXTS, TEXTS)
def test_deletions_and_substitutions_never_exceed_the_reference(one: str, other: str) -> None:
    counts = word_error_rate(one, other, ENGLISH).counts

    assert counts.hits >= 0
    assert counts.substitutions + counts.deletions <= counts.reference_length
    assert counts.rate >= 0


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_errors_lie_between_the_difference_and_the_longer_length(
    one: list[str], other: list[str]
) -> None:
    errors = count_errors(one, other).errors

    assert abs(len(one) - len(other)) <= errors <= max(len(one), len(other))
