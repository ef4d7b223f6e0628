"""What a reader yields: a row that may be stored, or the reason why it may not."""

from dataclasses import dataclass, field
from typing import TypeAlias

EXCERPT_LIMIT = 200
RAW_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class ParsedPair:
    """One question and answer in one language, with texts exactly as the file gives them.

    `place` says where it stood: "line 12", or "data[3].paragraphs[0].qas[2]".
    `source` is the slug of its source kind; empty only for languages other than English,
    whose pairs find their item by `external_id`. `audio` is the spoken question as a whole
    file (WAV, FLAC, …), where the file has one and the reader was asked for it.
    """

    place: str
    external_id: str
    language: str
    source: str
    question: str
    answer: str
    context: str = ""
    audio: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MemoryText:
    """One segment for the translation memory: a text of English and its translation.

    Segments stand alone: they name no item and don't say whether they are question or answer.
    """

    place: str
    language: str
    source_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class Reject:
    """One row kept out.

    `field` is empty when the row as a whole is bad. `excerpt` is printable and at most
    200 characters; `raw` is the start of the row as it stood, at most 4,096 bytes.
    """

    place: str
    field: str
    reason: str
    excerpt: str
    raw: bytes


Row: TypeAlias = ParsedPair | MemoryText | Reject


def make_reject(place: str, *, field: str, reason: str, raw: bytes, value: object = None) -> Reject:
    """Builds a `Reject` whose excerpt shows the value if it is a plain one, else the row."""
    shown = str(value) if isinstance(value, str | int | float) else raw
    return Reject(place, field, reason, excerpt(shown), raw[:RAW_LIMIT])


def excerpt(value: str | bytes) -> str:
    """Returns the start of a text with all that is invisible or undecodable escaped."""
    start = value[: EXCERPT_LIMIT * 4]
    text = start if isinstance(start, str) else start.decode("utf-8", "backslashreplace")
    escaped = "".join(map(_escape, text))
    return escaped if len(escaped) <= EXCERPT_LIMIT else escaped[: EXCERPT_LIMIT - 1] + "…"


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
