"""Which samples each step holds, and how they are cut into batches of like length. Pure.

An epoch is shuffled in windows: shards in an order drawn by seed and epoch, then everything within
a window. A step takes samples of like length of every task, each task with its share of the window,
so that batches are mixed and waste little. The ranks share a step out among themselves: how many
there are, and how much one holds at once, never changes what a step holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.data.dealing import deal

WINDOW = 16_384
"""Samples that are shuffled together: so much lies unpacked on the disk, and the next as much."""
STRIPS = 4
"""Steps' worth of samples of like length that are then set in order by their answers' length."""

Positions = npt.NDArray[np.int64]
"""Of samples, in the mixture's index."""
Batches = tuple[Positions, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """What planning needs of the samples: arrays of one length."""

    frames: npt.NDArray[np.uint32]
    answer: npt.NDArray[np.uint32]
    task: npt.NDArray[np.int64]
    """Samples of one task have one number."""


def window_length(batch_size: int) -> int:
    """Samples a window: whole steps."""
    return -(-WINDOW // batch_size) * batch_size


def epoch_order(
    source: npt.NDArray[np.uint16], block: npt.NDArray[np.uint32], rng: np.random.Generator
) -> Positions:
    """Every sample once: blocks stay whole, and sources are spread evenly over the epoch.

    Args:
        source: each sample's.
        block: what of the source is read as one: its shard.
        rng: draws the order.
    """
    positions, when = [], []
    for one in np.unique(source):
        found = rng.permutation(np.flatnonzero(source == one))
        _, block_of = np.unique(block[found], return_inverse=True)
        turn = rng.permutation(block_of.max() + 1)[block_of]
        positions.append(found[np.argsort(turn, kind="stable")])
        when.append((np.arange(len(found)) + rng.random()) / len(found))
    if not positions:
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(positions)[np.argsort(np.concatenate(when), kind="stable")]


def window_steps(
    positions: Positions, sizes: Sizes, batch_size: int, rng: np.random.Generator
) -> list[Positions]:
    """A window's samples as steps of `batch_size`; only the last may hold fewer."""
    shuffled = rng.permutation(positions)
    whole = len(shuffled) // batch_size
    full, rest = shuffled[: whole * batch_size], shuffled[whole * batch_size :]
    steps: list[Positions] = []
    alike = full[np.argsort(_quantile(sizes.frames[full], sizes.task[full]), kind="stable")]
    for start in range(0, len(alike), STRIPS * batch_size):
        strip = alike[start : start + STRIPS * batch_size]
        by_answer = np.argsort(_quantile(sizes.answer[strip], sizes.task[strip]), kind="stable")
        steps += np.split(strip[by_answer], len(strip) // batch_size)
    steps = [steps[turn] for turn in rng.permutation(len(steps))]
    return [*steps, rest] if len(rest) else steps


def share_out(
    positions: Positions, sizes: Sizes, *, ranks: int, frames: int
) -> tuple[Batches, ...]:
    """A step's batches by rank.

    Every rank gets as many batches as the others and nearly equal work. A batch's padded frames,
    its longest clip times its clips, are at most `frames`, but for a single longer clip. Some are
    empty where there are too few samples for all.
    """
    longest_first = positions[np.argsort(-sizes.frames[positions].astype(np.int64), kind="stable")]
    dealt = deal(sizes.frames[longest_first].astype(np.int64), ranks, frames)
    return tuple(tuple(longest_first[start:end] for start, end in of_rank) for of_rank in dealt)


def padded_frames(batches: Sequence[Positions], sizes: Sizes) -> int:
    """What the batches come to once each clip is padded to its batch's longest."""
    return sum(int(sizes.frames[batch].max()) * len(batch) for batch in batches if len(batch))


def _quantile(
    length: npt.NDArray[np.uint32], task: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Where each sample stands among those of its task by length, from 0 to 1."""
    stands = np.empty(len(length))
    for one in np.unique(task):
        of_task = np.flatnonzero(task == one)
        stands[of_task[np.argsort(length[of_task], kind="stable")]] = (
            np.arange(len(of_task)) + 0.5
        ) / len(of_task)
    return stands
