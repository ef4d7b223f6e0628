import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics.keywords import keyword_f1, keyword_recall, keyword_statistics

SETS = st.frozensets(st.sampled_from(["paris", "france", "capital"]))


def test_scores_by_hand() -> None:
    pairs = [({"paris", "france"}, {"paris", "capital", "is"}), ({"radio"}, {"radio"})]

    assert keyword_f1(pairs) == pytest.approx((0.4 + 1) / 2)
    assert keyword_recall(pairs) == pytest.approx(2 / 3)


def test_empty_sets_have_scores() -> None:
    nothing: frozenset[str] = frozenset()

    assert keyword_f1([]) is None
    assert keyword_recall([]) == 1
    assert keyword_f1([(nothing, nothing)]) == 1
    assert keyword_f1([(nothing, {"a"}), ({"a"}, nothing)]) == 0
    assert keyword_statistics([]).shape == (0, 4)


@given(st.lists(st.tuples(SETS, SETS), min_size=1))
def test_scores_are_shares(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> None:
    value = keyword_f1(pairs)

    assert value is not None
    assert 0 <= value <= 1
    assert 0 <= keyword_recall(pairs) <= 1
    assert (value == 1) == all(right == said for right, said in pairs)
