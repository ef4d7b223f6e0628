"""The report on rows kept out, as a CSV that opens in a spreadsheet and runs nothing there."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

from common.spreadsheets import harmless

COLUMNS = ("file", "place", "field", "reason", "excerpt")

_BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something else
_PIECE = 65_536


class RejectedRow(Protocol):
    """What a reader's `Reject` and a stored reject have in common."""

    @property
    def place(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def excerpt(self) -> str: ...


def write_rejects(rejects: Iterable[RejectedRow], *, file: str) -> Iterator[bytes]:
    """Yields the report piece by piece: a header, then one line for each reject.

    A cell that a spreadsheet would run gets an apostrophe in front. Every cell is quoted, so
    that a ";" doesn't start a new cell where spreadsheets split at it.
    """
    piece = io.StringIO(_BOM)
    piece.seek(0, io.SEEK_END)
    writer = csv.writer(piece, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for one in rejects:
        cells = (file, one.place, one.field, one.reason, one.excerpt)
        writer.writerow([harmless(cell) for cell in cells])
        if piece.tell() > _PIECE:
            yield piece.getvalue().encode("utf-8", "backslashreplace")
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode("utf-8", "backslashreplace")
