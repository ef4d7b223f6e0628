"""Rows of a release, as they were frozen: filtered, in pages, or as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from releases.errors import RowMissingError
from releases.models import Release, ReleaseRow
from releases.ndjson import stream_ndjson


@dataclass(frozen=True, kw_only=True)
class RowFilter:
    """Which rows of a release; what is empty or None doesn't matter.

    Attributes:
        licence: a part of the licences of text and recording.
        least_naturalness, least_understood: means of the votes that count, 1-5.
        after: id and language of the last row that is had already, as in ``demo-001/ara``.
    """

    split: str = ""
    language: str = ""
    source: str = ""
    engine: str = ""
    licence: str = ""
    verified: bool | None = None
    least_naturalness: float | None = None
    least_understood: float | None = None
    after: str = ""


def filter_rows(release: Release, wanted: RowFilter) -> "QuerySet[ReleaseRow]":
    """In the order of items and languages.

    Raises:
        RowMissingError: the release has no row ``after``.
    """
    rows = release.frozen_rows.filter(_split(wanted.split))
    exact = {
        "language": wanted.language or None,
        "source": wanted.source or None,
        "engine": wanted.engine or None,
        "licences__contains": wanted.licence or None,
        "verified": wanted.verified,
        "naturalness__gte": wanted.least_naturalness,
        "understood__gte": wanted.least_understood,
    }
    rows = rows.filter(**{path: value for path, value in exact.items() if value is not None})
    return rows.filter(_after(release, wanted.after)).order_by("item_id", "language")


def _split(split: str) -> Q:
    if split == "bench":
        return Q(in_bench=True)
    return Q(split=split) if split else Q()


def _after(release: Release, last: str) -> Q:
    if not last:
        return Q()
    item, _, language = last.rpartition("/")
    row = release.frozen_rows.filter(item__external_id=item, language=language).first()
    if row is None:
        raise RowMissingError(last)
    return Q(item_id__gt=row.item_id) | Q(item_id=row.item_id, language__gt=row.language)


def stream_frozen_rows(rows: "QuerySet[ReleaseRow]") -> Iterator[bytes]:
    """NDJSON in order, with memory that doesn't grow with the number of rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        query = cursor.mogrify(*rows.values("line__line").query.sql_with_params())
        yield from stream_ndjson(cursor, query)
