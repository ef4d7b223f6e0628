"""What is known of every sample without hearing it: one row of fixed size each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FRAMES_A_SECOND = 100

Rows = npt.NDArray[Any]
"""Structured, of `ROW`."""
Mask = npt.NDArray[np.bool_]

ROW = np.dtype(
    [
        ("source", "u2"),  # of the mixture, by its place in it
        ("part", "u2"),  # source within a release, by its place in `Index.names`
        ("language", "u2"),
        ("target", "u2"),
        ("licence", "u2"),
        ("frames", "u4"),  # of the clip: 10 ms each
        ("answer", "u4"),  # bytes of UTF-8
        ("shard", "u4"),
        ("row", "u4"),  # within the shard
        ("key", "u8"),
        ("cluster", "u8"),
    ]
)
NAMED = ("part", "language", "target", "licence")


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    rows: Rows
    names: tuple[str, ...]
    """Languages, licences and names of sources that rows tell by number."""

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, mask: Mask | npt.NDArray[np.intp]) -> "Index":
        return replace(self, rows=self.rows[mask])

    def named(self, field: str, name: str) -> Mask:
        """Which rows have this name in a field."""
        if name not in self.names:
            return np.zeros(len(self), dtype=bool)
        mask: Mask = self.rows[field] == self.names.index(name)
        return mask

    @property
    def hours(self) -> float:
        return float(self.rows["frames"].sum(dtype=np.int64)) / FRAMES_A_SECOND / 3600

    def save(self, path: Path) -> None:
        """Appears whole or not at all."""
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            np.savez(file, rows=self.rows, names=np.array(self.names, dtype=str))
        new.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Raises OSError, ValueError or KeyError where it can't be read."""
        with np.load(path) as kept:
            return cls(kept["rows"], tuple(kept["names"].tolist()))


def joined(several: Sequence[Index]) -> Index:
    """All rows, with names numbered anew."""
    names = tuple(sorted({name for each in several for name in each.names}))
    parts = [_renamed(each, names) for each in several]
    return Index(np.concatenate(parts) if parts else np.zeros(0, ROW), names)


def _renamed(index: Index, names: Sequence[str]) -> Rows:
    rows = index.rows.copy()
    new = np.array([names.index(name) for name in index.names], dtype="u2")
    if len(rows):
        for field in NAMED:
            rows[field] = new[rows[field]]
    return rows


def hashed(text: str) -> int:
    """64 bits that name a text; the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def drawn(hashes: npt.NDArray[np.uint64], seed: int) -> npt.NDArray[np.uint64]:
    """A number for each hash, as if drawn at random: it decides who comes first.

    It depends on hash and seed alone, so a draw doesn't change with order, shards or formats.
    """
    # SplitMix64's finalizer: every bit of the seed and the hash turns half of the others.
    mixed = hashes ^ np.uint64(hashed(f"draw {seed}"))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
