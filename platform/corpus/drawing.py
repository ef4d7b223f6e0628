"""Drawing a dataset's splits: foreseen first, which takes minutes, then stored at one stroke.

Nothing is locked while a draw is foreseen, and nothing of it shows before all of it does.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from catalog.models import Dataset
from corpus.enums import Origin, Split
from corpus.errors import SplitsFrozenError
from corpus.leakage import exclude_leaks, foresee_leaks, store_leaks
from corpus.models import NearDuplicate, Recording, Translation
from corpus.services import count_splits
from corpus.splitting import ItemKey, SplitPlace, check_sizes, draw_splits
from corpus.spoken import IMPORTED_ENGINE
from jobs.counts import Key, Metric, record_counts
from languages import SOURCE

_TO_TRAIN = SplitPlace("train", in_bench=False)


@dataclass(frozen=True)
class Draw:
    """Where items would go, by their id, and what would leak then.

    Attributes:
        anew: All items are drawn; else only those that came after the splits were frozen.
    """

    anew: bool
    places: Mapping[int, SplitPlace]
    leaks: list[NearDuplicate]


def check_draw(dataset: Dataset) -> None:
    """Tells at once what a draw would end with.

    Raises:
        SplitsFrozenError: something was made of an item, and none came later.
        SplitSizeError: the dataset's sizes can't be had from its items.
    """
    if is_frozen(dataset):
        if not dataset.items.filter(split=Split.UNASSIGNED).exists():
            raise SplitsFrozenError
        return
    items = dataset.items.order_by().values_list("source__slug").annotate(Count("id"))
    check_sizes(dict(items), dev=dataset.dev_size, test=dataset.test_size, bench=dataset.bench_size)


def is_frozen(dataset: Dataset) -> bool:
    """Whether items have a place and something was made of one: a held-out item stays held out.

    Spoken questions that came with the English pairs are a part of the input.
    """
    if not dataset.items.exclude(split=Split.UNASSIGNED).exists():
        return False
    texts = Translation.objects.filter(dataset=dataset).exclude(origin=Origin.SOURCE)
    voiced = Recording.objects.filter(dataset=dataset).exclude(engine=IMPORTED_ENGINE)
    return texts.exists() or voiced.exists()


def foresee_draw(dataset: Dataset) -> Draw:
    """Draws train, dev, test and bench for all items (design decision 7) and looks for leaks.

    Once splits are frozen, all items that have a place keep it, and those that came later go to
    train.

    Raises:
        SplitsFrozenError: something was made of an item, and none came later.
        SplitSizeError: the dataset's sizes can't be had from its items.
    """
    check_draw(dataset)
    anew = not is_frozen(dataset)
    places = _draw_anew(dataset) if anew else _place_late_items(dataset)
    kept = {} if anew else dict(dataset.items.values_list("id", "split"))
    splits = kept | {item: place.split for item, place in places.items()}
    return Draw(anew, places, list(foresee_leaks(dataset, splits)))


def _draw_anew(dataset: Dataset) -> dict[int, SplitPlace]:
    rows = list(dataset.items.values_list("id", "external_id", "source__slug"))
    places = draw_splits(
        [ItemKey(external_id, source) for _, external_id, source in rows],
        dev=dataset.dev_size,
        test=dataset.test_size,
        bench=dataset.bench_size,
        seed=dataset.split_seed,
    )
    return {item: places[external_id] for item, external_id, _ in rows}


def _place_late_items(dataset: Dataset) -> dict[int, SplitPlace]:
    late = dataset.items.filter(split=Split.UNASSIGNED)
    return dict.fromkeys(late.values_list("id", flat=True), _TO_TRAIN)


def store_draw(dataset: Dataset, draw: Draw) -> None:
    """Puts the items into their places; near-duplicates of held-out ones are kept out of train.

    Items that were imported meanwhile stay undrawn.

    Raises:
        SplitsFrozenError: something was made of an item since the draw was foreseen.
    """
    with transaction.atomic():
        dataset = Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        if draw.anew and is_frozen(dataset):
            raise SplitsFrozenError
        before = count_splits(dataset)
        _store_places(dataset, draw.places)
        if draw.anew:
            dataset.splits_drawn_at = timezone.now()
            dataset.save(update_fields=["splits_drawn_at"])
        store_leaks(dataset, SOURCE, draw.leaks)
        exclude_leaks(dataset)
        after = _count_items_by_split(dataset)
        change = {Key(Metric.SPLIT_ITEMS, name=name): after[name] - before[name] for name in before}
        record_counts(dataset.pk, change)


def _store_places(dataset: Dataset, places: Mapping[int, SplitPlace]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE place (item_id bigint, split text, in_bench boolean)"
            " ON COMMIT DROP"
        )
        with cursor.copy("COPY place FROM STDIN") as copy:
            for item, place in places.items():
                copy.write_row((item, place.split, place.in_bench))
        cursor.execute(
            "UPDATE corpus_item i SET split = p.split, in_bench = p.in_bench FROM place p"
            " WHERE i.dataset_id = %s AND i.id = p.item_id"
            " AND (i.split, i.in_bench) <> (p.split, p.in_bench)",
            [dataset.pk],
        )
        cursor.execute("DROP TABLE place")


def _count_items_by_split(dataset: Dataset) -> Counter[str]:
    """Counted from the rows: a draw has just moved them."""
    rows = dataset.items.values("split").annotate(
        items=Count("id"), bench=Count("id", filter=Q(in_bench=True))
    )
    counts = Counter({row["split"]: row["items"] for row in rows})
    counts["bench"] = sum(row["bench"] for row in rows)
    return counts
