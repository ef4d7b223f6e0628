"""How much of what a training reads is padding, how alike ranks work, and what planning costs."""

from collections.abc import Sequence

import numpy as np

from tests.bench.result import Result, at_most, seconds
from tests.engines.lengths import COUNT, DATA, draw_lengths
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

SHARE = 0.97
ALIKE = 0.95
RANKS = (1, 2, 8)
MOST_MS = 2.0
"""A step that is planned this quickly never keeps a GPU waiting."""
_BATCH = 128
_FRAMES = 16_000
_A_SHARD = 1_600
_CHARACTERS_A_SECOND = 14


def plan() -> Sequence[Result]:
    if not DATA.is_dir():
        return [Result("useful share of a training's steps", "the real texts are not there")]
    sizes = _spoken()
    return [result for ranks in RANKS for result in _measure(sizes, ranks)]


def _spoken() -> Sizes:
    """Real texts as if they were read aloud, of 0.3 to 30 s; a fifth is another task."""
    rng = np.random.default_rng(0)
    spoken = np.array(draw_lengths()) / _CHARACTERS_A_SECOND
    return Sizes(
        frames=(100 * np.clip(spoken, 0.3, 30)).astype("u4"),
        answer=rng.permutation(np.array(draw_lengths())).astype("u4"),
        task=(rng.random(COUNT) < 0.2).astype(np.int64),
    )


def _measure(sizes: Sizes, ranks: int) -> Sequence[Result]:
    shares: list[tuple[Batches, ...]] = []
    took = seconds(lambda: shares.extend(_shares(sizes, ranks)))
    work = np.array([[padded_frames(batches, sizes) for batches in each] for each in shares])
    useful = int(sizes.frames.sum()) / int(work.sum())
    alike = float(work.mean(axis=1).sum() / work.max(axis=1).sum())
    plain = _plain(sizes, sum(len(batches) for each in shares for batches in each))
    name = f"training steps of {_BATCH}, {COUNT:,} real lengths, {ranks} ranks"
    return [
        Result(
            f"{name}: useful share",
            f"{useful:.1%}, ranks alike {alike:.1%}",
            f"{plain:.1%} as they come",
            f"{SHARE:.0%}, alike {ALIKE:.0%}",
            useful >= SHARE and alike >= ALIKE,
        ),
        at_most(f"{name}: planning", 1_000 * took / len(shares), "ms a step", goal=MOST_MS),
    ]


def _shares(sizes: Sizes, ranks: int) -> list[tuple[Batches, ...]]:
    return [share_out(step, sizes, ranks=ranks, frames=_FRAMES) for step in _steps(sizes)]


def _steps(sizes: Sizes) -> list[Positions]:
    rng, length = np.random.default_rng(0), window_length(_BATCH)
    order = epoch_order(np.zeros(COUNT, "u2"), np.arange(COUNT, dtype="u4") // _A_SHARD, rng)
    return [
        step
        for start in range(0, COUNT, length)
        for step in window_steps(order[start : start + length], sizes, _BATCH, rng)
    ]


def _plain(sizes: Sizes, batches: int) -> float:
    """Shuffled, cut into as many batches, and padded to the longest of each."""
    places = np.random.default_rng(0).permutation(COUNT)
    return int(sizes.frames.sum()) / padded_frames(np.array_split(places, batches), sizes)
