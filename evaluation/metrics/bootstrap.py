"""How sure a score is: whole clusters of answers are drawn again, with replacement.

The 23 translations of one question are not independent: a hard question is hard in all of them.
So they are one cluster, drawn or left out together. A score is computed from sums of what was
counted per answer, so that a draw costs a sum and never scores a text anew.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from evaluation.metrics.opinion import Interval
from evaluation.metrics.resampling import Score, Table, draw_scores
from evaluation.metrics.votes import Floats

DRAWS = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Resampling:
    """How intervals are found; the same seed gives the same draws."""

    draws: int = DRAWS
    seed: int = 0
    confidence: float = 0.95


RESAMPLING = Resampling()


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A score of many answers."""

    value: float | None
    """None without answers, or where the score isn't defined."""
    interval: Interval | None
    """None below two clusters, or where most draws have no score."""
    items: int
    clusters: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """The first system's score less the second's, on the same answers asked for."""

    value: float | None
    interval: Interval | None
    p_value: float | None
    """Two-sided, of no difference; below 1 - confidence about where the interval leaves out 0."""
    items: int
    clusters: int


def clustered_estimate(
    statistics: Floats,
    clusters: Sequence[Hashable],
    score: Score,
    *,
    groups: Sequence[Hashable] | None = None,
    resampling: Resampling = RESAMPLING,
) -> Estimate:
    """A score with its interval.

    The interval is the percentile one, widened for few clusters: its tails are those that make
    the interval of a mean as wide as Student's (Hesterberg 2015, "What Teachers Should Know About
    the Bootstrap": expanded percentiles).

    Args:
        statistics: What was counted of each answer: (items, k).
        clusters: The question each answer belongs to: (items,).
        score: From their sums.
        groups: The language of each answer, (items,): the result is the mean of the groups'
            scores, each weighing the same. A group that a draw leaves out is left out of its mean.
        resampling: How often and how to draw.

    Raises:
        ValueError: the lengths differ.
    """
    table = Table.of(statistics, clusters, groups, seed=resampling.seed)
    drawn = draw_scores(table, score, draws=resampling.draws, seed=resampling.seed)
    return Estimate(
        value=_known(table.scores(score)[0]),
        interval=_interval(drawn, len(table.sums), resampling.confidence),
        items=len(statistics),
        clusters=table.clusters,
    )


def clustered_difference(  # noqa: PLR0913 - two systems, what they answered, and how to count
    first: Floats,
    second: Floats,
    clusters: Sequence[Hashable],
    score: Score,
    *,
    groups: Sequence[Hashable] | None = None,
    resampling: Resampling = RESAMPLING,
) -> Difference:
    """The difference of two systems that were asked the same, by the same draws for both.

    Args:
        first: What was counted of each answer of the first system: (items, k).
        second: The same of the second, in the same order: (items, k).
        clusters: As in `clustered_estimate`, like what follows.
        score: From sums of one system's statistics.
        groups: The language of each answer.
        resampling: How often and how to draw.

    Raises:
        ValueError: the lengths differ.
    """
    if first.shape != second.shape:
        raise ValueError(f"two systems have statistics of {first.shape} and {second.shape}")
    width = first.shape[1]

    def gap(sums: Floats) -> Floats:
        return score(sums[:, :width]) - score(sums[:, width:])

    both = np.hstack([first, second])
    table = Table.of(both, clusters, groups, seed=resampling.seed)
    drawn = draw_scores(table, gap, draws=resampling.draws, seed=resampling.seed)
    return Difference(
        value=_known(table.scores(gap)[0]),
        interval=_interval(drawn, len(table.sums), resampling.confidence),
        p_value=_p_value(drawn, len(table.sums)),
        items=len(first),
        clusters=table.clusters,
    )


def mean_score(sums: Floats) -> Floats:
    """The first statistic per unit of the second: wins per comparison, errors per word.

    Against a second one of 0 the first stands as it is, as in `ErrorCounts.rate`.
    """
    return np.asarray(sums[:, 0] / np.maximum(sums[:, 1], 1.0))


def _interval(drawn: Floats, clusters: int, confidence: float) -> Interval | None:
    if not len(drawn):
        return None
    student = float(special.stdtrit(clusters - 1, 0.5 + confidence / 2))
    tail = float(special.ndtr(-student * _widening(clusters)))
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Interval(low=float(low), high=float(high))


def _p_value(drawn: Floats, clusters: int) -> float | None:
    """Twice the share of draws beyond 0, after the same widening; a draw of 0 is on both sides."""
    if not len(drawn):
        return None
    beyond = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    share = min((beyond + 1) / (len(drawn) + 1), 0.5)
    student = float(special.ndtri(share)) / _widening(clusters)
    return 2 * float(special.stdtr(clusters - 1, student))


def _widening(clusters: int) -> float:
    return float(np.sqrt(clusters / (clusters - 1)))


def _known(value: np.float64) -> float | None:
    return float(value) if np.isfinite(value) else None
