"""Draws the split of a dataset: which English items are train, dev, test and bench.

Design decision 7: drawn on the English item before translation, stratified by source, seeded.
"""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from common.errors import InvalidInputError

Split = Literal["train", "dev", "test"]

# One item each for train, dev and test; the bench item is the test item.
SMALLEST_SOURCE = 3


@dataclass(frozen=True, slots=True)
class ItemKey:
    """What the draw looks at: the item's external id and the slug of its source."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """Where one item went; bench items are test items."""

    split: Split
    in_bench: bool


class SplitSizeError(InvalidInputError):
    """The sizes asked for can't be drawn; the message tells which can."""

    code = "split_size"

    def __init__(
        self, problem: str, *, dev: int, test: int, bench: int, sources: Mapping[str, int]
    ) -> None:
        items, floor = sum(sources.values()), len(sources)
        super().__init__(
            f"dev {dev}, test {test}, bench {bench} can't be drawn from {items} items"
            f" of {floor} sources: {problem}."
            f" dev and test: from {floor} (one item a source), together up to {items - floor},"
            f" since train keeps one item a source. bench: from {floor} up to the size of test."
        )
        self.problem = problem
        self.dev, self.test, self.bench = dev, test, bench
        self.sources = dict(sources)
        self.smallest = floor
        self.largest_dev_and_test = items - floor


def draw_splits(
    items: Sequence[ItemKey], *, dev: int, test: int, bench: int, seed: int
) -> dict[str, SplitPlace]:
    """Gives every item its place.

    Sizes are exact. Within them each source has its proportional share by largest remainder,
    and at least one item in train, dev, test and bench. Which items are drawn depends on the
    seed and their ids only, not on the order of `items`.

    Raises:
        SplitSizeError: The sizes don't fit the items; nothing smaller is drawn instead.
        ValueError: Two items have the same id.
    """
    if len({item.id for item in items}) != len(items):
        raise ValueError("two items have the same id; ids must be different within a dataset")
    ordered = _order_by_source(items, seed)
    sizes = {source: len(ids) for source, ids in ordered.items()}
    check_sizes(sizes, dev=dev, test=test, bench=bench)
    # Caps keep one item of each source for whoever comes later: dev and train, then train.
    tests = apportion(test, sizes, cap=lambda source: sizes[source] - 2)
    devs = apportion(dev, sizes, cap=lambda source: sizes[source] - 1 - tests[source])
    benches = apportion(bench, sizes, cap=lambda source: tests[source])
    places: dict[str, SplitPlace] = {}
    for source, ids in ordered.items():
        end_of_test, end_of_dev = tests[source], tests[source] + devs[source]
        for rank, one in enumerate(ids):
            split: Split = "test" if rank < end_of_test else "dev" if rank < end_of_dev else "train"
            places[one] = SplitPlace(split, in_bench=rank < benches[source])
    return places


def check_sizes(sources: Mapping[str, int], *, dev: int, test: int, bench: int) -> None:
    """Sizes of the splits against those of the sources.

    Raises:
        SplitSizeError: they can't be had.
    """
    floor, items = len(sources), sum(sources.values())
    small = [f"{name} has {size}" for name, size in sources.items() if size < SMALLEST_SOURCE]
    problems = {
        f"each source needs {SMALLEST_SOURCE} items, but {', '.join(small)}": bool(small),
        f"dev is smaller than {floor}": dev < floor,
        f"test is smaller than {floor}": test < floor,
        f"bench is smaller than {floor}": bench < floor,
        "bench is larger than test, of which it is a part": bench > test,
        f"dev and test together are larger than {items - floor}": dev + test > items - floor,
    }
    found = [text for text, wrong in problems.items() if wrong]
    if found:
        raise SplitSizeError("; ".join(found), dev=dev, test=test, bench=bench, sources=sources)


def apportion(
    total: int, weights: Mapping[str, int], *, cap: Callable[[str], int]
) -> dict[str, int]:
    """Shares out `total` by largest remainder (Hamilton), with at least 1 and at most `cap` each.

    Needs len(weights) <= total <= the sum of the caps. Equal remainders go by name, so the
    result is a function of its input's values.
    """
    whole = sum(weights.values())
    shares = {
        name: min(max(total * weight // whole, 1), cap(name)) for name, weight in weights.items()
    }
    missing = total - sum(shares.values())
    step = 1 if missing > 0 else -1

    def want(name: str) -> tuple[int, str]:
        # Exact: the quota minus the share, times `whole`; most wanting first.
        return (-step * (total * weights[name] - shares[name] * whole), name)

    queue = [want(name) for name in shares]
    heapq.heapify(queue)
    while missing:
        _, name = heapq.heappop(queue)
        changed = shares[name] + step
        if 1 <= changed <= cap(name):
            shares[name] = changed
            missing -= step
            heapq.heappush(queue, want(name))
    return shares


def _order_by_source(items: Sequence[ItemKey], seed: int) -> dict[str, list[str]]:
    key = hashlib.blake2b(str(seed).encode(), digest_size=32).digest()

    def draw(item: ItemKey) -> tuple[bytes, str]:
        name = item.id.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(name, key=key, digest_size=16).digest(), item.id

    ordered: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=draw):
        ordered[item.source].append(item.id)
    return {source: ordered[source] for source in sorted(ordered)}
