"""The rows that researchers pull: one item in one language, with its whole lineage.

The database makes the JSON, so that pages and streams hold the same rows to the letter, and a
stream costs little more than PostgreSQL's own COPY. What differs is how votes are found: a stream
adds up all of them at once, a page looks up those of its few recordings.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F

from catalog.models import Dataset
from releases.versions import current_versions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releases.versions import Version

BLOCK_BYTES = 64 * 1024
# CSV of one column whose delimiter and quote can't occur in JSON: each line is a row as it is.
_COPY = r"COPY ({query}) TO STDOUT (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"
# Until the transaction ends: joins of whole languages and sums of votes stay in memory.
_ROOMY = "SET LOCAL work_mem = '64MB'"
# Records become JSON faster than by json_build_object, which looks up each key and type anew.
_ROWS = """
SELECT row_to_json(line) FROM (
    SELECT {columns} FROM ({versions}) picked
    LEFT JOIN {votes}
    LEFT JOIN generation_checkreport report ON report.recording_id = picked.clip
    ORDER BY picked.of_item, picked.id) line
"""
_SUMS = """
SELECT recording_id, count(*) AS count, avg(naturalness)::float8 AS naturalness,
       avg(understood)::float8 AS understood
FROM annotation_rating WHERE withdrawn_at IS NULL
"""
_ALL_VOTES = f"({_SUMS} GROUP BY recording_id) votes ON votes.recording_id = picked.clip"
_ITS_VOTES = f"""
LATERAL ({_SUMS} AND recording_id = picked.clip GROUP BY recording_id) votes ON true
"""
_TEXT = ("origin", "engine", "engine_version", "parameters", "score", "licence", "fingerprint")
_CLIP = (
    "sha256", "duration_s", "sample_rate", "loudness_lufs", "engine", "engine_version", "voice",
    "parameters", "licence", "fingerprint",
)  # fmt: skip
# What is picked of `releases.versions.current_versions`, each under a name of its own.
_PICKED = {
    "of_item": "item_id",
    "clip": "recording_id",
    "external_id": "item__external_id",
    "in_language": "language",
    "in_split": "item__split",
    "of_bench": "item__in_bench",
    "from_source": "item__source__slug",
    "said": "question",
    "answered": "answer",
    "source_question": "item__question",
    "source_answer": "item__answer",
    "in_context": "item__context",
    "is_verified": "verified",
    "text_is_verified": "text_verified",
    "text_job": "job_id",
    **{f"text_{name}": name for name in _TEXT},
    "clip_is_verified": "recording_verified",
    "clip_job": "current_recording__job_id",
    **{f"clip_{name}": f"current_recording__{name}" for name in _CLIP},
}
Shape = Mapping[str, "str | Shape"]
"""A JSON object: SQL expressions, or objects again, by key."""

_TRANSLATION: Shape = {
    "id": "picked.id",
    **{name: f"text_{name}" for name in _TEXT},
    "job": "text_job",
    "verified": "text_is_verified",
}
_RECORDING: Shape = {
    **{name: f"clip_{name}" for name in _CLIP},
    "job": "clip_job",
    "audio": "%(audio)s || clip_sha256",
    "failed_checks": "coalesce(report.failed, '{}')",
    "verified": "clip_is_verified",
}
_ROW: Shape = {
    "id": "external_id",
    "language": "in_language",
    "split": "in_split",
    "in_bench": "of_bench",
    "source": "from_source",
    "question": "said",
    "answer": "answered",
    "source_question": "source_question",
    "source_answer": "source_answer",
    "context": "in_context",
    "verified": "is_verified",
    "votes": {
        "count": "coalesce(votes.count, 0)",
        "naturalness": "votes.naturalness",
        "understood": "votes.understood",
    },
    "translation": _TRANSLATION,
    "recording": _RECORDING,
}


def read_rows(dataset: Dataset, text_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Some rows of a dataset, in the order of items."""
    if not text_ids:
        return []
    versions = current_versions(dataset).filter(pk__in=text_ids)
    with connection.cursor() as cursor:
        cursor.execute(_select(cursor, versions, votes=_ITS_VOTES))
        return [row for (row,) in cursor.fetchall()]


def stream_rows(versions: "QuerySet[Version]") -> Iterator[bytes]:
    """NDJSON in the order of items, with memory that doesn't grow with the number of rows."""
    block = bytearray()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ROOMY)
        query = _select(cursor, versions, votes=_ALL_VOTES)
        with cursor.copy(_COPY.format(query=query)) as lines:
            for line in lines:
                block += line
                if len(block) >= BLOCK_BYTES:
                    yield bytes(block)
                    block.clear()
    yield bytes(block)


def _select(cursor: CursorWrapper, versions: "QuerySet[Version]", *, votes: str) -> str:
    picked = versions.order_by().values("id", **{name: F(path) for name, path in _PICKED.items()})
    bound = cursor.mogrify(*picked.query.sql_with_params())
    audio = cursor.mogrify("%s::text", [f"{settings.PUBLIC_URL}/audio/"])
    columns = _columns(_ROW).replace("%(audio)s", audio)
    return _ROWS.format(columns=columns, versions=bound, votes=votes)


def _columns(shape: Shape) -> str:
    return ", ".join(f'{_value(value)} AS "{key}"' for key, value in shape.items())


def _value(value: "str | Shape") -> str:
    return value if isinstance(value, str) else _record(value)


def _record(shape: Shape) -> str:
    """SQL that makes the record; null for a recording that isn't there."""
    record = f"(SELECT part FROM (SELECT {_columns(shape)}) part)"  # noqa: S608 - only our own SQL
    if shape is _RECORDING:
        return f"CASE WHEN picked.clip IS NOT NULL THEN {record} END"
    return record
