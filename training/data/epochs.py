"""One pass over a mixture: its steps, and the examples of each as a rank trains on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from training.data.index import Rows, hashed
from training.data.leaving_out import Skipped
from training.data.planning import (
    Batches,
    Places,
    Sizes,
    epoch_order,
    padded_frames,
    share_out,
    window_length,
    window_steps,
)
from training.data.streaming import stream
from training.examples import Example
from training.recipes.fields import Schedule

if TYPE_CHECKING:
    from training.data.mixture import Mixture

_STEPS_LOOKED_AT = 1_000
"""They are drawn from all lengths, so that more of them tell nothing new, only later."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepOfRank:
    """What a rank trains on before the optimizer moves."""

    step: int
    """Of the epoch, from 0."""
    batches: tuple[tuple[Example, ...], ...]
    """As many as on every other rank; one may be empty."""
    skipped: tuple[Skipped, ...]
    """What was planned but can't be trained on."""


@dataclass(frozen=True, kw_only=True, eq=False)
class EpochPlan:
    """What its steps hold.

    That depends on mixture, epoch, batch size and seed alone: it is the same for any number of
    ranks, and for any `batch_frames`.
    """

    mixture: "Mixture"
    epoch: int
    """From 0."""
    schedule: Schedule
    ranks: int

    @property
    def steps(self) -> int:
        return -(-self.mixture.samples // self.schedule.batch_size)

    @cached_property
    def useful_share(self) -> float:
        """How much of all padded frames is speech, 0 to 1; of a long epoch by its first steps."""
        speech = padded = 0
        for step in range(min(self.steps, _STEPS_LOOKED_AT)):
            speech += int(self._sizes.frames[self.places(step)].sum(dtype=np.int64))
            padded += sum(padded_frames(each, self._sizes) for each in self.batches(step))
        return speech / padded if padded else 1.0

    def places(self, step: int) -> Places:
        """Positions in the mixture's index of the samples of a step."""
        window, within = divmod(step, self._steps_a_window)
        return self._windows(window)[within]

    def batches(self, step: int) -> tuple[Batches, ...]:
        """The same by rank, cut into batches."""
        return share_out(
            self.places(step),
            self._sizes,
            ranks=self.ranks,
            frames=self.schedule.batch_frames,
        )

    def stream(self, rank: int, start: int = 0) -> Iterator[StepOfRank]:
        """Reads ahead and decodes in threads; close it if it is not read to its end.

        Args:
            rank: which of the processes, from 0.
            start: the first step wanted; nothing of those before it is read.
        """
        for step, batches, skipped in stream(self, rank, start):
            yield StepOfRank(step=step, batches=batches, skipped=skipped)

    def window_of(self, step: int) -> int:
        return step // self._steps_a_window

    def window_places(self, window: int) -> Places:
        """Positions of all samples that are shuffled together; none behind the last window."""
        length = window_length(self.schedule.batch_size)
        return self._order[window * length : (window + 1) * length]

    @property
    def _steps_a_window(self) -> int:
        return window_length(self.schedule.batch_size) // self.schedule.batch_size

    @property
    def _rows(self) -> Rows:
        return self.mixture.index.rows

    @cached_property
    def _sizes(self) -> Sizes:
        rows = self._rows
        return Sizes(
            frames=rows["frames"].copy(), answer=rows["answer"].copy(), task=rows["source"]
        )

    @cached_property
    def _order(self) -> Places:
        loose = np.array([not one.shards for one in self.mixture.opened], dtype=bool)
        source, shard = self._rows["source"], self._rows["shard"]
        block = np.where(loose[source], np.arange(len(source)), shard) if len(source) else shard
        return epoch_order(source, block, self._random("order"))

    @cached_property
    def _windows(self) -> Callable[[int], list[Places]]:
        return lru_cache(maxsize=2)(self._plan_window)

    def _plan_window(self, window: int) -> list[Places]:
        places = self.window_places(window)
        rng = self._random(f"window {window}")
        return window_steps(places, self._sizes, self.schedule.batch_size, rng)

    def _random(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng([self.mixture.seed, self.epoch, hashed(purpose)])
