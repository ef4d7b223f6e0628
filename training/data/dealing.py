"""Deals a step's clips out to ranks: as few batches as are needed, little padding, like work. Pure.

Clips come sorted, the longest first. They are cut into rounds; in each, every rank gets one batch
of neighbours.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

GOOD = 0.98
"""Share of the padded frames on the busiest rank, times ranks, that is speech: no further round is
tried beyond this."""
MORE_ROUNDS = 3
"""So many more than memory asks for are tried, since smaller batches are alike more easily."""

Lengths = npt.NDArray[np.int64]
"""Frames of each clip, the longest first."""
Span = tuple[int, int]
"""A batch: from where to before where."""
Dealt = tuple[tuple[Span, ...], ...]
"""Batches by rank."""


def deal(lengths: Lengths, ranks: int, frames: int) -> Dealt:
    """Batches of at most `frames` padded frames, or of a single longer clip.

    Each rank gets the same number; those without clips for them are empty spans.
    """
    best, best_share = _in_rounds(lengths, [len(lengths)], ranks), 0.0
    for ends in _roundings(lengths, ranks, frames):
        dealt = _in_rounds(lengths, ends, ranks)
        share = _speech_share(lengths, dealt)
        if share > best_share:
            best, best_share = dealt, share
        if share >= GOOD:
            break
    return best


def _roundings(lengths: Lengths, ranks: int, frames: int) -> Iterator[list[int]]:
    """Where rounds end, with as few rounds as fit, then with more."""
    fewest = len(_filled(lengths, ranks, frames))
    most = max(fewest, min(fewest + MORE_ROUNDS, len(lengths) // ranks))
    for rounds in range(fewest, most + 1):
        yield _moved(lengths, _even(lengths, ranks, frames, rounds), ranks, frames)


def _even(lengths: Lengths, ranks: int, frames: int, rounds: int) -> list[int]:
    """At most so many rounds, of like work: the smallest budget that still needs no more."""
    low, high = 0, frames
    ends = _filled(lengths, ranks, frames)
    while high - low > max(1, frames // 64):
        middle = (low + high) // 2
        tried = _filled(lengths, ranks, middle)
        if len(tried) <= rounds:
            ends, high = tried, middle
        else:
            low = middle
    return ends


def _filled(lengths: Lengths, ranks: int, frames: int) -> list[int]:
    """Rounds filled up one after the other."""
    ends, end = [], 0
    while end < len(lengths):
        end = min(len(lengths), end + _most(int(lengths[end]), frames) * ranks)
        ends.append(end)
    return ends


def _moved(lengths: Lengths, ends: list[int], ranks: int, frames: int) -> list[int]:
    """Each end but the last moved to where padding is least, as where lengths drop."""
    ends = [0, *ends]
    for place in range(1, len(ends) - 1):
        start, end = ends[place - 1], ends[place + 1]
        cuts = np.arange(start + 1, end)
        before = int(lengths[start]) * (cuts - start)
        after = lengths[cuts] * (end - cuts)
        room = np.maximum(1, frames // np.maximum(1, lengths[cuts])) * ranks
        fits = (cuts - start <= _most(int(lengths[start]), frames) * ranks) & (end - cuts <= room)
        for_all = fits & (cuts - start >= ranks) & (end - cuts >= ranks)
        if for_all.any():
            ends[place] = int(cuts[for_all][np.argmin((before + after)[for_all])])
    return ends[1:]


def _most(length: int, frames: int) -> int:
    """Clips of this length that a batch may hold."""
    return max(1, frames // max(1, length))


def _in_rounds(lengths: Lengths, ends: list[int], ranks: int) -> Dealt:
    """In each round the rank that has least to do so far gets the batch of most work."""
    shares: list[list[Span]] = [[] for _ in range(ranks)]
    work = [0] * ranks
    for start, end in zip([0, *ends], ends, strict=False):
        # Where it doesn't come out even, the longest clips' batches get one fewer.
        cuts = [start + (end - start) * lane // ranks for lane in range(ranks + 1)]
        spans = sorted(pairwise(cuts), key=lambda span: -_work(lengths, span))
        for span, rank in zip(spans, sorted(range(ranks), key=work.__getitem__), strict=True):
            shares[rank].append(span)
            work[rank] += _work(lengths, span)
    return tuple(map(tuple, shares))


def _work(lengths: Lengths, span: Span) -> int:
    start, end = span
    return int(lengths[start]) * (end - start) if end > start else 0


def _speech_share(lengths: Lengths, dealt: Dealt) -> float:
    """Of what the ranks together could do while the busiest of them works."""
    busiest = max(sum(_work(lengths, span) for span in of_rank) for of_rank in dealt)
    return int(lengths.sum()) / (busiest * len(dealt)) if busiest else 1.0
