"""Writes on the corpus: importing files, new versions of texts and recordings."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.files import File
from django.db import transaction

from accounts.models import User
from catalog.models import Dataset
from corpus.enums import MemoryOrigin, Origin, Split
from corpus.errors import TextReplacedError
from corpus.fingerprints import fingerprint
from corpus.importing.detect import Format, read, tell_format
from corpus.ingest import land_rows
from corpus.models import ImportRun, Item, MemoryEntry, Translation
from corpus.segments import tally_memory
from jobs.counts import Key, Metric, read_counts, record_counts

HUMAN = "human"
FILENAME_LIMIT = 255


def import_file(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    file: BufferedReader | File[bytes] | Path,
    *,
    name: str,
    format: Format | Literal["auto"] = "auto",  # noqa: A002 - the word users know
    language: str | None = None,
    with_audio: bool = False,
    split_names: Path | None = None,
    for_good: bool = True,
    by: User | None,
) -> ImportRun:
    """Reads one file, or a folder with Voice Assistant 400K's shards, and reports on every row.

    Args:
        dataset: Where the rows go.
        file: Open at its beginning, or the path of a folder.
        name: The file's own name; it may tell format and language.
        format: Only where the content must not tell it.
        language: ISO 639-3, of rows that name none.
        with_audio: Keep the spoken questions of Voice Assistant 400K as recordings.
        split_names: Another table of its split names (see `importing/split_names.csv`).
        for_good: False where the caller undoes it all (see `check_file`): no audio is stored then.
        by: Who sent it.

    Raises:
        ImportFileError: the file as a whole can't be read.
        ImportBusyError: another import into this dataset is under way, or a check for one.
        AudioStoreError: the spoken questions can't be stored.
    """
    run = ImportRun(
        dataset=dataset,
        filename=Path(name).name[:FILENAME_LIMIT],
        format=tell_format(file, name, limit=settings.IMPORT_LIMIT_BYTES)
        if format == "auto"
        else format,
        sha256=_digest(file),
        created_by=by,
    )
    rows = read(
        file,
        name,
        format=format,
        language=language,
        limit=settings.IMPORT_LIMIT_BYTES,
        with_audio=with_audio,
        split_names=split_names,
    )
    return land_rows(run, rows, for_good=for_good)


@contextmanager
def check_file(  # noqa: PLR0913 - one keyword for each field of the form
    dataset: Dataset,
    file: File[bytes],
    *,
    name: str,
    format: Format | Literal["auto"] = "auto",  # noqa: A002 - the word users know
    language: str | None = None,
    with_audio: bool = False,
    by: User | None,
) -> Iterator[ImportRun]:
    """Imports a file and undoes that: what it told must be read within.

    Raises as `import_file`.
    """
    with transaction.atomic():
        yield import_file(
            dataset,
            file,
            name=name,
            format=format,
            language=language,
            with_audio=with_audio,
            for_good=False,
            by=by,
        )
        transaction.set_rollback(True)


def _digest(file: BufferedReader | File[bytes] | Path) -> str:
    """SHA-256 of the bytes; of a folder, which may hold 100 GB, of its names and sizes."""
    if isinstance(file, Path):
        shards = (f"{path.name} {path.stat().st_size}" for path in sorted(file.rglob("*")))
        return fingerprint(*shards)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def count_splits(dataset: Dataset) -> dict[str, int]:
    """Items by split; ``bench`` counts a part of ``test``."""
    counts = read_counts(dataset.pk, Metric.SPLIT_ITEMS)
    splits = [*Split.values, "bench"]
    return {split: counts[Key(Metric.SPLIT_ITEMS, name=split)] for split in splits}


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
        forgotten, _ = MemoryEntry.objects.filter(
            dataset_id=item.dataset_id,
            language=translation.language,
            item_key=item.external_id,
            origin=MemoryOrigin.CORRECTION,
        ).delete()
        _count_corrections(translation, -forgotten)
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
    added = 0
    for field in ("question", "answer"):
        _, is_new = MemoryEntry.objects.update_or_create(
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
        added += is_new
    _count_corrections(translation, added)


def _count_corrections(translation: Translation, change: int) -> None:
    tally = tally_memory({translation.language: change}, MemoryOrigin.CORRECTION)
    record_counts(translation.dataset_id, tally)
