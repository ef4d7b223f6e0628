"""A release of ours, opened."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from training.data.asking import asked_pairs
from training.data.capping import capped, some
from training.data.index import FRAMES_A_SECOND, Index, Mask, Rows
from training.data.keeping import Findings, fingerprint, remember
from training.data.leaving_out import LeftOut, Reason
from training.data.opened import Taken
from training.data.parts import check_parts
from training.data.places import Files, find_shards, title_of
from training.data.release_index import index_shards
from training.data.shard_shelves import ReleaseOrigin, ShardShelves
from training.orders import Place, Shard
from training.recipes.fields import Data, Source


class ReleaseSource:
    """Raises DataMissingError or ShardUnreadableError where its files are not what they should be.

    Args:
        name: of the source.
        source: what the recipe says of it.
        place: where its shards lie.
        data: the recipe's.
        cache: folder that keeps its index.
    """

    def __init__(self, name: str, source: Source, place: Place, data: Data, cache: Path) -> None:
        self.name, self.source = name, source
        self._files, self._data, self._cache = Files(place), data, cache

    @cached_property
    def shards(self) -> tuple[Shard, ...]:
        return find_shards(self.name, self._files)

    @cached_property
    def _kept(self) -> Findings:
        """All rows of the split, whatever is asked for."""
        return remember(self._cache / f"release-{fingerprint(*self._facts())}", self._tell)

    @cached_property
    def _found(self) -> tuple[Index, LeftOut]:
        """Rows that are asked for, uncapped."""
        return _asked(self._kept, self.source, self._data)

    def state(self) -> Any:
        """Sums where they are known; else sizes and times."""
        return [
            (shard.path, title_of(shard), shard.sha256 or self._files.state(shard.path))
            for shard in self.shards
        ]

    def size(self) -> int:
        return len(self._found[0])

    def take(
        self, folder: Path, *, seed: int, room: Mapping[str, int] | None, most: int | None
    ) -> Taken:
        check_parts(self.name, self.source, self._kept.index)
        index, left_out = self._found
        within = capped(index, self.source, seed=seed, room=room)
        # Where only a few are drawn, a language of which none is isn't missing.
        there = frozenset(np.array(index.names)[np.unique(within.rows["language"])].tolist())
        if most is not None:
            within = some(within, most, seed=seed)
        return Taken(index=within, left_out=left_out, there=there, sums=self._kept.facts["sums"])

    def shelves(self, rows: Rows, *, kept: Path, passing: Path, stay: bool) -> ShardShelves:
        origin = ReleaseOrigin(
            name=self.name, task=self.source.task, files=self._files, shards=self.shards
        )
        return ShardShelves(origin, rows, passing, stay=stay)

    def _facts(self) -> tuple[Any, ...]:
        return self._files.place.path, self.source.task, self.source.split, self.state()

    def _tell(self) -> Findings:
        found = index_shards(self.name, self.source, self._files, self.shards)
        facts = {"left_out": found.left_out.as_json(), "sums": found.sums}
        return Findings(index=found.index, facts=facts)


def _asked(of_all: Findings, source: Source, data: Data) -> tuple[Index, LeftOut]:
    left_out = LeftOut.from_json(of_all.facts["left_out"])
    index = of_all.index.where(_of_pairs(of_all.index, source, data))
    seconds = index.rows["frames"] / FRAMES_A_SECOND
    _, first = np.unique(index.rows["key"], return_index=True)
    repeated = np.ones(len(index), dtype=bool)
    repeated[first] = False
    masks = {
        Reason.REPEATED: repeated,
        Reason.TOO_SHORT: ~repeated & (seconds < data.shortest_s),
        Reason.TOO_LONG: ~repeated & (seconds > data.longest_s),
    }
    for reason, mask in masks.items():
        left_out.add(reason, int(mask.sum()))
    return index.where(~np.logical_or.reduce(list(masks.values()))), left_out


def _of_pairs(index: Index, source: Source, data: Data) -> Mask:
    mask = np.zeros(len(index), dtype=bool)
    for pair in asked_pairs(data, source):
        mask |= index.named("language", pair.language) & index.named("target", pair.target)
    return mask
