import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evaluation.metrics import Interval, measure_median

SECONDS = st.lists(st.floats(0, 3600), min_size=1, max_size=60)


def test_a_median_needs_a_value_and_its_interval_six() -> None:
    assert measure_median([]) is None
    few = measure_median([3, 1, 2, 5, 4])
    assert few is not None
    assert (few.value, few.interval) == (3, None)
    enough = measure_median([3, 1, 2, 5, 4, 6])
    assert enough is not None
    assert (enough.value, enough.interval) == (3.5, Interval(low=1, high=6))


def test_interval_of_a_published_size() -> None:
    """Of 25 values the 8th and the 18th, as tables of the sign test have it."""
    found = measure_median([*range(1, 26)])
    assert found is not None
    assert found.interval == Interval(low=8, high=18)


@given(SECONDS, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_interval_holds_the_median_between_two_values(
    values: list[float], confidence: float
) -> None:
    found = measure_median(values, confidence=confidence)
    assert found is not None
    assert found.value == statistics.median(values)
    if found.interval is not None:
        assert {found.interval.low, found.interval.high} <= {*values}
        assert found.interval.low <= found.value <= found.interval.high


@given(SECONDS)
def test_order_and_unit_of_values_change_nothing(values: list[float]) -> None:
    found = measure_median(values)
    doubled = measure_median([2 * value for value in reversed(values)])
    assert found is not None
    assert doubled is not None
    assert doubled.value == 2 * found.value
    if found.interval is not None:
        low, high = found.interval.low, found.interval.high
        assert doubled.interval == Interval(low=2 * low, high=2 * high)


@given(st.integers(1, 2_000), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_interval_is_the_narrowest_that_is_sure_enough(count: int, confidence: float) -> None:
    found = measure_median([*range(1, count + 1)], confidence=confidence)
    assert found is not None
    # So many values may lie below the median, in either tail.
    chance = (1 - confidence) / 2
    if found.interval is None:
        assert stats.binom.cdf(0, count, 0.5) > chance
        return
    rank = int(found.interval.low)
    assert found.interval.high == count + 1 - rank
    assert stats.binom.cdf(rank - 1, count, 0.5) <= chance < stats.binom.cdf(rank, count, 0.5)


@pytest.mark.parametrize("count", [6, 20, 101])
def test_interval_holds_the_truth_as_often_as_it_says(count: int) -> None:
    draws = np.random.default_rng(7).lognormal(math.log(30), 1.0, size=(2_000, count))
    found = [measure_median([*map(float, drawn)]) for drawn in draws]
    held = [
        one.interval.low <= 30 <= one.interval.high
        for one in found
        if one is not None and one.interval is not None
    ]
    assert len(held) == 2_000
    assert sum(held) / len(held) >= 0.94
