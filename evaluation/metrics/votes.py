"""Votes as arrays that the statistics work on."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Vote(NamedTuple):
    """One person's score of one item."""

    rater: Hashable
    item: Hashable
    score: float


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes in columns; raters and items are numbered from 0 in the order they come."""

    rater: Ints
    """(votes,)"""
    item: Ints
    """(votes,)"""
    score: Floats
    """(votes,)"""
    raters: tuple[Hashable, ...]
    items: tuple[Hashable, ...]

    @classmethod
    def of(cls, votes: Sequence[Vote]) -> "Votes":
        """Numbers raters and items; votes may be empty."""
        raters = {rater: at for at, rater in enumerate(dict.fromkeys(vote.rater for vote in votes))}
        items = {item: at for at, item in enumerate(dict.fromkeys(vote.item for vote in votes))}
        return cls(
            rater=np.array([raters[vote.rater] for vote in votes], dtype=np.int64),
            item=np.array([items[vote.item] for vote in votes], dtype=np.int64),
            score=np.array([vote.score for vote in votes], dtype=np.float64),
            raters=tuple(raters),
            items=tuple(items),
        )

    def __len__(self) -> int:
        return len(self.score)

    def counts(self) -> Floats:
        """Votes by rater and item: (raters, items)."""
        table = np.zeros((len(self.raters), len(self.items)))
        np.add.at(table, (self.rater, self.item), 1.0)
        return table
