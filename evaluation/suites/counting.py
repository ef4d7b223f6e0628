"""Counts replies by every way that a suite's metrics need, each once."""

from collections.abc import Mapping, Sequence

import numpy as np

from evaluation.metrics.votes import Floats, Ints
from evaluation.suites.answers import Answer
from evaluation.suites.measures import Count, TextMetric
from evaluation.suites.suite import Pair

Counted = Mapping[Count, Floats]
"""Statistics of all answers, (items, k), by the way of counting."""


def count_answers(metrics: Sequence[TextMetric], answers: Sequence[Answer]) -> Counted:
    """Counts in the language that was asked for, pair by pair.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    ways = dict.fromkeys(metric.count for metric in metrics)
    return {way: _count(way, answers) for way in ways}


def rows_by_pair(answers: Sequence[Answer]) -> dict[Pair, Ints]:
    """Where the answers of each pair stand, pairs in the order met."""
    rows: dict[Pair, list[int]] = {}
    for at, answer in enumerate(answers):
        rows.setdefault(answer.pair, []).append(at)
    return {pair: np.array(each, dtype=np.int64) for pair, each in rows.items()}


def _count(way: Count, answers: Sequence[Answer]) -> Floats:
    found = way([], answers[0].target if answers else "eng")
    counted = np.empty((len(answers), found.shape[1]))
    for pair, rows in rows_by_pair(answers).items():
        texts = [(answers[at].reference, answers[at].text or "") for at in rows]
        counted[rows] = way(texts, pair.target)
    return counted
