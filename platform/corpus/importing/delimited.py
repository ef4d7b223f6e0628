"""CSV and TSV with a header: the same fields as JSON Lines, columns in any order."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from corpus.importing.errors import BadFieldError, ImportColumnsError
from corpus.importing.pairs import COLUMNS, OPTIONAL, REQUIRED, read_pair
from corpus.importing.parsing import JsonObject
from corpus.importing.rows import RAW_LIMIT, ParsedPair, Reject, make_reject
from corpus.importing.stream import LINE_LIMIT, LongLine, bounded_lines
from languages import SOURCE

TAB = "\t"
DELIMITERS = (",", ";", TAB)
RECORD_LIMIT = LINE_LIMIT  # bytes of one row that runs over several lines

# The limit is the whole process's. Python's own, 131,072, would cut huge cells in their midst,
# where nothing tells whether the rows that follow belong to them; ours judges them when whole.
csv.field_size_limit(max(csv.field_size_limit(), 2 * RECORD_LIMIT))

_EMPTY_MEANS_MISSING = ("source", "language")
_QUOTE = ord('"')
_UNDECODED = re.compile("[\udc80-\udcff]")


def read_delimited(
    file: BinaryIO, name: str, *, delimiter: str | None = None, language: str | None = None
) -> Iterator[ParsedPair | Reject]:
    r"""Yields one result for each row that is not blank, in order, in constant memory.

    Quoting is RFC 4180's: "a ""b"" c". A quote that is never closed costs its own line only;
    reading goes on with the next line.

    Args:
        file: Bytes, from their beginning; UTF-8 with or without a byte order mark.
        name: The file's own name, for messages.
        delimiter: One of `DELIMITERS`; None takes the one that splits the header best.
        language: ISO 639-3 code of rows that name no language; English if None.

    Raises:
        ImportColumnsError: The header lacks a column, or has it twice.
    """
    header: list[str] | None = None
    for place, row, raw in _records(_Lines(file), delimiter):
        if header is None:
            header = _read_header(row, name)
        elif isinstance(row, str):
            yield make_reject(place, field="", reason=row, raw=raw)
        else:
            yield _read_row(header, row, place, language or SOURCE, raw)
    if header is None:
        raise ImportColumnsError(name, wanted=REQUIRED, optional=OPTIONAL, found=())


def best_delimiter(header: str) -> str | None:
    """Returns the delimiter under which a header has every required column, or None."""
    return next((one for one in DELIMITERS if set(REQUIRED) <= set(_names(header, one))), None)


def _names(header: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([header], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
    return [_name(cell) for cell in cells]


def _name(cell: str) -> str:
    return cell.strip().casefold()


class _Lines:
    """Physical lines with their numbers; lines can be given back to be read again."""

    def __init__(self, file: BinaryIO) -> None:
        self._numbered = enumerate(bounded_lines(file, keep=RAW_LIMIT), start=1)
        self._again: deque[tuple[int, bytes | LongLine]] = deque()

    def take(self) -> tuple[int, bytes | LongLine] | None:
        return self._again.popleft() if self._again else next(self._numbered, None)

    def give_back(self, lines: Sequence[tuple[int, bytes | LongLine]]) -> None:
        self._again.extendleft(reversed(lines))


Record = tuple[str, list[str] | str, bytes]


def _records(lines: _Lines, delimiter: str | None) -> Iterator[Record]:
    """Yields place, cells (or what is wrong) and the start of the bytes of each record."""
    while (taken := lines.take()) is not None:
        number, line = taken
        place = f"line {number}"
        if isinstance(line, LongLine):
            yield place, f"the line is longer than {LINE_LIMIT:,} bytes", line.start
            continue
        if not line.strip(b" \r\n"):
            continue
        if delimiter is None:
            delimiter = best_delimiter(_decode(line)) or ","
        if _QUOTE in line:
            yield _read_quoted(lines, number, line, delimiter)
        else:
            yield place, _decode(line).rstrip("\r\n").split(delimiter), line


def _read_quoted(lines: _Lines, number: int, line: bytes, delimiter: str) -> Record:
    record = _Record(lines, number, line)
    place = f"line {number}"
    try:
        cells = next(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as bad:
        reason = _quote_problem(str(bad), delimiter)
        lines.give_back(record.taken[1:])
        return place, reason, line
    return place, cells, record.raw()


def _quote_problem(message: str, delimiter: str) -> str:
    if "expected after" in message:
        shown = "a tab" if delimiter == TAB else repr(delimiter)
        return f'a quote inside a quoted cell is not doubled (""), or {shown} is missing after it'
    if "unexpected end" in message:
        return "a quote that opens a cell is never closed"
    return f"not CSV: {message}"


class _Record:
    """The lines of one record, taken as the CSV reader asks for them."""

    def __init__(self, lines: _Lines, number: int, line: bytes) -> None:
        self._lines = lines
        self._size = 0
        self.taken: list[tuple[int, bytes | LongLine]] = []
        self._first: tuple[int, bytes | LongLine] | None = (number, line)

    def __iter__(self) -> Iterator[str]:
        while (line := self._next()) is not None:
            yield _decode(line)

    def raw(self) -> bytes:
        lines = (line for _, line in self.taken if isinstance(line, bytes))
        return b"".join(lines)[:RAW_LIMIT]

    def _next(self) -> bytes | None:
        if self._size > RECORD_LIMIT:
            return None
        taken, self._first = self._first or self._lines.take(), None
        if taken is None:
            return None
        self.taken.append(taken)
        line = taken[1]
        if isinstance(line, LongLine):
            self._size = RECORD_LIMIT + 1
            return None
        self._size += len(line)
        return line


def _decode(line: bytes) -> str:
    """Bytes that are not UTF-8 become lone surrogates, which `_read_row` looks for."""
    return line.decode("utf-8", "surrogateescape")


def _read_header(row: list[str] | str, name: str) -> list[str]:
    found = [] if isinstance(row, str) else [_name(cell) for cell in row]
    shown = [column.encode("utf-8", "backslashreplace").decode() for column in found]
    if not set(REQUIRED) <= set(found) or any(found.count(column) > 1 for column in COLUMNS):
        raise ImportColumnsError(name, wanted=REQUIRED, optional=OPTIONAL, found=shown)
    return found


def _read_row(
    header: list[str], cells: list[str], place: str, language: str, raw: bytes
) -> ParsedPair | Reject:
    try:
        return read_pair(_make_row(header, cells), place, language)
    except BadFieldError as bad:
        return make_reject(place, field=bad.field, reason=bad.reason, raw=raw, value=bad.value)


def _make_row(header: list[str], cells: list[str]) -> JsonObject:
    if len(cells) != len(header):
        reason = f"has {len(cells)} cells where the header has {len(header)} columns"
        raise BadFieldError("", reason)
    row = JsonObject()
    for column, cell in zip(header, cells, strict=True):
        if column not in COLUMNS or (not cell and column in _EMPTY_MEANS_MISSING):
            continue
        if found := _UNDECODED.search(cell):
            byte = ord(found.group()) - 0xDC00
            reason = f"byte 0x{byte:02X} at character {found.start() + 1} is not UTF-8"
            raise BadFieldError(column, reason)
        row[column] = cell
    return row
