"""Wins, ties and losses of one system against another: always three numbers."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy import special

from evaluation.metrics.bootstrap import (
    RESAMPLING,
    Difference,
    Resampling,
    clustered_difference,
    clustered_estimate,
    mean_score,
)
from evaluation.metrics.opinion import Interval, rate_interval
from evaluation.metrics.votes import Floats


class Outcome(StrEnum):
    """What came of one comparison, for the system it is told of."""

    WIN = "win"
    TIE = "tie"
    LOSS = "loss"

    @property
    def turned(self) -> "Outcome":
        """The same, told of the other system."""
        return _TURNED[self]


_TURNED = {Outcome.WIN: Outcome.LOSS, Outcome.TIE: Outcome.TIE, Outcome.LOSS: Outcome.WIN}

_NO_WIDTH = 1e-9
"""Means over languages are floats: the same ones may differ by as much."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    count: int
    value: float | None
    """From 0 to 1; None without comparisons."""
    interval: Interval | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignTest:
    """Whether wins outweigh losses; ties are left out.

    A question whose answers in several languages were compared has one sign: that of its wins
    less its losses, since its languages are not independent.
    """

    wins: int
    losses: int
    left_out: int
    p_value: float | None
    """Exact and two-sided; None where no question has a sign."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """How one system did against another."""

    wins: Rate
    ties: Rate
    losses: Rate
    margin: Difference
    """Rate of wins less rate of losses."""
    sign_test: SignTest


def preference_rates(
    outcomes: Sequence[Outcome],
    clusters: Sequence[Hashable],
    *,
    groups: Sequence[Hashable] | None = None,
    resampling: Resampling = RESAMPLING,
) -> Preference:
    """Three rates with intervals, their margin, and a sign test.

    Args:
        outcomes: Of each comparison.
        clusters: The question of each; what share one are drawn together.
        groups: The language of each: rates are then means over languages, as the paper averages.
        resampling: As in `clustered_estimate`.

    Raises:
        ValueError: the lengths differ.
    """
    given = np.array(
        [[outcome == each for each in Outcome] for outcome in outcomes], dtype=np.float64
    ).reshape(len(outcomes), len(Outcome))
    win, tie, loss = (_with_ones(column) for column in given.T)
    rates = [_rate(each, clusters, groups, resampling) for each in (win, tie, loss)]
    return Preference(
        wins=rates[0],
        ties=rates[1],
        losses=rates[2],
        margin=_margin(
            clustered_difference(
                win, loss, clusters, mean_score, groups=groups, resampling=resampling
            ),
            resampling.confidence,
        ),
        sign_test=sign_test(outcomes, clusters),
    )


def sign_test(outcomes: Sequence[Outcome], clusters: Sequence[Hashable]) -> SignTest:
    """The exact binomial test of as many wins as losses.

    Raises:
        ValueError: the lengths differ.
    """
    net: Counter[Hashable] = Counter()
    for outcome, cluster in zip(outcomes, clusters, strict=True):
        net[cluster] += (outcome == Outcome.WIN) - (outcome == Outcome.LOSS)
    wins, losses = sum(each > 0 for each in net.values()), sum(each < 0 for each in net.values())
    signed = wins + losses
    return SignTest(
        wins=wins,
        losses=losses,
        left_out=len(net) - signed,
        p_value=min(2 * float(special.bdtr(min(wins, losses), signed, 0.5)), 1.0)
        if signed
        else None,
    )


def _with_ones(column: Floats) -> Floats:
    """(items,) -> (items, 2): what `mean_score` divides."""
    return np.column_stack([column, np.ones(len(column))])


def _rate(
    counted: Floats,
    clusters: Sequence[Hashable],
    groups: Sequence[Hashable] | None,
    resampling: Resampling,
) -> Rate:
    """A rate of 0 or 1 has Wilson's interval of as many trials as clusters: draws never differ."""
    found = clustered_estimate(counted, clusters, mean_score, groups=groups, resampling=resampling)
    interval = found.interval
    if found.value in (0.0, 1.0):
        interval = rate_interval(
            round(found.value) * found.clusters, found.clusters, confidence=resampling.confidence
        )
    return Rate(count=round(counted[:, 0].sum()), value=found.value, interval=interval)


def _margin(found: Difference, confidence: float) -> Difference:
    """A margin that no draw changes, such as of ties alone, is not sure for that.

    All clusters agreed, so by Wilson's interval at most a share of others would not. Each of those
    moves the margin by no more than there is between it and the far end of its scale.
    """
    bounds = found.interval
    if found.value is None or (bounds is not None and bounds.high - bounds.low > _NO_WIDTH):
        return found
    others = rate_interval(0, found.clusters, confidence=confidence)
    if others is None:
        return found
    reach = (1 + abs(found.value)) * others.high
    widened = Interval(low=max(found.value - reach, -1.0), high=min(found.value + reach, 1.0))
    return replace(found, interval=widened)
