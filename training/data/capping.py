"""How much of each source is taken. Pure; what is taken is drawn by the seed."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from languages import LANGUAGES
from training.data.index import FRAMES_A_SECOND, Index, drawn
from training.errors import DataMissingError
from training.recipes.fields import Source

FRAMES_AN_HOUR = FRAMES_A_SECOND * 3600


def capped(
    index: Index, source: Source, *, seed: int, room: Mapping[str, int] | None = None
) -> Index:
    """One source's rows within its caps by hours and samples.

    Args:
        index: of one source.
        source: says the caps.
        seed: draws what is taken.
        room: frames by language that it may have, where it only tops up another source.
    """
    rows = index.where(np.argsort(drawn(index.rows["key"], seed), kind="stable"))
    for part, most in source.samples_of.items():
        mine = rows.named("part", part)
        rows = rows.where(~mine | (_counted(rows, mine) <= most))
    if source.samples is not None:
        rows = rows.where(_counted(rows, np.ones(len(rows), dtype=bool)) <= source.samples)
    if source.hours is not None:
        rows = rows.where(_summed(rows) <= source.hours * FRAMES_AN_HOUR)
    if room is not None:
        rows = rows.where(_summed(rows) <= _each(rows, room))
    return rows.where(np.lexsort((rows.rows["row"], rows.rows["shard"])))


def room_left(filled: Index, source: Source) -> Mapping[str, int] | None:
    """Frames by language that a source with a cap by hours still has too little of."""
    if source.hours is None:
        return None
    full = int(source.hours * FRAMES_AN_HOUR)
    have = frames_by_language(filled)
    return {code: max(0, full - have.get(code, 0)) for code in LANGUAGES}


def frames_by_language(index: Index) -> dict[str, int]:
    total = np.bincount(
        index.rows["language"], weights=index.rows["frames"], minlength=len(index.names)
    )
    return {name: int(total[place]) for place, name in enumerate(index.names) if total[place]}


def shared(sizes: Mapping[str, int], sources: Mapping[str, Source]) -> Mapping[str, int]:
    """Samples of each source, none of which is more than its share of the whole.

    From all of them on, those that are too much are cut: that makes the whole smaller, so that
    others may be too much, but never one that was cut fit again. Shares of those that are cut are
    always below 1 together, since what is left beside them is not nothing.

    Raises:
        DataMissingError: every source may only be a share, which leaves nothing for the rest.
    """
    shares = {name: sources[name].share for name in sizes}
    cut: dict[str, float] = {}
    while True:
        rest = sum(size for name, size in sizes.items() if name not in cut)
        whole = rest / (1 - sum(cut.values()))
        if cut and not whole:
            raise DataMissingError(
                min(cut), "it may be only a share of the mixture, and there is nothing beside it."
            )
        too_much = {
            name: share
            for name, share in shares.items()
            if share is not None and name not in cut and sizes[name] > share * whole
        }
        if not too_much:
            return {
                name: int(cut[name] * whole) if name in cut else size
                for name, size in sizes.items()
            }
        cut |= too_much


def some(index: Index, count: int, *, seed: int) -> Index:
    """So many of the rows, drawn; in their order."""
    first = np.argsort(drawn(index.rows["key"], seed), kind="stable")[:count]
    return index.where(np.sort(first))


def _counted(index: Index, mine: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The how-manieth of its language each row is, from 1, among those that are `mine`."""
    return _running(index, mine.astype(np.int64))


def _summed(index: Index) -> npt.NDArray[np.int64]:
    """Frames of its language up to and with each row."""
    return _running(index, index.rows["frames"].astype(np.int64))


def _running(index: Index, amounts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    sums = np.zeros(len(index), dtype=np.int64)
    for language in np.unique(index.rows["language"]):
        mine = index.rows["language"] == language
        sums[mine] = np.cumsum(amounts[mine])
    return sums


def _each(index: Index, amounts: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """The amount of each row's language."""
    by_place = np.array([amounts.get(name, 0) for name in index.names], dtype=np.int64)
    each: npt.NDArray[np.int64] = by_place[index.rows["language"]]
    return each
