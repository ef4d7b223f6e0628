"""Tells what a file is from its first bytes, and by its name if those are not enough."""

import re
from typing import Literal

from corpus.importing.delimited import TAB, best_delimiter
from corpus.importing.errors import ImportFormatUnknownError
from corpus.importing.parsing import JsonObject, parse_json
from corpus.importing.stream import BOM

Format = Literal[
    "jsonl", "squad", "alpaca", "csv", "tsv", "parquet", "trivia", "tmx", "voice-assistant"
]

_FOREIGN = {
    rb"PK(\x03\x04|\x05\x06|\x07\x08)": "it is a zip archive; unpack it first",
    rb"\x1f\x8b": "it is gzip inside gzip; unpack it first",
    rb"BZh[1-9](1AY&SY|\x17rE8P\x90)": "it is packed with bzip2; unpack it first",
    rb"\xfd7zXZ\x00": "it is packed with xz; unpack it first",
    rb"\x28\xb5\x2f\xfd": "it is packed with zstd; unpack it first",
    rb"7z\xbc\xaf\x27\x1c": "it is a 7z archive; unpack it first",
    rb"Rar!\x1a\x07": "it is a RAR archive; unpack it first",
    rb"(?s:.{257})ustar": "it is a tar archive; unpack it first",
    rb"ARROW1\x00\x00": "it is a single Arrow file; import the folder that it lies in",
    rb"SQLite format 3\x00": "it is an SQLite database",
    rb"%PDF-": "it is a PDF document",
    rb"\x89PNG\r\n": "it is a PNG image",
    rb"\xff\xd8\xff": "it is a JPEG image",
    rb"GIF8[79]a": "it is a GIF image",
    rb"(RIFF(?s:.{4})WAVE|fLaC|OggS|ID3)": "it is audio",
    rb"\x7fELF": "it is a program",
    rb"MZ(?=(?s:.{0,200})\x00)": "it is a program",
    rb"[\xca\xcf]\xfe(\xba\xbe|\xed\xfa)": "it is a program",
    rb"\xd0\xcf\x11\xe0": "it is an old Office document; save it as CSV in UTF-8",
    rb"(\xff\xfe|\xfe\xff)": "it is UTF-16; save it as UTF-8",
    rb"(?i:\s*<(!doctype html|html))": "it is a web page",
}
_MAGIC = [(re.compile(pattern), found) for pattern, found in _FOREIGN.items()]
_SQUAD_START = re.compile(rb'\{\s*("version"\s*:\s*"[^"]*"\s*,\s*)?"data"\s*:\s*\[')
_ALPACA = re.compile(rb'\[\s*\{[^}]*?"(instruction|output)"\s*:')
_TMX = re.compile(rb"<tmx[\s>]|<!DOCTYPE\s+tmx\b")
_TRIVIA = re.compile(rb"(\s|\xef\xbb\xbf)*#Q\s")
_TRIVIA_PARTS = (re.compile(rb"^#Q\s", re.MULTILINE), re.compile(rb"^\^\s", re.MULTILINE))
_ENDINGS: tuple[tuple[str, Format], ...] = (
    (".jsonl", "jsonl"),
    (".ndjson", "jsonl"),
    (".json", "squad"),
    (".csv", "csv"),
    (".tsv", "tsv"),
    (".tab", "tsv"),
    (".tmx", "tmx"),
)


def detect_format(head: bytes, name: str) -> Format:
    """Tells the format by the unpacked start of a file, and by its name if that is not enough.

    Raises:
        ImportFormatUnknownError: It is none of ours; the message says what it looks like.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if _is_utf16_tmx(head):
        return "tmx"
    for magic, found in _MAGIC:
        if magic.match(head):
            raise ImportFormatUnknownError(name, found)
    return _text_format(head.removeprefix(BOM)) or _format_by_name(name)


def _text_format(head: bytes) -> Format | None:
    text = head.lstrip()
    if any(map(_is_pair, head.splitlines())):
        return "jsonl"
    if (whole := _whole_format(text)) is not None:
        return whole
    if text.startswith(b"<") and _TMX.search(text):
        return "tmx"
    if _TRIVIA.match(head) or all(part.search(head) for part in _TRIVIA_PARTS):
        return "trivia"
    delimiter = best_delimiter(text.partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r"))
    if delimiter is None:
        return None
    return "tsv" if delimiter == TAB else "csv"


def _whole_format(text: bytes) -> Format | None:
    """Of layouts that are one JSON value."""
    if _SQUAD_START.match(text) or _has_squad_parts(text):
        return "squad"
    return "alpaca" if _ALPACA.match(text) else None


def _is_pair(line: bytes) -> bool:
    try:
        value = parse_json(line.decode("utf-8-sig"))
    except ValueError:
        return False
    return isinstance(value, JsonObject) and {"question", "answer"} <= value.keys()


def _has_squad_parts(text: bytes) -> bool:
    return text.startswith(b"{") and b'"paragraphs"' in text and b'"qas"' in text


def _is_utf16_tmx(head: bytes) -> bool:
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return _TMX.search(head.decode("utf-16", "replace").encode("utf-8", "replace")) is not None


def _format_by_name(name: str) -> Format:
    plain = name.lower().removesuffix(".gz")
    for ending, found in _ENDINGS:
        if plain.endswith(ending):
            return found
    raise ImportFormatUnknownError(name, "neither its content nor its name tells what it is")
