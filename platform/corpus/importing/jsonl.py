"""JSON Lines: one pair a line, read in a stream; a bad line never costs a good one."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.importing.errors import BadFieldError
from corpus.importing.pairs import read_pair
from corpus.importing.parsing import as_object, parse_json
from corpus.importing.rows import RAW_LIMIT, ParsedPair, Reject, make_reject
from corpus.importing.stream import LINE_LIMIT, LongLine, bounded_lines
from languages import SOURCE


def read_jsonl(file: BinaryIO, *, language: str | None = None) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each line that is not blank, in order, in constant memory.

    Args:
        file: Bytes, from their beginning; UTF-8 with or without a byte order mark.
        language: ISO 639-3 code of lines that name no language; English if None.
    """
    for number, line in enumerate(bounded_lines(file, keep=RAW_LIMIT), start=1):
        place = f"line {number}"
        if isinstance(line, LongLine):
            reason = f"the line is longer than {LINE_LIMIT:,} bytes"
            yield make_reject(place, field="", reason=reason, raw=line.start)
        elif stripped := line.strip(b" \t\r\n"):
            yield _read_line(stripped, place, language or SOURCE)


def _read_line(line: bytes, place: str, language: str) -> ParsedPair | Reject:
    try:
        return read_pair(as_object(parse_json(line.decode("utf-8")), ""), place, language)
    except BadFieldError as bad:
        return make_reject(place, field=bad.field, reason=bad.reason, raw=line, value=bad.value)
    except UnicodeDecodeError as bad:
        reason = f"byte 0x{line[bad.start]:02X} at position {bad.start + 1} is not UTF-8"
    except ValueError as bad:
        reason = f"not JSON: {bad}"
    return make_reject(place, field="", reason=reason, raw=line)
