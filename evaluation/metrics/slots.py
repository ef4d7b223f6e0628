"""Slots with their fillers: SLU-F1 after SLURP, and F1 of the labels alone.

SLU-F1 takes a slot of the right label for found, and adds how far its filler is from the right one
to what was said wrongly and what was missed. It does so once in words and once in characters, and
takes both together. SpeechVerse's SD-F1 asks for the labels alone. Both are of all utterances
together (micro). Sources: Bastianelli et al. 2020, section 5; SpeechVerse, Table 7.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from evaluation.metrics.error_rate import count_errors
from evaluation.metrics.votes import Floats


class Slot(NamedTuple):
    label: str
    filler: str


Slots = Sequence[Slot]
Pair = tuple[Slots, Slots]
"""What is right, and what was said."""
Distance = Callable[[str, str], float]


def slot_statistics(pairs: Iterable[Pair]) -> Floats:
    """Counts of each utterance: (items, 6). They add up.

    Found, wrongly said and missed: of slots in words and in characters together, then of labels.
    """
    rows = [
        [
            *np.add(_matched(*pair, word_distance), _matched(*pair, character_distance)),
            *_matched(*pair, _no_distance),
        ]
        for pair in pairs
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 6)


def slu_f1_scores(sums: Floats) -> Floats:
    """SLU-F1, 0 to 1: (many, 6) -> (many,). 1 where nothing was right and nothing said."""
    return _f1(sums[:, :3])


def slot_label_f1_scores(sums: Floats) -> Floats:
    """SD-F1, 0 to 1: (many, 6) -> (many,). 1 where nothing was right and nothing said."""
    return _f1(sums[:, 3:])


def slu_f1(pairs: Iterable[Pair]) -> float:
    """As `slu_f1_scores`, of all utterances together; SLURP's own has 0 where there is no slot."""
    return float(slu_f1_scores(slot_statistics(pairs).sum(axis=0, keepdims=True))[0])


def slot_label_f1(pairs: Iterable[Pair]) -> float:
    """As `slot_label_f1_scores`, of all utterances together."""
    return float(slot_label_f1_scores(slot_statistics(pairs).sum(axis=0, keepdims=True))[0])


def word_distance(right: str, said: str) -> float:
    """Word error rate: 0 is the same; above 1 where much was inserted."""
    return count_errors(right.split(), said.split()).rate


def character_distance(right: str, said: str) -> float:
    """Edits by the longer one's characters: 0 is the same, 1 has nothing in common."""
    return float(Levenshtein.normalized_distance(right, said))


def _no_distance(right: str, said: str) -> float:
    return 0.0


def _matched(right: Slots, said: Slots, distance: Distance) -> tuple[float, float, float]:
    """Found, wrongly said, missed. Each slot said takes the nearest one of its label, in order."""
    left = list(right)
    found = wrong = missed = 0.0
    for slot in said:
        near = [(distance(one.filler, slot.filler), at) for at, one in enumerate(left)
                if one.label == slot.label]  # fmt: skip
        if not near:
            wrong += 1
            continue
        gap, at = min(near)
        del left[at]
        found += 1
        wrong += gap
        missed += gap
    return found, wrong, missed + len(left)


def _f1(sums: Floats) -> Floats:
    """Of found, wrongly said, missed: (many, 3) -> (many,)."""
    found, wrong, missed = sums.T
    whole = 2 * found + wrong + missed
    return np.where(whole > 0, 2 * found / np.where(whole > 0, whole, 1.0), 1.0)
