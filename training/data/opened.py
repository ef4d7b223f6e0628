"""What a source of a recipe is once it was found."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from training.data.index import Index, Rows
from training.data.leaving_out import LeftOut
from training.data.shelves import Shelf
from training.orders import Shard
from training.recipes.fields import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What a recipe takes of a source."""

    index: Index
    left_out: LeftOut
    there: frozenset[str]
    """Languages of which it has anything that can be trained on, ISO 639-3."""
    absent: dict[str, str] = field(default_factory=dict)
    """Pairs of languages that it has no table of, and what is missing."""
    sums: Sequence[str] = ()
    """SHA-256 of its shards; empty where one isn't known."""


class Shelves(Protocol):
    """A source's samples, made ready shard by shard. Thread-safe."""

    def get(self, number: int) -> Future[Shelf]:
        """A shard's shelf, which may still be being made; asking begins with it.

        Its exception is a ShardUnreadableError where the shard is damaged or gone.
        """
        ...

    def keep(self, numbers: set[int]) -> None:
        """Lets go of all other shards."""
        ...

    def title(self, number: int) -> str:
        """What people call a shard."""
        ...

    def close(self) -> None: ...


class Opened(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def source(self) -> Source: ...

    @property
    def shards(self) -> tuple[Shard, ...]:
        """Files of a release; none of a collection of clips."""
        ...

    def state(self) -> Any:
        """Another where its files are others; JSON can hold it."""
        ...

    def size(self) -> int:
        """At most so many samples can be taken."""
        ...

    def take(
        self, folder: Path, *, seed: int, room: Mapping[str, int] | None, most: int | None
    ) -> Taken:
        """Draws what is within the caps.

        Args:
            folder: keeps what `shelves` needs.
            seed: of the recipe.
            room: frames by language, where it only tops up another source.
            most: samples in all, where it may only be a share of the mixture.

        Raises:
            DataMissingError: a language that the recipe names is not there.
        """
        ...

    def shelves(self, rows: Rows, *, kept: Path, passing: Path, stay: bool) -> Shelves:
        """Reads these rows of its index.

        Args:
            rows: of this source.
            kept: the folder of `take`.
            passing: a folder for what is unpacked.
            stay: what was unpacked is left there, for another reading of the same rows.
        """
        ...
