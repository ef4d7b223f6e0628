"""Reads a rank's samples ahead of the training, in threads, and makes examples of them."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import numpy as np

from engines.hearing.clips import Limits
from training.data.clips import make_example
from training.data.index import FRAMES_A_SECOND
from training.data.leaving_out import Missed, Reason
from training.errors import ShardUnreadableError
from training.examples import Example

if TYPE_CHECKING:
    from training.data.epochs import EpochPlan
    from training.data.opened import Shelves
    from training.data.shelves import Shelf

THREADS = 4
"""Decoding and resampling let other threads run."""
STEPS_AHEAD = 3
"""Steps that are decoded before they are asked for."""

UNPACKED = "unpacked"
"""Of a mixture's folder: shards lie there while they are read."""

Step = tuple[int, tuple[tuple[Example, ...], ...], tuple[Missed, ...]]
_Made = Future[Example | Missed]
_Pending = tuple[int, list[list[_Made]]]


def stream(plan: "EpochPlan", rank: int, start: int) -> Iterator[Step]:
    """Number, batches and what was skipped of each step, from `start`."""
    with ExitStack() as stack:
        reader = stack.enter_context(_Reader(plan))
        pending: deque[_Pending] = deque()
        for step in range(start, plan.steps):
            if step == start or plan.window_of(step) != plan.window_of(step - 1):
                reader.turn_to(plan.window_of(step))
            batches = plan.batches(step)[rank]
            pending.append((step, [[reader.make(int(at)) for at in each] for each in batches]))
            if len(pending) > STEPS_AHEAD:
                yield _finished(pending.popleft())
        while pending:
            yield _finished(pending.popleft())


def _finished(pending: _Pending) -> Step:
    step, batches = pending
    made = [[each.result() for each in batch] for batch in batches]
    return (
        step,
        tuple(tuple(one for one in batch if isinstance(one, Example)) for batch in made),
        tuple(one for batch in made for one in batch if isinstance(one, Missed)),
    )


class _Reader:
    """Makes examples of positions; what it unpacked is gone when it is left, if it may go."""

    def __init__(self, plan: "EpochPlan") -> None:
        self._plan, self._mixture = plan, plan.mixture
        mixture, data = self._mixture, self._mixture.data
        self._limits = Limits(least_s=data.shortest_s, most_s=data.longest_s)
        rows = mixture.index.rows
        self._shelves: list[Shelves] = [
            one.shelves(
                rows[rows["source"] == number],
                kept=mixture.folder,
                passing=mixture.folder / UNPACKED,
                stay=mixture.is_read_again,
            )
            for number, one in enumerate(mixture.opened)
        ]
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="decode")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for shelves in self._shelves:
            shelves.close()

    def turn_to(self, window: int) -> None:
        """Begins to make the window's shards ready, then those of the next.

        Those of the window before stay, since other ranks may still be in it.
        """
        rows = self._mixture.index.rows
        around = range(max(0, window - 1), window + 2)
        near = [rows[self._plan.window_positions(each)] for each in around]
        for number, shelves in enumerate(self._shelves):
            shards = [np.unique(each["shard"][each["source"] == number]).tolist() for each in near]
            shelves.keep({shard for each in shards for shard in each})
            for each in shards[-2:]:
                for shard in each:
                    shelves.get(shard)

    def make(self, position: int) -> _Made:
        row = self._mixture.index.rows[position]
        shelf = self._shelves[row["source"]].get(int(row["shard"]))
        return self._threads.submit(self._make, position, shelf)

    def _make(self, position: int, shelf: "Future[Shelf]") -> Example | Missed:
        row, origin = self._mixture.index.rows[position], self._mixture.origin(position)
        try:
            raw = shelf.result().read(int(row["row"]))
        except ShardUnreadableError as error:
            title = self._shelves[row["source"]].title(int(row["shard"]))
            return Missed(
                key=f"{title}, row {row['row']}",
                source=origin.name,
                reason=Reason.SHARD_UNREADABLE,
                detail=str(error),
            )
        planned_s = int(row["frames"]) / FRAMES_A_SECOND
        turn = f"{self._mixture.seed} {self._plan.epoch}"
        return make_example(raw, origin, self._limits, planned_s=planned_s, turn=turn)
