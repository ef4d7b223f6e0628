"""Parquet with the same column names as JSON Lines' fields, read batch by batch."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.importing.errors import BadFieldError, ImportColumnsError
from corpus.importing.pairs import COLUMNS, OPTIONAL, REQUIRED, read_pair
from corpus.importing.rows import ParsedPair, Reject, make_reject
from corpus.importing.tables import (
    CellRow,
    arrow_errors,
    json_row,
    parquet_columns,
    parquet_rows,
    raw_row,
)
from languages import SOURCE

_NAMES = {column: column for column in COLUMNS}


def read_parquet(
    file: BinaryIO, name: str, *, limit: int, language: str | None = None
) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each row, in order; memory holds one batch.

    Args:
        file: A file that can be sought in.
        name: The file's own name, for messages.
        limit: Most bytes of text read.
        language: ISO 639-3 code of rows that name no language; English if None.

    Raises:
        ImportColumnsError: a column is missing.
        ImportDamagedError: it is not Parquet, or broken.
    """
    with arrow_errors(name, "Parquet"):
        found = parquet_columns(file)
        if not set(REQUIRED) <= set(found) or any(found.count(one) > 1 for one in COLUMNS):
            raise ImportColumnsError(name, wanted=REQUIRED, optional=OPTIONAL, found=found)
        rows = parquet_rows(file, COLUMNS, name=name, limit=limit)
        for number, row in enumerate(rows, start=1):
            yield _read_row(row, f"row {number}", language or SOURCE)


def _read_row(row: CellRow, place: str, language: str) -> ParsedPair | Reject:
    try:
        return read_pair(json_row(row, _NAMES), place, language)
    except BadFieldError as bad:
        raw = raw_row(row)
        return make_reject(place, field=bad.field, reason=bad.reason, raw=raw, value=bad.value)
