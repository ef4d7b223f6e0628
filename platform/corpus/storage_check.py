"""Compares all that has audio or files with the store: what is missing, damaged, or nobody's.

An object is put before any row speaks of it, so a killed worker leaves at most an object without
a row: an orphan, reported after an hour and deleted only by `manage.py sweep_storage --delete`.
Batches may take longer than that: what is younger than the oldest one under way is nobody's orphan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from catalog.models import Dataset
from corpus.audio_rows import is_known, tables
from corpus.models import StorageReport
from corpus.storage import AudioStore, StoredObject, audio_store
from jobs.enums import BatchState
from jobs.models import Batch

GRACE = timedelta(hours=1)
"""Clocks differ, and what is no batch puts objects, too: a person who uploads a voice."""

NAMES_KEPT = 1_000
_TABLE = """
CREATE TEMPORARY TABLE stored_object (sha256 text, size_bytes bigint, stored_at timestamptz)
ON COMMIT DROP
"""
_COPY = "COPY stored_object FROM STDIN"
_INDEX = "CREATE INDEX ON stored_object (sha256)"
# A row that is younger than the list may have come after its object's place in it.
_KEPT = """
SELECT sha256, size_bytes FROM {table}
WHERE dataset_id = %(dataset)s AND created_at < %(since)s
"""
_MISSING = """
SELECT DISTINCT r.sha256 FROM ({kept}) r
WHERE NOT EXISTS (SELECT FROM stored_object o WHERE o.sha256 = r.sha256) ORDER BY r.sha256
"""
_DAMAGED = """
SELECT DISTINCT r.sha256 FROM ({kept}) r JOIN stored_object o ON o.sha256 = r.sha256
WHERE r.size_bytes <> o.size_bytes ORDER BY r.sha256
"""
_ORPHANS = """
SELECT o.sha256 FROM stored_object o WHERE o.stored_at < %(before)s AND {nobodys} ORDER BY o.sha256
"""
_NOBODYS = "NOT EXISTS (SELECT FROM {table} r WHERE r.sha256 = o.sha256)"


@dataclass(frozen=True)
class Names:
    """How many there are, and the first of them."""

    count: int
    first: list[str]


def orphaned_before() -> datetime:
    """A younger object may belong to work that hasn't written its rows yet."""
    begun = Batch.objects.filter(state=BatchState.CLAIMED).aggregate(at=Min("claimed_at"))["at"]
    return min(timezone.now(), begun or timezone.now()) - GRACE


def check_storage(dataset: Dataset) -> StorageReport:
    """Lists the whole store once and compares it with what a dataset keeps; writes nothing.

    That is its recordings, voices and control clips, and the files of its releases.

    Returns:
        An unsaved report.

    Raises:
        AudioStoreError: the store can't be listed.
    """
    since = timezone.now()
    values: dict[str, int | datetime] = {
        "dataset": dataset.pk,
        "since": since,
        "before": orphaned_before(),
    }
    kept = " UNION ALL ".join(_KEPT.format(table=table) for table in tables())
    asked = (_MISSING.format(kept=kept), _DAMAGED.format(kept=kept), _orphans())
    with _listed(audio_store().list()) as find:
        missing, damaged, orphans = (find(sql, values) for sql in asked)
    return StorageReport(
        dataset=dataset,
        missing=missing.count,
        damaged=damaged.count,
        orphans=orphans.count,
        missing_names=missing.first,
        damaged_names=damaged.first,
        orphan_names=orphans.first,
        checked_at=since,
    )


def delete_orphans(store: AudioStore) -> Iterator[str]:
    """Deletes old objects that no row has, and yields their names.

    Each is looked at again right before: whoever puts the same bytes makes it young again.
    """
    before = orphaned_before()
    for stored in store.list():
        if stored.stored_at < before and not is_known(stored.sha256):
            now = store.find(stored.sha256)
            if now is not None and now.stored_at < before and not is_known(stored.sha256):
                store.delete(stored.sha256)
                yield stored.sha256


def count_orphans(store: AudioStore) -> int:
    with _listed(store.list()) as find:
        return find(_orphans(), {"before": orphaned_before()}).count


def _orphans() -> str:
    return _ORPHANS.format(nobodys=" AND ".join(_NOBODYS.format(table=table) for table in tables()))


@contextmanager
def _listed(objects: Iterable[StoredObject]) -> Iterator["Find"]:
    """Holds the store's list as a temporary table, for the questions asked within."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            for one in objects:
                copy.write_row((one.sha256, one.size_bytes, one.stored_at))
        cursor.execute(_INDEX)
        cursor.execute("ANALYZE stored_object")
        yield _find
        cursor.execute("DROP TABLE stored_object")


Find = Callable[[str, Mapping[str, int | datetime]], Names]


def _find(sql: str, values: Mapping[str, int | datetime]) -> Names:
    """Counts all names and keeps the first; the database holds the others."""
    with connection.cursor() as cursor:
        counted = f"SELECT count(*), (array_agg(sha256))[:{NAMES_KEPT}] FROM ({sql}) found"  # noqa: S608 - our own SQL
        cursor.execute(counted, values)
        count, first = cursor.fetchone() or (0, None)
    return Names(int(count), list(first or ()))
