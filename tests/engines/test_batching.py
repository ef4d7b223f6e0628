import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.batching import Budget, cut_batches, run_in_batches, useful_share
from engines.protocols import FailureCode, ItemFailure
from tests.engines.lengths import draw_lengths, needs_data


class MemoryEndedError(RuntimeError):
    pass


def ended(error: BaseException) -> bool:
    return isinstance(error, MemoryEndedError)


class Machine:
    """Turns words around, has memory for so many characters with padding, and keeps a log."""

    def __init__(self, memory: int = 1_000) -> None:
        self.memory = memory
        self.batches: list[list[str]] = []

    def run(self, words: list[str]) -> list[str]:
        self.batches.append(words)
        if max(map(len, words)) * len(words) > self.memory:
            raise MemoryEndedError
        return [word[::-1] for word in words]

    def answer(self, words: Sequence[str], budget: Budget) -> list[str | ItemFailure]:
        return run_in_batches(
            words, size_of=len, run=self.run, budget=budget, is_out_of_memory=ended
        )


@given(
    st.lists(st.integers(0, 500), max_size=200),
    st.integers(1, 2_000),
    st.integers(1, 20),
)
def test_cut_batches_puts_every_request_into_one_batch_within_the_budget(
    sizes: list[int], padded: int, least: int
) -> None:
    budget = Budget(padded=padded, padding_share=0.05, least=least)

    batches = cut_batches(sizes, budget)

    assert sorted(place for batch in batches for place in batch) == list(range(len(sizes)))
    for batch in batches:
        largest = max(sizes[place] for place in batch)
        assert len(batch) == 1 or largest * len(batch) <= padded
        assert len(batch) <= least or useful_share([sizes[place] for place in batch],
                                                   [range(len(batch))]) >= 0.95  # fmt: skip


def test_cut_batches_goes_from_large_to_small() -> None:
    batches = cut_batches([1, 9, 2, 10, 1], Budget(padded=20, least=2))

    assert batches == [[3, 1], [2, 0], [4]]


def test_useful_share_is_whole_where_there_is_nothing() -> None:
    assert useful_share([], []) == 1.0
    assert useful_share([10, 5], [[0, 1]]) == 0.75


@pytest.mark.parametrize("seed", range(3))
def test_batches_of_made_up_lengths_are_full_and_little_padded(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded draw
    sizes = [max(1, round(chance.lognormvariate(3.5, 0.8))) for _ in range(20_000)]

    batches = cut_batches(sizes, Budget(padded=16_384))

    assert useful_share(sizes, batches) >= 0.97
    assert len(sizes) / len(batches) >= 16


@needs_data
def test_batches_of_real_lengths_are_full_and_little_padded() -> None:
    sizes = draw_lengths()

    batches = cut_batches(sizes, Budget(padded=16_384))

    assert useful_share(sizes, batches) >= 0.97
    assert len(sizes) / len(batches) >= 16


def test_run_in_batches_answers_in_the_order_of_the_requests() -> None:
    words = ["a", "bcd", "ef", "ghijk", ""]

    assert Machine().answer(words, Budget(padded=6)) == [word[::-1] for word in words]
    assert Machine().answer([], Budget(padded=6)) == []


def test_run_in_batches_halves_what_does_not_fit_and_remembers_it() -> None:
    machine, budget = Machine(memory=10), Budget(padded=32)
    words = ["abcd"] * 8

    first = machine.answer(words, budget)
    tried = [len(batch) for batch in machine.batches]
    machine.batches.clear()
    second = machine.answer(words, budget)

    assert first == second == ["dcba"] * 8
    assert tried == [8, 4, 2, 2, 2, 2]
    assert [len(batch) for batch in machine.batches] == [2, 2, 2, 2]


def test_run_in_batches_gives_up_only_on_the_request_that_does_not_fit_alone() -> None:
    machine, budget = Machine(memory=10), Budget(padded=100)

    long, *rest = machine.answer(["x" * 11, "ab", "cd"], budget)

    assert rest == ["ba", "dc"]
    assert long == ItemFailure(
        FailureCode.OUT_OF_MEMORY,
        "A request of size 11 does not fit into memory, even alone. Shorten it, or run it on a "
        "machine with more memory.",
    )


def test_run_in_batches_ends_where_not_even_nothing_fits() -> None:
    results = Machine(memory=-1).answer([""] * 5, Budget(padded=100))

    assert [result.code for result in results if isinstance(result, ItemFailure)] == [
        FailureCode.OUT_OF_MEMORY
    ] * 5


def test_run_in_batches_frees_memory_when_nothing_of_the_batch_is_held() -> None:
    freed: list[str] = []
    run_in_batches(
        ["abc", "def"],
        size_of=len,
        run=Machine(memory=4).run,
        budget=Budget(padded=6),
        is_out_of_memory=ended,
        free_memory=lambda: freed.append("freed"),
    )

    assert freed == ["freed"]


def test_run_in_batches_raises_what_is_not_about_memory() -> None:
    def fail(words: list[str]) -> list[str]:
        raise ValueError("broken weights")

    with pytest.raises(ValueError, match="broken weights"):
        run_in_batches(
            ["a"], size_of=len, run=fail, budget=Budget(padded=6), is_out_of_memory=ended
        )


def test_run_in_batches_never_mixes_groups() -> None:
    machine = Machine()
    results = run_in_batches(
        ["a1", "b1", "a2"],
        size_of=len,
        run=machine.run,
        budget=Budget(padded=100),
        is_out_of_memory=ended,
        group_of=lambda word: word[0],
    )

    assert results == ["1a", "1b", "2a"]
    assert machine.batches == [["a1", "a2"], ["b1"]]
