"""What a rank learns from in one step, read beside the training."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TypeVar

import torch

from training.data.index import FRAMES_A_SECOND
from training.errors import DeviceFullError
from training.models.base import Row

Item = TypeVar("Item")
Made = TypeVar("Made")
Batch = tuple[Row, ...]
_AHEAD = 2


def padded_frames(batch: Sequence[Row]) -> int:
    """Frames that a device holds of a batch: 10 ms each, padding included; 0 of an empty one."""
    return len(batch) * max((row.frames for row in batch), default=0)


def cut(batches: Sequence[Batch], most_frames: int) -> list[Batch]:
    """Batches of at most so many padded frames, in the same order; a single row may have more.

    Empty batches are left out.
    """
    found: list[list[Row]] = []
    for batch in batches:
        begun: list[Row] = []
        for row in batch:
            if not begun or padded_frames([*begun, row]) > most_frames:
                begun = []
                found.append(begun)
            begun.append(row)
    return [tuple(batch) for batch in found]


def halved(most_frames: int, *, padded: float, rows: float) -> int:
    """Padded frames that a batch may have after memory ended with batches of up to so many.

    Args:
        most_frames: that a batch might have until now.
        padded: frames of the largest batch.
        rows: of the batch that has most.

    Raises:
        DeviceFullError: all batches are single rows already.
    """
    if rows <= 1:
        raise DeviceFullError(seconds=padded / FRAMES_A_SECOND)
    return int(min(most_frames, padded)) // 2


@contextmanager
def ahead(items: Iterator[Item], read: Callable[[Item], Made]) -> Iterator[Iterator[Made]]:
    """What is made of each item, some of it beforehand, in a thread that takes no gradients.

    The items' generator is closed with it, wherever it got to.
    """
    end, stream = object(), _each(items)

    def take() -> Made | object:
        item = next(stream, end)
        return end if item is end else read(item)  # type: ignore[arg-type]  # not the end

    def give() -> Iterator[Made]:
        made = deque(thread.submit(take) for _ in range(_AHEAD))
        while (one := made.popleft().result()) is not end:
            made.append(thread.submit(take))
            yield one  # type: ignore[misc]  # not the end

    with (
        closing(stream),
        ThreadPoolExecutor(1, initializer=torch.set_grad_enabled, initargs=(False,)) as thread,
    ):
        try:
            yield give()
        finally:
            thread.shutdown(cancel_futures=True)


def _each(items: Iterator[Item]) -> Generator[Item, None, None]:
    """A generator that closes theirs when it is closed."""
    yield from items
