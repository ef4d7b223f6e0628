"""The rows that researchers pull: one item in one language, with its whole lineage.

The database makes the JSON, so that pages and streams hold the same rows to the letter, and a
stream costs little more than PostgreSQL's own COPY. What differs is how votes are found: a stream
adds up all of them at once, a page looks up those of its few recordings.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from catalog.models import Dataset
from releases.ndjson import stream_ndjson
from releases.row_shape import ROW, columns, pick
from releases.versions import current_versions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releases.versions import Version

# Until the transaction ends: joins of whole languages and sums of votes stay in memory.
_ROOMY = "SET LOCAL work_mem = '64MB'"
# Records become JSON faster than by json_build_object, which looks up each key and type anew.
_ROWS = """
SELECT row_to_json(line) FROM (
    SELECT {columns} FROM ({versions}) picked
    LEFT JOIN {votes}
    LEFT JOIN generation_checkreport report ON report.recording_id = picked.clip
    ORDER BY of_item, of_text) line
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
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ROOMY)
        query = _select(cursor, versions, votes=_ALL_VOTES)
        yield from stream_ndjson(cursor, query)


def _select(cursor: CursorWrapper, versions: "QuerySet[Version]", *, votes: str) -> str:
    bound = pick(cursor, versions)
    return _ROWS.format(columns=columns(cursor, ROW), versions=bound, votes=votes)
