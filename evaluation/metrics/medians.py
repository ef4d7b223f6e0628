"""Medians, and how far chance alone may move them."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import special

from evaluation.metrics.opinion import Interval


@dataclass(frozen=True, kw_only=True, slots=True)
class Median:
    value: float
    interval: Interval | None
    """None below six values at 95%: not even the smallest and the largest are sure enough."""


def measure_median(values: Sequence[float], *, confidence: float = 0.95) -> Median | None:
    """The middle value, or the mean of the two; None without any.

    Its interval reaches from one value to another: how many lie below the true median is a matter
    of tossing a coin for each, whatever their distribution. It holds the true one at least as often
    as asked for, so it is a little too wide. Values must be independent: what few people did is
    less sure than this says. Source: Thompson 1936, "On confidence ranges for the median and other
    expectation distributions for populations of unknown distribution form".
    """
    if not values:
        return None
    ordered = sorted(values)
    rank = _low_rank(len(ordered), confidence)
    interval = Interval(low=ordered[rank - 1], high=ordered[-rank]) if rank else None
    return Median(value=statistics.median(ordered), interval=interval)


def _low_rank(count: int, confidence: float) -> int:
    """From 1; 0 where even the smallest value lies above the true median too often."""
    tail = (1 - confidence) / 2
    if special.bdtr(0, count, 0.5) > tail:
        return 0
    return math.floor(float(special.bdtrik(tail, count, 0.5))) + 1
