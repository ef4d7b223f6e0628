"""Steps of an epoch: what they hold, and how they are cut."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.data.dealing import deal
from training.data.planning import (
    Positions,
    Sizes,
    epoch_order,
    padded_frames,
    share_out,
    window_length,
    window_steps,
)

lengths = st.lists(st.integers(10, 3_000), min_size=1, max_size=60)


def sizes_of(frames: list[int], tasks: int = 1) -> Sizes:
    count = len(frames)
    return Sizes(
        frames=np.array(frames, dtype="u4"),
        answer=np.array([(7 * place) % 50 for place in range(count)], dtype="u4"),
        task=np.arange(count) % tasks,
    )


def speech(count: int, *, seed: int = 0) -> Sizes:
    """As long as spoken questions are, three seconds on average; a fifth is to be translated."""
    rng = np.random.default_rng(seed)
    translated = rng.random(count) < 0.2
    seconds = np.where(translated, rng.normal(5.5, 1.5, count), rng.lognormal(1.0, 0.5, count))
    return Sizes(
        frames=(100 * np.clip(seconds, 0.3, 30)).astype("u4"),
        answer=np.clip(rng.lognormal(5, 1, count), 1, 4_000).astype("u4"),
        task=translated.astype(np.int64),
    )


def all_steps(sizes: Sizes, *, batch_size: int = 128, seed: int = 0) -> list[Positions]:
    count, length = len(sizes.frames), window_length(batch_size)
    rng = np.random.default_rng(seed)
    order = epoch_order(np.zeros(count, "u2"), np.arange(count, dtype="u4") // 1_600, rng)
    return [
        step
        for start in range(0, count, length)
        for step in window_steps(order[start : start + length], sizes, batch_size, rng)
    ]


@given(frames=lengths, ranks=st.integers(1, 9), most=st.integers(10, 6_000))
def test_every_sample_of_a_step_is_in_one_batch_of_one_rank(
    frames: list[int], ranks: int, most: int
) -> None:
    sizes = sizes_of(frames)

    shares = share_out(np.arange(len(frames)), sizes, ranks=ranks, frames=most)

    dealt = [int(place) for batches in shares for batch in batches for place in batch]
    assert sorted(dealt) == list(range(len(frames)))


@given(frames=lengths, ranks=st.integers(1, 9), most=st.integers(10, 6_000))
def test_ranks_have_the_same_number_of_batches_and_none_is_too_large(
    frames: list[int], ranks: int, most: int
) -> None:
    sizes = sizes_of(frames)

    shares = share_out(np.arange(len(frames)), sizes, ranks=ranks, frames=most)

    assert len({len(batches) for batches in shares}) == 1
    every = [batch for batches in shares for batch in batches if len(batch)]
    assert all(padded_frames([batch], sizes) <= most or len(batch) == 1 for batch in every)


@given(frames=lengths, ranks=st.integers(1, 9))
def test_batches_are_empty_only_where_samples_are_too_few(frames: list[int], ranks: int) -> None:
    sorted_down = np.array(sorted(frames, reverse=True))

    dealt = deal(sorted_down, ranks, 6_000)

    rounds = len(dealt[0])
    empty = sum(start == end for spans in dealt for start, end in spans)
    assert empty < ranks or len(frames) < ranks * rounds


@settings(max_examples=25)
@given(
    count=st.integers(1, 400), batch_size=st.integers(1, 50), tasks=st.integers(1, 3),
    seed=st.integers(0, 9),
)  # fmt: skip
def test_a_window_is_cut_into_whole_steps_and_one_rest(
    count: int, batch_size: int, tasks: int, seed: int
) -> None:
    sizes = sizes_of([10 + place for place in range(count)], tasks)

    steps = window_steps(np.arange(count), sizes, batch_size, np.random.default_rng(seed))

    assert [len(step) for step in steps[:-1]] == [batch_size] * (len(steps) - 1)
    assert sorted(np.concatenate(steps).tolist()) == list(range(count))


def test_every_step_has_its_share_of_each_task() -> None:
    sizes = speech(16_384)

    steps = all_steps(sizes)

    translated = [int(sizes.task[step].sum()) for step in steps]
    assert min(translated) >= 0.9 * 0.2 * 128
    assert max(translated) <= 1.1 * 0.2 * 128


@pytest.mark.parametrize("ranks", [1, 2, 8])
def test_little_is_padding_and_ranks_work_alike(ranks: int) -> None:
    sizes = speech(20_000)

    shares = [share_out(step, sizes, ranks=ranks, frames=16_000) for step in all_steps(sizes)]

    work = np.array([[padded_frames(batches, sizes) for batches in each] for each in shares])
    useful = int(sizes.frames.sum()) / work.sum()
    assert useful >= 0.97
    assert work.mean(axis=1).sum() / work.max(axis=1).sum() >= 0.95


@given(blocks=st.lists(st.integers(1, 6), min_size=1, max_size=12), seed=st.integers(0, 99))
def test_blocks_stay_whole_and_every_sample_comes_once(blocks: list[int], seed: int) -> None:
    block = np.repeat(np.arange(len(blocks)), blocks).astype("u4")

    order = epoch_order(np.zeros(len(block), "u2"), block, np.random.default_rng(seed))

    assert sorted(order.tolist()) == list(range(len(block)))
    turns = np.flatnonzero(np.diff(block[order])).size + 1
    assert turns == len(blocks)


def test_sources_are_spread_over_the_whole_epoch() -> None:
    source = np.repeat([0, 1], [900, 100]).astype("u2")

    order = epoch_order(source, np.arange(1_000, dtype="u4"), np.random.default_rng(0))

    by_tenth = source[order].reshape(10, 100).sum(axis=1)
    assert by_tenth.tolist() == pytest.approx([10] * 10, abs=1)
