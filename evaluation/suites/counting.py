"""Counts replies by every way that a suite's metrics need, each once."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.metrics.votes import Floats, Ints
from evaluation.suites.answers import Answer
from evaluation.suites.metric import TextMetric
from evaluation.suites.suite import Pair


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CountedPair:
    """What was counted of the replies of one pair: all that its scores are made of."""

    pair: Pair
    ids: Sequence[Hashable]
    """Of the samples: (items,)."""
    clusters: Sequence[Hashable]
    """What each belongs to: (items,)."""
    counts: Mapping[str, Floats]
    """Statistics, (items, k), by the way of counting, which is called as its first metric."""

    def of(self, metric: TextMetric, metrics: Sequence[TextMetric]) -> Floats:
        """Statistics that a metric is made from, (items, k), among those of a suite."""
        return self.counts[_ways(metrics)[metric.name]]

    def take(self, rows: Sequence[int]) -> "CountedPair":
        """Some of the items, in this order."""
        return CountedPair(
            pair=self.pair,
            ids=[self.ids[at] for at in rows],
            clusters=[self.clusters[at] for at in rows],
            counts={way: numbers[rows] for way, numbers in self.counts.items()},
        )


def count_pairs(metrics: Sequence[TextMetric], answers: Sequence[Answer]) -> list[CountedPair]:
    """Each pair in the order met, its answers in theirs.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    return [
        count_pair(metrics, pair, [answers[at] for at in rows])
        for pair, rows in rows_by_pair(answers).items()
    ]


def count_pair(metrics: Sequence[TextMetric], pair: Pair, answers: Sequence[Answer]) -> CountedPair:
    """Counts answers that are all of one pair, in the language that was asked for.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    texts = [(answer.reference, answer.text or "") for answer in answers]
    counted = {metric.name: metric for metric in metrics}
    return CountedPair(
        pair=pair,
        ids=[answer.id for answer in answers],
        clusters=[answer.cluster for answer in answers],
        counts={
            way: counted[way].count(texts, pair.target)
            for way in dict.fromkeys(_ways(metrics).values())
        },
    )


def rows_by_pair(answers: Sequence[Answer]) -> dict[Pair, Ints]:
    """Where the answers of each pair stand, pairs in the order met."""
    rows: dict[Pair, list[int]] = {}
    for at, answer in enumerate(answers):
        rows.setdefault(answer.pair, []).append(at)
    return {pair: np.array(each, dtype=np.int64) for pair, each in rows.items()}


def _ways(metrics: Sequence[TextMetric]) -> dict[str, str]:
    """By metric, the first one that counts as it does."""
    first: dict[object, str] = {}
    return {metric.name: first.setdefault(metric.count, metric.name) for metric in metrics}
