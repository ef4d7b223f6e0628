"""What a recipe trains on, found and drawn: the way in."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.suites.suite import Pair
from training.data.asking import asked_sources
from training.data.clip_source import ClipSource
from training.data.clips import Origin
from training.data.epochs import EpochPlan
from training.data.index import FRAMES_A_SECOND, Index
from training.data.keeping import fingerprint, remember
from training.data.mixing import mix
from training.data.opened import Opened
from training.data.places import title_of
from training.data.release_source import ReleaseSource
from training.data.streaming import UNPACKED
from training.errors import DataMissingError
from training.orders import Place
from training.recipes.fields import Data, Layout, Schedule, Source


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Mixture:
    """Samples of several sources, not heard yet; every process that opens it has the same."""

    data: Data
    seed: int
    index: Index
    opened: tuple[Opened, ...]
    """The sources, by the number that rows give them."""
    facts: Mapping[str, Any]
    """What was left out or missing, by source."""
    folder: Path
    """Keeps what was found out; unpacked shards lie there for a while."""
    is_read_again: bool = False
    """As what is held out: what is unpacked of it stays until `empty_unpacked`."""

    @property
    def samples(self) -> int:
        return len(self.index)

    @property
    def hours(self) -> float:
        return self.index.hours

    def plan(
        self, epoch: int, schedule: Schedule, ranks: int, *, weighed: bool = True
    ) -> EpochPlan:
        """The steps of an epoch, from 0, for so many processes.

        Samples come as often as their source's weight says; each once where nothing is `weighed`.
        """
        return EpochPlan(
            mixture=self,
            epoch=epoch,
            schedule=schedule,
            ranks=ranks,
            weights=tuple(one.source.weight if weighed else 1.0 for one in self.opened),
        )

    def only(self, rows: npt.NDArray[np.bool_]) -> "Mixture":
        return replace(self, index=self.index.where(rows))

    def origin(self, position: int) -> Origin:
        """Where a sample comes from."""
        row = self.index.rows[position]
        one = self.opened[row["source"]]
        return Origin(
            name=one.name,
            source=one.source,
            language=self.index.names[row["language"]],
            target=self.index.names[row["target"]],
        )

    def manifest(self) -> dict[str, Any]:
        """Tells what is trained on, as JSON: goes with every checkpoint."""
        return {
            "seed": self.seed,
            "samples": self.samples,
            "hours": round(self.hours, 3),
            "licences": _counts(self.index, "licence"),
            "sources": {
                one.name: self._describe(number, one) for number, one in enumerate(self.opened)
            },
        }

    def _describe(self, number: int, one: Opened) -> dict[str, Any]:
        mine = self.index.where(self.index.rows["source"] == number)
        keys = np.sort(mine.rows["key"]).astype("<u8").tobytes()
        return {
            "layout": one.source.layout.value,
            "task": one.source.task.value,
            "split": one.source.split,
            "samples": len(mine),
            "hours": round(mine.hours, 3),
            "languages": _pairs(mine),
            "parts": _counts(mine, "part"),
            "licences": _counts(mine, "licence"),
            "drawn_sha256": hashlib.sha256(keys).hexdigest(),
            "left_out": self.facts[one.name]["left_out"],
            "absent": self.facts[one.name]["absent"],
            "shards": [
                {"name": title_of(shard), "sha256": found}
                for shard, found in zip(one.shards, self.facts[one.name]["sums"], strict=True)
            ],
        }


def open_mixture(data: Data, places: Mapping[str, Place], *, cache: Path, seed: int) -> Mixture:
    """Finds all samples of a recipe and draws those within its caps. No audio is decoded.

    Args:
        data: the recipe's.
        places: where its sources lie, by their names.
        cache: folder that keeps what is found out; the same one makes the next opening quick.
        seed: of the recipe; decides what is drawn beyond caps.

    Raises:
        DataMissingError: a source has no place, or nothing of a language that the recipe names, or
            nothing is left to train on.
        ShardUnreadableError: a shard of a release is damaged.
    """
    sources = asked_sources(data)
    if missing := [name for name in sources if name not in places]:
        raise DataMissingError(
            missing[0], "nobody said where it lies. Name its folder, or take it out of the recipe."
        )
    opened = {
        name: _open(name, source, places[name], data, cache) for name, source in sources.items()
    }
    states = {name: [places[name].model_dump(), one.state()] for name, one in opened.items()}
    folder = cache / f"mixture-{fingerprint(data.model_dump(mode='json'), seed, states)}"
    found = remember(folder, lambda: mix(opened, data, folder=folder, seed=seed))
    if not len(found.index):
        raise DataMissingError(
            ", ".join(data.sources), "nothing is left to train on. Raise caps or choose languages."
        )
    return Mixture(
        data=data,
        seed=seed,
        index=found.index,
        opened=tuple(opened.values()),
        facts=found.facts,
        folder=folder,
    )


def empty_unpacked(cache: Path) -> None:
    """Removes what was unpacked of mixtures before: a training that was killed left it there."""
    for folder in cache.glob(f"mixture-*/{UNPACKED}"):
        shutil.rmtree(folder, ignore_errors=True)


def _open(name: str, source: Source, place: Place, data: Data, cache: Path) -> Opened:
    if source.layout is Layout.RELEASE:
        return ReleaseSource(name, source, place, data, cache)
    return ClipSource(name, source, place, data)


def _counts(index: Index, field: str) -> dict[str, int]:
    found = Counter(index.rows[field].tolist())
    return {index.names[place]: count for place, count in sorted(found.items())}


def _pairs(index: Index) -> dict[str, Any]:
    """Samples and hours by pair of languages."""
    places = index.rows["language"].astype(np.int64) * len(index.names) + index.rows["target"]
    found: dict[str, Any] = {}
    for place in np.unique(places):
        mine = index.rows["frames"][places == place]
        language, target = (index.names[each] for each in divmod(int(place), len(index.names)))
        hours = float(mine.sum(dtype=np.int64)) / FRAMES_A_SECOND / 3600
        found[Pair(language, target).key] = {"samples": len(mine), "hours": round(hours, 3)}
    return found
