"""How sure a score is: whole clusters of answers are drawn again, with replacement.

The 23 translations of one question are not independent: a hard question is hard in all of them.
So they are one cluster, drawn or left out together. A score is computed from sums of what was
counted per answer, so that a draw costs a sum and never scores a text anew.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import special

from evaluation.metrics.opinion import Interval
from evaluation.metrics.votes import Floats, Ints

DRAWS = 10_000
MOST_CLUSTERS = 2_000
"""More are first put into as many bags at random, and bags are drawn: as wide, and bounded."""
_NUMBERS_AT_ONCE = 2_000_000

Score = Callable[[Floats], Floats]
"""From sums of statistics, (many, k), to as many scores, (many,); NaN where there is none."""


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
    """Two-sided, of no difference; below 1 - confidence where the interval leaves out 0."""
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
    the Bootstrap", section 5.3).

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
    table = _Table.of(statistics, clusters, groups)
    value = table.scores(np.ones((1, len(table.sums))), score)[0]
    drawn = _draw(table, score, resampling)
    return Estimate(
        value=_known(value),
        interval=_interval(drawn, table.drawn_from, resampling.confidence),
        items=len(statistics),
        clusters=len(table.sums),
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

    table = _Table.of(np.hstack([first, second]), clusters, groups)
    drawn = _draw(table, gap, resampling)
    return Difference(
        value=_known(table.scores(np.ones((1, len(table.sums))), gap)[0]),
        interval=_interval(drawn, table.drawn_from, resampling.confidence),
        p_value=_p_value(drawn, table.drawn_from),
        items=len(first),
        clusters=len(table.sums),
    )


def mean_score(sums: Floats) -> Floats:
    """The first statistic per unit of the second: wins per comparison, errors per word.

    Against a second one of 0 the first stands as it is, as in `ErrorCounts.rate`.
    """
    return np.asarray(sums[:, 0] / np.maximum(sums[:, 1], 1.0))


@dataclass(frozen=True, slots=True)
class _Table:
    """Sums by cluster and group."""

    sums: Floats
    """(clusters, groups, 1 + k): number of answers, then their statistics"""

    @classmethod
    def of(
        cls, statistics: Floats, clusters: Sequence[Hashable], groups: Sequence[Hashable] | None
    ) -> "_Table":
        groups = [None] * len(statistics) if groups is None else groups
        if not len(statistics) == len(clusters) == len(groups):
            raise ValueError(
                f"{len(statistics)} answers have {len(clusters)} clusters and {len(groups)} groups"
            )
        rows, columns = _numbered(clusters), _numbered(groups)
        counted = np.hstack([np.ones((len(statistics), 1)), statistics])
        sums = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1, counted.shape[1]))
        np.add.at(sums, (rows, columns), counted)
        return cls(sums)

    @property
    def drawn_from(self) -> int:
        return min(len(self.sums), MOST_CLUSTERS)

    def bagged(self, rng: np.random.Generator) -> "_Table":
        """Clusters put together at random where they are too many to draw one by one."""
        if len(self.sums) <= MOST_CLUSTERS:
            return self
        bags = np.zeros((MOST_CLUSTERS, *self.sums.shape[1:]))
        np.add.at(bags, rng.permutation(len(self.sums)) % MOST_CLUSTERS, self.sums)
        return _Table(bags)

    def scores(self, weights: Floats, score: Score) -> Floats:
        """The mean of the groups' scores: (draws,). Weights are (draws, clusters)."""
        draws, (clusters, groups, width) = len(weights), self.sums.shape
        # (draws, groups * (1 + k)) -> (draws * groups, 1 + k)
        sums = (weights @ self.sums.reshape(clusters, groups * width)).reshape(-1, width)
        each = np.where(sums[:, 0] > 0, score(sums[:, 1:]), np.nan).reshape(draws, groups)
        known = np.isfinite(each)
        number = known.sum(axis=1)
        total = np.where(known, each, 0.0).sum(axis=1)
        return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _draw(table: _Table, score: Score, resampling: Resampling) -> Floats:
    """Scores of the draws that have one."""
    bags = table.bagged(np.random.default_rng(resampling.seed))
    count = len(bags.sums)
    if count < 2:  # noqa: PLR2004
        return np.empty(0)
    weights = _weights(resampling.seed, resampling.draws, count)
    scores = np.concatenate([bags.scores(some, score) for some in weights])
    known = scores[np.isfinite(scores)]
    return known if 2 * len(known) > len(scores) else np.empty(0)


def _weights(seed: int, draws: int, clusters: int) -> Iterator[Floats]:
    """How often each draw takes each cluster: (some draws, clusters), until all are drawn."""
    at_once = max(_NUMBERS_AT_ONCE // clusters, 1)
    few = draws <= at_once
    for at, begin in enumerate(range(0, draws, at_once)):
        number = min(at_once, draws - begin)
        drawn = (_remembered if few else _taken)(seed, at, number, clusters)
        yield drawn.astype(np.float64)


def _taken(seed: int, at: int, draws: int, clusters: int) -> npt.NDArray[np.uint16]:
    taken = np.random.default_rng([seed, at]).integers(0, clusters, (draws, clusters))
    taken += np.arange(draws)[:, None] * clusters
    counts = np.bincount(taken.ravel(), minlength=draws * clusters)
    return counts.reshape(draws, clusters).astype(np.uint16)


# A bench asks the same 200 questions in 23 languages: the same draws, metric after metric.
_remembered = lru_cache(maxsize=2)(_taken)


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


def _numbered(names: Sequence[Hashable]) -> Ints:
    numbers = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def _known(value: np.float64) -> float | None:
    return float(value) if np.isfinite(value) else None
