from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.splitting import ItemKey, SplitPlace, SplitSizeError, draw_splits


def make_items(**sizes: int) -> list[ItemKey]:
    return [ItemKey(f"{name}-{n}", name) for name, size in sizes.items() for n in range(size)]


def count(places: dict[str, SplitPlace], items: list[ItemKey]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {"train": Counter(), "dev": Counter(), "test": Counter()}
    found["bench"] = Counter()
    for item in items:
        place = places[item.id]
        found[place.split][item.source] += 1
        if place.in_bench:
            found["bench"][item.source] += 1
    return found


def test_draw_splits_shares_by_largest_remainder() -> None:
    items = make_items(a=50, b=30, c=20)
    drawn = count(draw_splits(items, dev=12, test=11, bench=5, seed=1), items)
    # Quotas: dev 6.0 3.6 2.4, test 5.5 3.3 2.2, bench 2.5 1.5 1.0 (the tie goes by name).
    assert drawn == {
        "dev": {"a": 6, "b": 4, "c": 2},
        "test": {"a": 6, "b": 3, "c": 2},
        "bench": {"a": 3, "b": 1, "c": 1},
        "train": {"a": 38, "b": 23, "c": 16},
    }


def test_draw_splits_gives_a_tiny_source_one_place_everywhere() -> None:
    items = make_items(big=10_000, tiny=3)
    drawn = count(draw_splits(items, dev=20, test=10, bench=2, seed=1), items)
    assert [drawn[name]["tiny"] for name in ("train", "dev", "test", "bench")] == [1, 1, 1, 1]
    assert [drawn[name].total() for name in ("dev", "test", "bench")] == [20, 10, 2]


def test_draw_splits_can_leave_train_one_item_a_source() -> None:
    items = make_items(a=5, b=4, c=3)
    drawn = count(draw_splits(items, dev=4, test=5, bench=5, seed=1), items)
    assert drawn["train"] == {"a": 1, "b": 1, "c": 1}
    assert drawn["bench"] == drawn["test"]


def test_draw_splits_draws_the_same_in_every_version() -> None:
    places = draw_splits(make_items(a=6, b=4), dev=2, test=3, bench=2, seed=13)
    assert {name: place for name, place in places.items() if place.split != "train"} == {
        "a-0": SplitPlace("dev", in_bench=False),
        "a-4": SplitPlace("test", in_bench=False),
        "a-5": SplitPlace("test", in_bench=True),
        "b-0": SplitPlace("test", in_bench=True),
        "b-1": SplitPlace("dev", in_bench=False),
    }


def test_draw_splits_of_nothing_is_nothing() -> None:
    assert draw_splits([], dev=0, test=0, bench=0, seed=1) == {}


def test_draw_splits_refuses_an_id_given_twice() -> None:
    with pytest.raises(ValueError, match="same id"):
        draw_splits([ItemKey("1", "a"), ItemKey("1", "b")], dev=1, test=1, bench=1, seed=1)


@pytest.mark.parametrize(
    ("sizes", "problem"),
    [
        ((1, 3, 2), "dev is smaller than 2"),
        ((3, 1, 1), "test is smaller than 2; bench is smaller than 2"),
        ((2, 3, 4), "bench is larger than test, of which it is a part"),
        ((5, 4, 2), "dev and test together are larger than 8"),
        ((-1, 3, 2), "dev is smaller than 2"),
    ],
)
def test_draw_splits_tells_which_sizes_work(sizes: tuple[int, int, int], problem: str) -> None:
    dev, test, bench = sizes
    with pytest.raises(SplitSizeError) as raised:
        draw_splits(make_items(a=6, b=4), dev=dev, test=test, bench=bench, seed=1)
    assert str(raised.value) == (
        f"dev {dev}, test {test}, bench {bench} can't be drawn from 10 items of 2 sources:"
        f" {problem}. dev and test: from 2 (one item a source), together up to 8, since train"
        " keeps one item a source. bench: from 2 up to the size of test."
    )


def test_draw_splits_names_sources_that_are_too_small() -> None:
    with pytest.raises(SplitSizeError, match="each source needs 3 items, but b has 2, c has 1"):
        draw_splits(make_items(a=9, b=2, c=1), dev=3, test=3, bench=3, seed=1)


@st.composite
def draws(draw: st.DrawFn) -> tuple[list[ItemKey], int, int, int]:
    sizes = draw(st.lists(st.integers(3, 40), min_size=1, max_size=6))
    items = make_items(**{f"s{n}": size for n, size in enumerate(sizes)})
    floor, room = len(sizes), len(items) - len(sizes)
    dev = draw(st.integers(floor, room - floor))
    test = draw(st.integers(floor, room - dev))
    return items, dev, test, draw(st.integers(floor, test))


@given(draws(), st.integers())
def test_draw_splits_keeps_sizes_and_floors(
    drawn: tuple[list[ItemKey], int, int, int], seed: int
) -> None:
    items, dev, test, bench = drawn
    places = draw_splits(items, dev=dev, test=test, bench=bench, seed=seed)
    found = count(places, items)
    sources = {item.source for item in items}
    assert places.keys() == {item.id for item in items}
    assert (found["dev"].total(), found["test"].total(), found["bench"].total()) == (
        dev,
        test,
        bench,
    )
    assert all(set(by_source) == sources for by_source in found.values())
    assert all(place.split == "test" for place in places.values() if place.in_bench)


@given(draws(), st.integers())
def test_draw_splits_does_not_depend_on_order(
    drawn: tuple[list[ItemKey], int, int, int], seed: int
) -> None:
    items, dev, test, bench = drawn
    mixed = sorted(items, key=lambda item: item.id[::-1], reverse=True)
    first = draw_splits(items, dev=dev, test=test, bench=bench, seed=seed)
    assert draw_splits(mixed, dev=dev, test=test, bench=bench, seed=seed) == first


@given(st.integers(), st.integers())
def test_draw_splits_draws_others_with_another_seed(one: int, two: int) -> None:
    assume(one != two)
    items = make_items(a=200, b=100)
    first, second = (
        draw_splits(items, dev=30, test=30, bench=10, seed=seed) for seed in (one, two)
    )
    assert first != second
