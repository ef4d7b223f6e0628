"""Near-duplicates of held-out items among the others: found, stored, and kept out of train.

In English when splits are drawn; in the other languages after translation, where different
English texts may have become nearly the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction

from catalog.models import Dataset
from corpus.enums import HELD_OUT, Split
from corpus.models import Item, NearDuplicate, Translation
from evaluation.metrics.near_duplicates import find_near_duplicates
from languages import SOURCE

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ROWS = 5_000
# What is compared with held-out items; the last one only in English, by which it was kept out.
_OTHERS = (Split.TRAIN, Split.DEV, Split.EXCLUDED)
_EXCLUDE = """
UPDATE corpus_item i SET split = 'excluded'
WHERE i.dataset_id = %(dataset)s AND i.split = 'train' AND EXISTS (
    SELECT FROM corpus_nearduplicate n WHERE n.other_id = i.id AND n.language = %(language)s)
"""

ItemText = tuple[int, str, str]
"""Id of the item, its split, and the question in one language."""


def find_leaks(dataset: Dataset, language: str) -> Iterator[NearDuplicate]:
    """Yields unsaved pairs: a held-out question, and one of train (or of dev, for test).

    Questions are compared, as they are what a model is asked. Only the held-out ones are kept in
    memory. In English those that were kept out of train are found again.
    """
    others = _OTHERS if language == SOURCE else _OTHERS[:-1]
    held_out = _texts(dataset, language, HELD_OUT)
    return _compare(dataset, language, held_out, _texts(dataset, language, others))


def foresee_leaks(dataset: Dataset, splits: Mapping[int, str]) -> Iterator[NearDuplicate]:
    """Like `find_leaks`, of English items that are in no split yet but will be in these."""
    held_out = _foreseen_texts(dataset, splits, HELD_OUT)
    return _compare(dataset, SOURCE, held_out, _foreseen_texts(dataset, splits, _OTHERS))


def _foreseen_texts(
    dataset: Dataset, splits: Mapping[int, str], wanted: Sequence[Split]
) -> Iterator[ItemText]:
    rows = dataset.items.order_by("id").values_list("id", "question")
    for item, question in rows.iterator(chunk_size=_ROWS):
        if (split := splits.get(item, Split.UNASSIGNED)) in wanted:
            yield item, split, question


def _compare(
    dataset: Dataset, language: str, held_out: Iterator[ItemText], others: Iterator[ItemText]
) -> Iterator[NearDuplicate]:
    kept = [(str(item), split, text) for item, split, text in held_out]
    splits = {item: split for item, split, _ in kept}
    questions = [(item, text) for item, _, text in kept]
    rest = ((str(item), text) for item, _, text in others)
    for pair in find_near_duplicates(questions, rest):
        # What both stand in dev does no harm, and each is its own twin.
        if splits[pair.held_out_id] == splits.get(pair.other_id):
            continue
        yield NearDuplicate(
            dataset=dataset,
            held_out_id=int(pair.held_out_id),
            other_id=int(pair.other_id),
            language=language,
            similarity=pair.similarity,
        )


def _texts(dataset: Dataset, language: str, splits: Iterable[Split]) -> Iterator[ItemText]:
    rows: QuerySet[Item, ItemText] | QuerySet[Translation, ItemText]
    if language == SOURCE:
        items = dataset.items.filter(split__in=splits).order_by("id")
        rows = items.values_list("id", "split", "question")
    else:
        texts = Translation.objects.filter(
            dataset=dataset, language=language, is_current=True, item__split__in=splits
        )
        rows = texts.order_by("item_id").values_list("item_id", "item__split", "question")
    return rows.iterator(chunk_size=_ROWS)


def store_leaks(dataset: Dataset, language: str, found: Iterable[NearDuplicate]) -> int:
    """Puts the pairs of one language in the place of those found before; returns how many."""
    stored = 0
    pairs = iter(found)
    with transaction.atomic():
        dataset.near_duplicates.filter(language=language).delete()
        while chunk := list(islice(pairs, _ROWS)):
            NearDuplicate.objects.bulk_create(chunk)
            stored += len(chunk)
    return stored


def exclude_leaks(dataset: Dataset) -> int:
    """Takes the items of train that are like a held-out one out of it; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_EXCLUDE, {"dataset": dataset.pk, "language": SOURCE})
        return int(cursor.rowcount)
