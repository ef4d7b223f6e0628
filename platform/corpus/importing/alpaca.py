"""Alpaca's layout: a list of {instruction, input, output}, as text instruction sets come.

As in SpeechVerse's voiced Alpaca (section 3.1), what is spoken is the input, and the instruction
stands beside it as text: it becomes the context. Without an input the instruction is spoken.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.importing.errors import BadFieldError
from corpus.importing.parsing import (
    JsonObject,
    JsonValue,
    as_list,
    as_object,
    take_identifier,
    take_optional_text,
    take_text,
)
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.whole import read_list, reject_part

ALPACA_SOURCE = "instruction"


def read_alpaca(file: BinaryIO, *, language: str) -> Iterator[ParsedPair | Reject]:
    """Yields one result for each row.

    A row without an id gets one of its instruction and input, so that the same row is known again
    wherever it stands; a translation needs the English row's own. The layout is one JSON value, so
    the whole file is held in memory.
    """
    rows = read_list(file, lambda value: as_list(value, ""))
    if isinstance(rows, Reject):
        yield rows
        return
    for number, row in enumerate(rows):
        yield _read_row(row, f"[{number}]", language)


def _read_row(row: JsonValue, place: str, language: str) -> ParsedPair | Reject:
    try:
        return _pair(as_object(row, ""), place, language)
    except BadFieldError as bad:
        return reject_part(place, bad, row)


def _pair(row: JsonObject, place: str, language: str) -> ParsedPair:
    instruction, given = take_text(row, "instruction"), take_optional_text(row, "input")
    return ParsedPair(
        place=place,
        external_id=take_identifier(row) if "id" in row else _id_of(instruction, given),
        language=language,
        source=ALPACA_SOURCE,
        question=given or instruction,
        answer=take_text(row, "output"),
        context=instruction if given else "",
    )


def _id_of(instruction: str, given: str) -> str:
    said = json.dumps([instruction, given], ensure_ascii=False)
    return f"alpaca-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
