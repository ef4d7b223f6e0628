"""Draws clusters with replacement, and scores every draw from sums."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from evaluation.metrics.votes import Floats, Ints

Counts = npt.NDArray[np.uint16]
Score = Callable[[Floats], Floats]
"""From sums of statistics, (many, k), to as many scores, (many,); NaN where there is none."""

MOST_CLUSTERS = 2_000
"""More are first put into as many bags at random, and bags are drawn: as wide, and bounded."""
_NUMBERS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """Sums by cluster and group."""

    sums: Floats
    """(clusters or bags of them, groups, 1 + k): number of answers, then their statistics"""
    clusters: int

    @classmethod
    def of(
        cls,
        statistics: Floats,
        clusters: Sequence[Hashable],
        groups: Sequence[Hashable] | None,
        *,
        seed: int,
    ) -> "Table":
        """Adds up statistics, (items, k); one group if none are given.

        Raises:
            ValueError: the lengths differ.
        """
        groups = [None] * len(statistics) if groups is None else groups
        if not len(statistics) == len(clusters) == len(groups):
            raise ValueError(
                f"{len(statistics)} answers have {len(clusters)} clusters and {len(groups)} groups"
            )
        rows, columns = _numbered(clusters), _numbered(groups)
        count = int(rows.max(initial=-1)) + 1
        if count > MOST_CLUSTERS:
            rows = (np.random.default_rng(seed).permutation(count) % MOST_CLUSTERS)[rows]
        counted = np.hstack([np.ones((len(statistics), 1)), statistics])
        shape = (min(count, MOST_CLUSTERS), columns.max(initial=-1) + 1, counted.shape[1])
        sums = np.zeros(shape)
        np.add.at(sums, (rows, columns), counted)
        return cls(sums, count)

    def scores(self, score: Score, weights: Counts | None = None) -> Floats:
        """The mean of the groups' scores: (draws,). Weights are (draws, clusters); one 1 each."""
        count, groups, width = self.sums.shape
        times = np.ones((1, count)) if weights is None else weights.astype(np.float64)
        # (draws, groups * (1 + k)) -> (draws * groups, 1 + k)
        sums = (times @ self.sums.reshape(count, groups * width)).reshape(-1, width)
        each = np.where(sums[:, 0] > 0, score(sums[:, 1:]), np.nan).reshape(len(times), groups)
        known = np.isfinite(each)
        number = known.sum(axis=1)
        total = np.where(known, each, 0.0).sum(axis=1)
        return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def draw_scores(table: Table, score: Score, *, draws: int, seed: int) -> Floats:
    """Scores of the draws that have one; none below two clusters, or where most draws have none."""
    count = len(table.sums)
    if count < 2:  # noqa: PLR2004
        return np.empty(0)
    at_once = max(_NUMBERS_AT_ONCE // table.sums[0].size, 1)
    scores = np.concatenate(
        [
            table.scores(score, weights[begin : begin + at_once])
            for weights in _weights(seed, draws, count)
            for begin in range(0, len(weights), at_once)
        ]
    )
    known = scores[np.isfinite(scores)]
    return known if 2 * len(known) > len(scores) else np.empty(0)


def _weights(seed: int, draws: int, clusters: int) -> Iterator[Counts]:
    """How often each draw takes each cluster: (some draws, clusters), until all are drawn."""
    at_once = max(_NUMBERS_AT_ONCE // clusters, 1)
    for at, begin in enumerate(range(0, draws, at_once)):
        yield _take(seed, at, min(at_once, draws - begin), clusters)


# The same draws, metric after metric; a bench asks the same questions in 23 languages, too. As many
# as 10,000 draws of the most clusters take: 40 MB.
@lru_cache(maxsize=10)
def _take(seed: int, at: int, draws: int, clusters: int) -> Counts:
    taken = np.random.default_rng([seed, at]).integers(0, clusters, (draws, clusters))
    taken += np.arange(draws)[:, None] * clusters
    counts = np.bincount(taken.ravel(), minlength=draws * clusters)
    return counts.reshape(draws, clusters).astype(np.uint16)


def _numbered(names: Sequence[Hashable]) -> Ints:
    numbers = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)
