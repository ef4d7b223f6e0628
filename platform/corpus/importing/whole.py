"""What layouts that are one JSON value share: reading it, and saying what is wrong with a part."""

import json
from collections.abc import Callable
from typing import BinaryIO

from corpus.importing.errors import BadFieldError
from corpus.importing.parsing import JsonValue, parse_json
from corpus.importing.rows import RAW_LIMIT, Reject, make_reject


def read_list(
    file: BinaryIO, find: Callable[[JsonValue], list[JsonValue]]
) -> list[JsonValue] | Reject:
    """What `find` takes of the file's value; it is all held in memory."""
    content = file.read()
    try:
        return find(parse_json(content.decode("utf-8-sig")))
    except BadFieldError as bad:
        return make_reject("file", field=bad.field, reason=bad.reason, raw=content)
    except ValueError as bad:
        return _reject_file(content, bad)


def _reject_file(content: bytes, bad: ValueError) -> Reject:
    """Of bytes that are no UTF-8, or no JSON."""
    if isinstance(bad, UnicodeDecodeError):
        reason = f"byte 0x{content[bad.start]:02X} at position {bad.start + 1} is not UTF-8"
        return make_reject("file", field="", reason=reason, raw=content[bad.start :])
    if isinstance(bad, json.JSONDecodeError):
        raw = bad.doc[bad.pos : bad.pos + RAW_LIMIT].encode()
        place = f"line {bad.lineno} column {bad.colno}"
        return make_reject(place, field="", reason=f"not JSON: {bad.msg}", raw=raw)
    return make_reject("file", field="", reason=f"not JSON: {bad}", raw=content)


def reject_part(place: str, bad: BadFieldError, part: JsonValue) -> Reject:
    """Of a part that is JSON, but not what belongs there."""
    try:
        raw = json.dumps(part).encode("ascii")
    except RecursionError:
        raw = b""  # too deep to be written again; the place says where it stands
    return make_reject(place, field=bad.field, reason=bad.reason, raw=raw, value=bad.value)
