"""Keywords of an utterance as sets: F1, and how many of those wanted were found.

SpeechVerse's Table 1 says macro F1 and leaves open over what. Keywords are no classes, so it is
taken here as the mean over utterances. Whoever compares keywords normalizes them first.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from evaluation.metrics.votes import Floats

Pair = tuple[AbstractSet[str], AbstractSet[str]]
"""The keywords that are right, and those said."""


def keyword_statistics(pairs: Iterable[Pair]) -> Floats:
    """Counts of each utterance: (items, 4). They add up.

    1, its F1, how many keywords were found, how many were right.
    """
    rows = [[1.0, _f1(*pair), float(len(pair[0] & pair[1])), float(len(pair[0]))] for pair in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 4)


def keyword_f1_scores(sums: Floats) -> Floats:
    """Mean F1 of the utterances, 0 to 1: (many, 4) -> (many,). NaN without any.

    An utterance without keywords has 1 if none was said, else 0.
    """
    return np.where(sums[:, 0] > 0, sums[:, 1] / np.maximum(sums[:, 0], 1), np.nan)


def keyword_recall_scores(sums: Floats) -> Floats:
    """Share of all right keywords that were found, 0 to 1: (many, 4) -> (many,). 1 of none."""
    return np.where(sums[:, 3] > 0, sums[:, 2] / np.maximum(sums[:, 3], 1), 1.0)


def keyword_f1(pairs: Iterable[Pair]) -> float | None:
    """As `keyword_f1_scores`, of all utterances; None if there are none."""
    value = keyword_f1_scores(keyword_statistics(pairs).sum(axis=0, keepdims=True))[0]
    return float(value) if np.isfinite(value) else None


def keyword_recall(pairs: Iterable[Pair]) -> float:
    """As `keyword_recall_scores`, of all utterances together."""
    return float(keyword_recall_scores(keyword_statistics(pairs).sum(axis=0, keepdims=True))[0])


def _f1(right: AbstractSet[str], said: AbstractSet[str]) -> float:
    whole = len(right) + len(said)
    return 2 * len(right & said) / whole if whole else 1.0
