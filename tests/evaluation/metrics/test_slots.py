import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics.slots import (
    Slot,
    character_distance,
    slot_label_f1,
    slot_statistics,
    slu_f1,
    word_distance,
)

SLOTS = st.lists(
    st.builds(Slot, st.sampled_from(["date", "time", "person"]), st.text("ab ", max_size=6)),
    max_size=4,
)


def test_scores_by_hand() -> None:
    """Of two right slots one is found with one of its two words, the other is missed."""
    right = [Slot("time", "three am"), Slot("place", "berlin")]
    said = [Slot("time", "three pm"), Slot("person", "anna")]
    # In words: found 1, wrongly said 0.5 + 1, missed 0.5 + 1; in characters 1, 1 + 1/8, 1 + 1/8.
    assert slot_statistics([(right, said)]).tolist() == [[2, 2.625, 2.625, 1, 1, 1]]

    assert slu_f1([(right, said)]) == pytest.approx(4 / (4 + 5.25))
    assert slot_label_f1([(right, said)]) == 0.5


def test_distances_are_slurps() -> None:
    assert word_distance("three am", "three am today please now") == 1.5
    assert character_distance("now", "not") == pytest.approx(1 / 3)
    assert (word_distance("", ""), character_distance("", "")) == (0, 0)


def test_each_slot_takes_the_nearest_of_its_label_that_is_left() -> None:
    right = [Slot("person", "bob"), Slot("person", "anna")]
    said = [Slot("person", "anna"), Slot("person", "bob"), Slot("person", "bob")]

    assert slot_statistics([(right, said)]).tolist() == [[4, 2, 0, 2, 1, 0]]


def test_nothing_right_and_nothing_said_is_perfect() -> None:
    assert slu_f1([]) == slu_f1([([], [])]) == slot_label_f1([([], [])]) == 1
    assert slu_f1([([], [Slot("date", "now")])]) == slu_f1([([Slot("date", "now")], [])]) == 0


@given(SLOTS)
def test_what_is_right_has_one(slots: list[Slot]) -> None:
    assert slu_f1([(slots, slots[::-1])]) == 1
    assert slot_label_f1([(slots, slots)]) == 1


@given(st.lists(st.tuples(SLOTS, SLOTS), max_size=5))
def test_scores_are_shares_and_counts_add_up(pairs: list[tuple[list[Slot], list[Slot]]]) -> None:
    assert 0 <= slu_f1(pairs) <= 1
    # A wrong filler costs SLU-F1 and not the labels' F1.
    assert slu_f1(pairs) <= slot_label_f1(pairs) + 1e-9
    apart = [slot_statistics([pair])[0] for pair in pairs]
    np.testing.assert_allclose(slot_statistics(pairs), np.reshape(apart, (len(pairs), 6)))
