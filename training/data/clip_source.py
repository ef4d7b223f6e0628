"""A collection of single clips, opened: all but a release."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from engines.protocols import Task
from evaluation.suites.loading import get_suite
from training.data.index import ROW, Index, Rows, hashed
from training.data.listing import Listing, licence_of, list_clips, tables_of
from training.data.measuring import Caps, Measured, key_of, measure
from training.data.opened import Taken
from training.data.shelves import Shelf, Stood, batches_of, write_shelf
from training.orders import Place, Shard
from training.recipes.fields import Data, Source


class ClipSource:
    """Raises DataMissingError where a language that the recipe names is not there."""

    shards: tuple[Shard, ...] = ()

    def __init__(self, name: str, source: Source, place: Place, data: Data) -> None:
        self.name, self.source = name, source
        self._place, self._data = place, data

    @cached_property
    def _listing(self) -> Listing:
        return list_clips(self.name, self.source, self._place, self._data)

    def state(self) -> Any:
        suite = self.source.suite
        return [tables_of(self._place), get_suite(suite).fingerprint if suite else ""]

    def size(self) -> int:
        return len(self._listing.samples)

    def take(
        self, folder: Path, *, seed: int, room: Mapping[str, int] | None, most: int | None
    ) -> Taken:
        listing = self._listing
        caps = Caps(source=self.source, room=room, most=most)
        clips = measure(
            listing.samples, data=self._data, caps=caps, seed=seed, left_out=listing.left_out
        )
        write_shelf(self._path(folder), batches_of(self._stood(clips)))
        return Taken(
            index=_index(clips, licence_of(self.source, self._place)),
            left_out=listing.left_out,
            # Where only a few are drawn, a language of which none is isn't missing.
            there=frozenset(
                sample.language
                for sample in (
                    listing.samples if most is not None else [clip.sample for clip in clips]
                )
            ),
            absent=listing.absent,
        )

    def shelves(self, rows: Rows, *, kept: Path, passing: Path, stay: bool) -> "ClipShelves":
        return ClipShelves(self.name, Shelf(self._path(kept)))

    def _stood(self, clips: Sequence[Measured]) -> Iterator[Stood]:
        transcribes = self.source.task is Task.TRANSCRIBE
        for row, clip in enumerate(clips):
            sample = clip.sample
            said = sample.transcript or (sample.reference if transcribes else "")
            path, given = str(sample.audio.absolute()), json.dumps(dict(sample.given))
            yield row, key_of(sample), sample.reference, said, None, path, given

    def _path(self, folder: Path) -> Path:
        return folder / f"{self.name}.arrow"


class ClipShelves:
    """One shelf that names the files of all clips."""

    def __init__(self, name: str, shelf: Shelf) -> None:
        self._name = name
        self._shelf: Future[Shelf] = Future()
        self._shelf.set_result(shelf)

    def get(self, number: int) -> Future[Shelf]:
        return self._shelf

    def keep(self, numbers: set[int]) -> None:
        """It takes no room."""

    def title(self, number: int) -> str:
        return self._name

    def close(self) -> None:
        """Nothing passes."""


def _index(clips: Sequence[Measured], licence: str) -> Index:
    samples = [clip.sample for clip in clips]
    fields = {
        "language": [sample.language for sample in samples],
        "target": [sample.target for sample in samples],
        "licence": [licence] * len(samples),
        "part": [""] * len(samples),
    }
    names = tuple(sorted({name for column in fields.values() for name in column}))
    number = {name: place for place, name in enumerate(names)}
    rows = np.zeros(len(samples), ROW)
    for field, column in fields.items():
        rows[field] = [number[name] for name in column]
    rows["frames"] = [clip.frames for clip in clips]
    rows["answer"] = [len(sample.reference.encode()) for sample in samples]
    rows["row"] = np.arange(len(samples))
    rows["key"] = [hashed(key_of(sample)) for sample in samples]
    rows["cluster"] = [hashed(sample.cluster) for sample in samples]
    return Index(rows, names)
