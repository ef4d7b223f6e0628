"""Writes on the corpus: importing files, drawing splits, new versions of texts and recordings."""

import hashlib
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path
from typing import Literal

from django.core.files import File
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from catalog.models import Dataset
from corpus.enums import MemoryOrigin, Origin, Split
from corpus.errors import SplitsFrozenError, TextReplacedError
from corpus.importing.detect import Format, read
from corpus.ingest import fingerprint, land_rows
from corpus.models import ImportRun, Item, MemoryEntry, Recording, Translation
from corpus.splitting import ItemKey, draw_splits

HUMAN = "human"


def import_file(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    file: BufferedReader | File[bytes],
    *,
    name: str,
    format: Format | Literal["auto"] = "auto",  # noqa: A002 - the word users know
    language: str | None = None,
    by: User | None,
) -> ImportRun:
    """Reads one file into a dataset and reports on every row.

    Raises:
        ImportFileError: the file as a whole can't be read.
    """
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    run = ImportRun(
        dataset=dataset, filename=Path(name).name, format=format, sha256=digest, created_by=by
    )
    return land_rows(run, read(file, name, format=format, language=language))


def draw_dataset_splits(dataset: Dataset) -> None:
    """Draws train, dev, test and bench anew for all items (design decision 7).

    Once something was made of an item, all that have a place keep it, and items that came later
    go to train: a held-out item stays held out.

    Raises:
        SplitsFrozenError: something was made of an item, and none came later.
        SplitSizeError: the dataset's sizes can't be had from its items.
    """
    with transaction.atomic():
        dataset = Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
        if _is_frozen(dataset):
            late = dataset.items.filter(split=Split.UNASSIGNED)
            if not late.update(split=Split.TRAIN):
                raise SplitsFrozenError
            return
        rows = dataset.items.values_list("external_id", "source__slug")
        places = draw_splits(
            [ItemKey(external_id, source) for external_id, source in rows],
            dev=dataset.dev_size,
            test=dataset.test_size,
            bench=dataset.bench_size,
            seed=dataset.split_seed,
        )
        _store_splits(dataset, ((key, p.split, p.in_bench) for key, p in places.items()))
        dataset.splits_drawn_at = timezone.now()
        dataset.save(update_fields=["splits_drawn_at"])


def _is_frozen(dataset: Dataset) -> bool:
    """Whether an item was translated or voiced."""
    made = Translation.objects.filter(dataset=dataset).exclude(origin=Origin.SOURCE)
    return made.exists() or Recording.objects.filter(dataset=dataset).exists()


def _store_splits(dataset: Dataset, rows: Iterable[tuple[str, str, bool]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE split_row (external_id text, split text, in_bench boolean)"
            " ON COMMIT DROP"
        )
        with cursor.copy("COPY split_row FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            "UPDATE corpus_item i SET split = r.split, in_bench = r.in_bench FROM split_row r"
            " WHERE i.dataset_id = %s AND i.external_id = r.external_id",
            [dataset.pk],
        )
        cursor.execute("DROP TABLE split_row")


def count_splits(dataset: Dataset) -> dict[str, int]:
    """Items by split; ``bench`` counts a part of ``test``."""
    rows = dataset.items.values("split").annotate(
        items=Count("id"), bench=Count("id", filter=Q(in_bench=True))
    )
    counts = {row["split"]: row["items"] for row in rows}
    bench = sum(row["bench"] for row in rows)
    return {**dict.fromkeys(Split.values, 0), **counts, "bench": bench}


def correct_translation(
    translation: Translation, *, question: str, answer: str, by: User
) -> Translation:
    """Puts a person's text in place of a translation and into the translation memory.

    The old text stays as history, and so do its recordings, unless the question is still the
    same: then they speak the new text's words and go over to it, votes and all.

    Raises:
        TextReplacedError: it is no longer the current text.
    """
    with transaction.atomic():
        item = _make_room(translation)
        corrected = Translation.objects.create(
            dataset_id=translation.dataset_id,
            item=item,
            language=translation.language,
            question=question,
            answer=answer,
            origin=Origin.HUMAN,
            engine=HUMAN,
            licence=translation.licence,
            parameters={"corrects": translation.pk},
            fingerprint=fingerprint(question, answer),
            author=by,
        )
        _hand_over_recordings(translation, corrected)
        _remember(item, corrected)
    return corrected


def restore_translation(translation: Translation, *, instead_of: Translation) -> Translation:
    """Takes a correction back: the earlier text is current again, the memory forgets the other.

    Raises:
        TextReplacedError: the correction is no longer the current text.
    """
    with transaction.atomic():
        item = _make_room(instead_of)
        MemoryEntry.objects.filter(
            dataset_id=item.dataset_id,
            language=translation.language,
            item_key=item.external_id,
            origin=MemoryOrigin.CORRECTION,
        ).delete()
        translation.is_current = True
        translation.save(update_fields=["is_current"])
        _hand_over_recordings(instead_of, translation)
    return translation


def _hand_over_recordings(old: Translation, new: Translation) -> None:
    if old.question == new.question:
        old.recordings.update(translation=new)


def _make_room(current: Translation) -> Item:
    """Locks the item and leaves its language without a current text."""
    item = Item.objects.select_for_update(no_key=True).get(pk=current.item_id)
    if not Translation.objects.filter(pk=current.pk, is_current=True).update(is_current=False):
        raise TextReplacedError
    return item


def _remember(item: Item, translation: Translation) -> None:
    for field in ("question", "answer"):
        MemoryEntry.objects.update_or_create(
            dataset_id=item.dataset_id,
            language=translation.language,
            item_key=item.external_id,
            field=field,
            origin=MemoryOrigin.CORRECTION,
            defaults={
                "source_text": getattr(item, field),
                "target_text": getattr(translation, field),
            },
        )
