"""Batches of requests of like size, for models that pad a batch to its longest request. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from engines.protocols import FailureCode, ItemFailure

Request = TypeVar("Request")
Result = TypeVar("Result")


@dataclass(kw_only=True, slots=True)
class Budget:
    """What a batch may hold; a runner lowers `padded` where memory ends, and that is kept.

    Sizes are in whatever unit requests are measured in: tokens, samples, frames.
    """

    padded: int
    """Longest request times number of requests; a single larger request still gets a batch."""
    padding_share: float = 0.05
    """How much of a batch may be padding, 0 to 1, as soon as it holds `least` requests."""
    least: int = 8
    """Requests in a batch before padding counts: small batches waste more than padding does."""

    def holds(self, count: int, longest: int, useful: int) -> bool:
        """Whether so many requests, whose sizes add up to `useful`, may be one batch."""
        padded = longest * count
        fits = padded <= self.padded
        return fits and (count <= self.least or useful >= (1 - self.padding_share) * padded)

    def shrink(self, spent: int) -> None:
        """Halves what a batch may hold, since one of `spent` did not fit."""
        self.padded = max(1, min(self.padded, spent) // 2)


def cut_batches(sizes: Sequence[int], budget: Budget) -> list[list[int]]:
    """Positions in batches, largest first, so that what doesn't fit shows at once."""
    batches: list[list[int]] = []
    longest = useful = 0
    for position in sorted(range(len(sizes)), key=lambda place: (-sizes[place], place)):
        size = sizes[position]
        if not batches or not budget.holds(len(batches[-1]) + 1, longest, useful + size):
            batches.append([])
            longest, useful = size, 0
        batches[-1].append(position)
        useful += size
    return batches


def useful_share(sizes: Sequence[int], batches: Sequence[Sequence[int]]) -> float:
    """How much of the padded input is no padding, 0 to 1; 1 where there is no input at all."""
    padded = sum(_padded(batch, sizes) for batch in batches)
    return sum(sizes) / padded if padded else 1.0


def run_in_batches(  # noqa: PLR0913 - two of them have defaults that fit most engines
    requests: Sequence[Request],
    *,
    size_of: Callable[[Request], int],
    run: Callable[[list[Request]], Sequence[Result]],
    budget: Budget,
    is_out_of_memory: Callable[[BaseException], bool],
    free_memory: Callable[[], None] = lambda: None,
    group_of: Callable[[Request], Hashable] = lambda _: None,
) -> list[Result | ItemFailure]:
    """Run all requests, in batches that fit.

    A batch that doesn't fit into memory shrinks the budget and is cut anew together with what is
    left; a request that doesn't fit alone becomes an `ItemFailure`.

    Args:
        requests: in any order.
        size_of: what a request takes of the budget.
        run: answers a batch, one result per request, in order.
        budget: shrunk where memory ends; give the same one again to keep what was learnt.
        is_out_of_memory: whether an exception of `run` means that; any other is raised.
        free_memory: called after each such exception, when nothing of the batch is held any more.
        group_of: requests of different groups (languages, voices) never share a batch.

    Returns:
        One result per request, in the order of the requests.
    """
    sizes = [max(1, size_of(request)) for request in requests]
    results: dict[int, Result | ItemFailure] = {}
    for group in _groups(requests, group_of):
        waiting = _cut(group, sizes, budget)
        while waiting:
            batch = waiting.pop(0)
            answers = _try(run, [requests[place] for place in batch], is_out_of_memory)
            if answers is not None:
                results.update(zip(batch, answers, strict=True))
                continue
            free_memory()
            if len(batch) == 1:
                results[batch[0]] = _too_large(sizes[batch[0]])
                continue
            budget.shrink(_padded(batch, sizes))
            left = [place for part in [batch, *waiting] for place in part]
            waiting = _cut(left, sizes, budget)
    return [results[place] for place in range(len(requests))]


def _padded(batch: Sequence[int], sizes: Sequence[int]) -> int:
    return max((sizes[place] for place in batch), default=0) * len(batch)


def _groups(
    requests: Sequence[Request], group_of: Callable[[Request], Hashable]
) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, request in enumerate(requests):
        groups[group_of(request)].append(place)
    return list(groups.values())


def _cut(places: Sequence[int], sizes: Sequence[int], budget: Budget) -> list[list[int]]:
    batches = cut_batches([sizes[place] for place in places], budget)
    return [[places[inner] for inner in batch] for batch in batches]


def _try(
    run: Callable[[list[Request]], Sequence[Result]],
    batch: list[Request],
    is_out_of_memory: Callable[[BaseException], bool],
) -> Sequence[Result] | None:
    """None where memory ended. The exception is let go: its frames hold what filled the memory."""
    try:
        return run(batch)
    except Exception as error:
        if is_out_of_memory(error):
            return None
        raise


def _too_large(size: int) -> ItemFailure:
    return ItemFailure(
        FailureCode.OUT_OF_MEMORY,
        f"A request of size {size} does not fit into memory, even alone. Shorten it, or run it on "
        "a machine with more memory.",
    )
