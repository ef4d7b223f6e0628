"""One pass over a mixture: its steps, and the examples of each as a rank trains on them."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from training.data.index import Rows, hashed
from training.data.leaving_out import Missed
from training.data.planning import (
    Batches,
    Positions,
    Sizes,
    epoch_order,
    padded_frames,
    share_out,
    window_length,
    window_steps,
)
from training.data.streaming import stream
from training.data.weighing import weighed
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
    skipped: tuple[Missed, ...]
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
    weights: tuple[float, ...]
    """How often each source's samples are taken, by the source's number."""

    @property
    def steps(self) -> int:
        return -(-len(self._taken) // self.schedule.batch_size)

    @cached_property
    def useful_share(self) -> float:
        """How much of all padded frames is speech, 0 to 1; of a long epoch by its first steps."""
        speech = padded = 0
        for step in range(min(self.steps, _STEPS_LOOKED_AT)):
            speech += int(self._sizes.frames[self.positions(step)].sum(dtype=np.int64))
            padded += sum(padded_frames(each, self._sizes) for each in self.batches(step))
        return speech / padded if padded else 1.0

    def positions(self, step: int) -> Positions:
        """Positions in the mixture's index of the samples of a step."""
        window, within = divmod(step, self._steps_a_window)
        return self._windows(window)[within]

    def batches(self, step: int) -> tuple[Batches, ...]:
        """The same by rank, cut into batches."""
        return share_out(
            self.positions(step),
            self._sizes,
            ranks=self.ranks,
            frames=self.schedule.batch_frames,
        )

    def stream(self, rank: int, start: int = 0) -> Generator[StepOfRank]:
        """Reads ahead and decodes in threads; close it if it is not read to its end.

        Args:
            rank: which of the processes, from 0.
            start: the first step wanted; nothing of those before it is read.
        """
        for step, batches, skipped in stream(self, rank, start):
            yield StepOfRank(step=step, batches=batches, skipped=skipped)

    def window_of(self, step: int) -> int:
        return step // self._steps_a_window

    def window_positions(self, window: int) -> Positions:
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
    def _taken(self) -> Positions:
        turns = np.random.default_rng([self.mixture.seed, hashed("weights")])
        return weighed(self._rows["source"], self.weights, epoch=self.epoch, rng=turns)

    @cached_property
    def _order(self) -> Positions:
        loose = np.array([not one.shards for one in self.mixture.opened], dtype=bool)
        rows = self._rows[self._taken]
        source, shard = rows["source"], rows["shard"]
        block = np.where(loose[source], np.arange(len(source)), shard) if len(source) else shard
        return self._taken[epoch_order(source, block, self._random("order"))]

    @cached_property
    def _windows(self) -> Callable[[int], list[Positions]]:
        return lru_cache(maxsize=2)(self._plan_window)

    def _plan_window(self, window: int) -> list[Positions]:
        positions = self.window_positions(window)
        rng = self._random(f"window {window}")
        return window_steps(positions, self._sizes, self.schedule.batch_size, rng)

    def _random(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng([self.mixture.seed, self.epoch, hashed(purpose)])
