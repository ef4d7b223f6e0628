import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.metrics.labels import (
    accuracy,
    accuracy_scores,
    label_statistics,
    macro_f1,
    macro_f1_scores,
    plain_label,
    recall_scores,
    unweighted_average_recall,
)

MOODS = ("happy", "sad", "angry")
REPLIES = st.lists(st.tuples(st.sampled_from(MOODS), st.sampled_from([*MOODS, "", "no idea"])))


def test_scores_by_hand() -> None:
    """Happy is found in 2 of 3, sad in none of 1; angry was said once and never right."""
    pairs = [("happy", "happy"), ("happy", "Happy."), ("happy", "angry"), ("sad", "well, sad")]

    assert accuracy(pairs, MOODS) == 0.5
    assert unweighted_average_recall(pairs, MOODS) == pytest.approx((2 / 3 + 0) / 2)
    # F1: happy 2 * 2 / (3 + 2); sad and angry 0.
    assert macro_f1(pairs, MOODS) == pytest.approx(0.8 / 3)


def test_case_punctuation_and_underscores_are_no_difference() -> None:
    assert plain_label(" Play_Radio!\n") == plain_label("play radio") == "play radio"
    assert accuracy([("play_radio", "`Play radio`")], ["play_radio", "play_music"]) == 1


def test_a_sentence_around_the_label_is_not_the_label() -> None:
    assert accuracy([("sad", "The speaker is sad")], MOODS) == 0


def test_nothing_has_no_score() -> None:
    assert accuracy([], MOODS) is None
    assert unweighted_average_recall([], MOODS) is None
    assert macro_f1([], MOODS) is None
    assert label_statistics([], ()).shape == (0, 1)


def test_right_label_outside_the_set_is_wrong_whatever_is_said() -> None:
    pairs = [("bored", "bored"), ("sad", "sad")]

    assert accuracy(pairs, MOODS) == 0.5
    assert unweighted_average_recall(pairs, MOODS) == 1
    assert unweighted_average_recall(pairs[:1], MOODS) is None


def test_labels_that_count_as_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match=r"count as the same: yes, Yes\."):
        label_statistics([], ["yes", "Yes."])


@settings(max_examples=20, deadline=None)
@given(REPLIES.filter(bool))
def test_scores_are_scikit_learns(pairs: list[tuple[str, str]]) -> None:
    sklearn = pytest.importorskip("sklearn.metrics")
    right, said = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    met = [mood for mood in MOODS if mood in right or mood in said]
    asked = [mood for mood in MOODS if mood in right]

    assert accuracy(pairs, MOODS) == pytest.approx(sklearn.accuracy_score(right, said))
    assert unweighted_average_recall(pairs, MOODS) == pytest.approx(
        sklearn.recall_score(right, said, labels=asked, average="macro", zero_division=0)
    )
    assert macro_f1(pairs, MOODS) == pytest.approx(
        sklearn.f1_score(right, said, labels=met, average="macro", zero_division=0)
    )


@given(REPLIES, REPLIES)
def test_counts_add_up(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    apart = label_statistics(one, MOODS).sum(axis=0) + label_statistics(other, MOODS).sum(axis=0)

    np.testing.assert_array_equal(apart, label_statistics([*one, *other], MOODS).sum(axis=0))


@given(REPLIES)
def test_scores_are_shares_or_not_defined(pairs: list[tuple[str, str]]) -> None:
    sums = label_statistics(pairs, MOODS).sum(axis=0, keepdims=True)

    for score in (accuracy_scores, recall_scores, macro_f1_scores):
        value = float(score(sums)[0])
        assert math.isnan(value) if not pairs else 0 <= value <= 1
