"""JSON Lines: one pair a line, read in a stream; a bad line never costs a good one."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.importing.codes import language_code
from corpus.importing.errors import BadFieldError
from corpus.importing.parsing import (
    JsonObject,
    as_object,
    parse_json,
    take_identifier,
    take_optional_text,
    take_string,
    take_text,
)
from corpus.importing.rows import RAW_LIMIT, ParsedPair, Reject, make_reject
from corpus.importing.validate import source_problem
from languages import SOURCE

LINE_LIMIT = 2_000_000
_BOM = b"\xef\xbb\xbf"


def read_jsonl(file: BinaryIO, *, language: str | None = None) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each line that is not blank, in order, in constant memory.

    Args:
        file: Bytes, from their beginning; UTF-8 with or without a byte order mark.
        language: ISO 639-3 code of lines that name no language; English if None.
    """
    for number, line in enumerate(_lines(file), start=1):
        place = f"line {number}"
        if isinstance(line, _LongLine):
            reason = f"the line is longer than {LINE_LIMIT:,} bytes"
            yield make_reject(place, field="", reason=reason, raw=line.start)
        elif stripped := line.strip(b" \t\r\n"):
            yield _read_line(stripped, place, language or SOURCE)


class _LongLine:
    def __init__(self, start: bytes) -> None:
        self.start = start


def _lines(file: BinaryIO) -> Iterator[bytes | _LongLine]:
    first = True
    while line := file.readline(LINE_LIMIT + 1):
        if first:
            line = line.removeprefix(_BOM)
            first = False
        if len(line) > LINE_LIMIT:
            start, end = line[:RAW_LIMIT], line
            while end and not end.endswith(b"\n"):
                end = file.readline(LINE_LIMIT)
            yield _LongLine(start)
        else:
            yield line


def _read_line(line: bytes, place: str, language: str) -> ParsedPair | Reject:
    try:
        return _read_pair(as_object(parse_json(line.decode("utf-8")), ""), place, language)
    except BadFieldError as bad:
        return make_reject(place, field=bad.field, reason=bad.reason, raw=line, value=bad.value)
    except UnicodeDecodeError as bad:
        reason = f"byte 0x{line[bad.start]:02X} at position {bad.start + 1} is not UTF-8"
    except ValueError as bad:
        reason = f"not JSON: {bad}"
    return make_reject(place, field="", reason=reason, raw=line)


def _read_pair(row: JsonObject, place: str, default_language: str) -> ParsedPair:
    external_id = take_identifier(row)
    language = _take_language(row, default_language)
    return ParsedPair(
        place=place,
        external_id=external_id,
        language=language,
        source=_take_source(row, required=language == SOURCE),
        question=take_text(row, "question"),
        answer=take_text(row, "answer"),
        context=take_optional_text(row, "context"),
    )


def _take_language(row: JsonObject, default: str) -> str:
    if row.get("language") is None:
        return default
    name = take_string(row, "language")
    code = language_code(name)
    if code is None:
        raise BadFieldError("language", "is not a language of this platform", name)
    return code


def _take_source(row: JsonObject, *, required: bool) -> str:
    if row.get("source") is None and not required:
        return ""
    source = take_string(row, "source")
    if problem := source_problem(source):
        raise BadFieldError("source", problem, source)
    return source
