"""Cutting a release into shards, and making one: the same shard is always the same bytes."""

import io
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from corpus.storage import audio_store
from jobs.batches import insert_ready
from jobs.models import Batch, Job
from releases.enums import ExportFormat
from releases.exporting.parquet import write_parquet
from releases.exporting.rows import read_frozen
from releases.exporting.texts import write_corrected, write_ndjson, write_ratings
from releases.exporting.webdataset import write_webdataset
from releases.frozen_rows import RowFilter, filter_rows
from releases.models import Export, ReleaseRow, Shard

# A shard ends where either is full: so many rows, or so many bytes of audio.
_CUT = """
SELECT '' AS language, ARRAY[min(id), max(id), number] AS subject_ids, count(*) AS units
FROM (
    SELECT id, dense_rank() OVER (ORDER BY part) - 1 AS number FROM (
        SELECT id, greatest(
            (row_number() OVER (ORDER BY id) - 1) / %(rows)s,
            (sum(size) OVER (ORDER BY id) - size) / %(bytes)s) AS part
        FROM (SELECT row.id, {size} AS size FROM ({rows}) row
              LEFT JOIN corpus_recording clip ON clip.id = row.recording_id) sized) parted) numbered
GROUP BY number ORDER BY number
"""
ROWS_PER_SHARD = 100_000


class Cut(NamedTuple):
    """What a batch of an export holds: the first and last id of its rows, and its number."""

    first: int
    last: int
    number: int


def plan_shards(job: Job, export: Export) -> int:
    """Inserts a batch for each shard; returns how many rows they have."""
    kind = ExportFormat(export.format)
    with connection.cursor() as cursor:
        rows = _rows(export).order_by().values("id", "recording_id").query
        bound = cursor.mogrify(*rows.sql_with_params())
        size = "coalesce(clip.size_bytes, 0)" if kind.holds_audio else "0"
        values = {
            "rows": ROWS_PER_SHARD if kind.cuts_rows else 2**62,
            "bytes": settings.EXPORT_SHARD_BYTES,
        }
        # What is bound already may hold percent signs, of a LIKE for one.
        cut = _CUT.format(rows=bound.replace("%", "%%"), size=size)
        export.shards_planned = insert_ready(cursor, job, cut, values)
    export.save(update_fields=["shards_planned"])
    return sum(Batch.objects.filter(job=job).values_list("units", flat=True))


def make_shard(export: Export, cut: Cut) -> Shard:
    """Writes the shard into the store; the row that speaks of it is not saved yet."""
    file = io.BytesIO()
    rows = _write(export, cut, file)
    content = file.getvalue()
    return Shard(
        dataset=export.release.dataset,
        export=export,
        number=cut.number,
        sha256=audio_store().put(content),
        size_bytes=len(content),
        rows=rows,
    )


def _rows(export: Export) -> QuerySet[ReleaseRow]:
    return filter_rows(export.release, RowFilter(**export.filters))


def _write(export: Export, cut: Cut, file: BinaryIO) -> int:
    kind = ExportFormat(export.format)
    wanted = _rows(export).filter(pk__range=(cut.first, cut.last))
    if kind == ExportFormat.RATINGS:
        return write_ratings(wanted, file)
    rows = read_frozen(wanted, with_audio=kind.holds_audio)
    if kind == ExportFormat.WEBDATASET:
        return write_webdataset(rows, file)
    if kind == ExportFormat.NDJSON:
        return write_ndjson(rows, file)
    if kind == ExportFormat.TMX:
        return write_corrected(rows, file)
    return write_parquet(rows, file, with_audio=kind.holds_audio)
