"""Finds texts that say nearly the same as a held-out one, so that none is trained on.

Texts are compared by their sets of character shingles, which works for scripts without spaces,
too. MinHash and locality-sensitive hashing propose pairs; each is then measured exactly.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH

SHINGLE = 5
"""Characters in a shingle; a shorter text is one shingle."""

PERMUTATIONS = 128
MOST_MISSED = 1e-4
"""Share of the pairs exactly at the threshold that the hashing may fail to propose."""

DEFAULT_SEED = 20_250_917

_FACTORS = np.array([0x9E3779B97F4A7C15], dtype=np.uint64) ** np.arange(
    1, SHINGLE + 1, dtype=np.uint64
)
_REMEMBERED = 4_096  # shingle sets of held-out texts that were proposed lately


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two texts and the Jaccard similarity of their shingles, above 0 and at most 1."""

    held_out_id: str
    other_id: str
    similarity: float


def find_near_duplicates(
    held_out: Iterable[tuple[str, str]],
    others: Iterable[tuple[str, str]],
    *,
    threshold: float = 0.8,
    seed: int = DEFAULT_SEED,
) -> Iterator[NearDuplicate]:
    """Yields every pair found at or above the threshold, in the order of `others`.

    Only the held-out texts are kept in memory; `others` is read once, as a stream. Of the pairs
    exactly at the threshold at most one in 10,000 is missed, of those above it fewer, and what
    is yielded is exact. Texts that are empty once normalized are like no other.

    Args:
        held_out: Id and text; ids must be different from each other.
        others: Id and text of what is looked at.
        threshold: Least similarity, above 0 and at most 1.
        seed: Of the permutations. The same seed finds the same pairs.

    Raises:
        ValueError: the threshold is out of its range, or two held-out texts have the same id.
    """
    texts = HeldOutTexts(held_out, threshold=threshold, seed=seed)
    for other, text in others:
        for one, similarity in texts.like(text):
            yield NearDuplicate(one, other, similarity)


class HeldOutTexts:
    """Texts of which nearly the same ones are looked for, one after the other."""

    def __init__(
        self,
        texts: Iterable[tuple[str, str]],
        *,
        threshold: float = 0.8,
        seed: int = DEFAULT_SEED,
    ) -> None:
        """Keeps all of the texts; arguments and errors are those of `find_near_duplicates`."""
        if not 0 < threshold <= 1:
            raise ValueError(f"the threshold is {threshold}; it must be above 0 and at most 1")
        self._threshold = threshold
        self._empty = MinHash(num_perm=PERMUTATIONS, seed=seed, hashfunc=int)
        self._index = MinHashLSH(num_perm=PERMUTATIONS, params=_bands(threshold))
        self._texts: dict[str, str] = {}
        for one, text in texts:
            self._add(one, normalize(text))
        self._shingles = lru_cache(maxsize=_REMEMBERED)(self._shingles_of)

    def like(self, text: str) -> Iterator[tuple[str, float]]:
        """Yields ids of texts that are at least as similar as the threshold, and how similar."""
        plain = normalize(text)
        candidates = self._index.query(_signature(plain, self._empty)) if plain else []
        if not candidates:
            return
        found = shingles(plain)
        for one in sorted(candidates):
            similarity = jaccard(self._shingles(one), found)
            if similarity >= self._threshold:
                yield one, similarity

    def is_same(self, one: str, text: str) -> bool:
        """Whether a text is the one of this id, but for width, case, composition and spaces."""
        return self._texts[one] == normalize(text)

    def _add(self, one: str, plain: str) -> None:
        if one in self._texts:
            raise ValueError(f"two held-out texts have the id {one!r}")
        self._texts[one] = plain
        if plain:
            self._index.insert(one, _signature(plain, self._empty))

    def _shingles_of(self, one: str) -> frozenset[str]:
        return shingles(self._texts[one])


def normalize(text: str) -> str:
    """Returns the text without differences of width, case, composition and white space."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def shingles(normalized: str) -> frozenset[str]:
    """Returns every run of `SHINGLE` characters; the whole text if it is shorter."""
    last = max(len(normalized) - SHINGLE, 0)
    return frozenset(normalized[at : at + SHINGLE] for at in range(last + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of shingles that both have; 0 if neither has any."""
    common = len(one & other)
    union = len(one) + len(other) - common
    return common / union if union else 0.0


def _signature(normalized: str, empty: MinHash) -> MinHash:
    signature = empty.copy()
    signature.update_batch(_shingle_hashes(normalized).tolist())
    return signature


def _shingle_hashes(normalized: str) -> npt.NDArray[np.uint32]:
    """Hashes each shingle to 32 bits: (shingles,). Unlike `hash()`, the same in every process."""
    points = np.frombuffer(normalized.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if len(points) < SHINGLE:
        points = np.pad(points, (0, SHINGLE - len(points)))
    windows = np.lib.stride_tricks.sliding_window_view(points, SHINGLE)
    mixed = (windows * _FACTORS).sum(axis=1, dtype=np.uint64)
    hashes: npt.NDArray[np.uint32] = np.unique((mixed >> np.uint64(32)).astype(np.uint32))
    return hashes


def _bands(threshold: float) -> tuple[int, int]:
    """Returns bands and rows a band: the longest rows that still miss few enough at the threshold.

    Longer rows propose fewer pairs in vain. datasketch's own choice weighs both kinds of
    mistakes alike and would miss most pairs at a threshold of 0.8.
    """
    for rows in range(PERMUTATIONS, 1, -1):
        bands = PERMUTATIONS // rows
        if bands > 1 and (1 - threshold**rows) ** bands <= MOST_MISSED:
            return bands, rows
    return PERMUTATIONS, 1
