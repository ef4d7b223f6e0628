"""The way in: tells what a file is, by its content first, and reads it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from corpus.importing.codes import language_code, language_from_name
from corpus.importing.errors import ImportFormatUnknownError, ImportLanguageUnknownError
from corpus.importing.jsonl import read_jsonl
from corpus.importing.parsing import JsonObject, parse_json
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.squad import read_squad
from corpus.importing.stream import Readable, limit_stream, open_stream

Format = Literal["jsonl", "squad"]

DEFAULT_LIMIT = 512_000_000
SQUAD_LIMIT = 128_000_000  # this layout is held in memory, several times its size

_FORMATS: Mapping[str, Format] = {"jsonl": "jsonl", "squad": "squad"}
_SQUAD_START = re.compile(rb'\{\s*("version"\s*:\s*"[^"]*"\s*,\s*)?"data"\s*:\s*\[')
_FOREIGN = {
    b"PK\x03\x04": "it is a zip archive; unpack it first",
    b"\x1f\x8b": "it is gzip inside gzip; unpack it first",
    b"BZh": "it is packed with bzip2; unpack it first",
    b"\xfd7zXZ": "it is packed with xz; unpack it first",
    b"\x28\xb5\x2f\xfd": "it is packed with zstd; unpack it first",
    b"PAR1": "it is Parquet",
    b"\xff\xfe": "it is UTF-16; save it as UTF-8",
    b"\xfe\xff": "it is UTF-16; save it as UTF-8",
}


def read(
    file: Path | Readable,
    name: str,
    *,
    format: str = "auto",  # noqa: A002  # the word that REST and the command line use
    language: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Iterator[ParsedPair | Reject]:
    """Yields the pairs and the rejects of one file, in its order.

    Nothing is opened before the first result is asked for, and errors come from there too:
    store what is read in one transaction.

    Args:
        file: A path, or bytes from their beginning; plain or gzip.
        name: The file's own name, for messages and for what the content doesn't tell.
        format: "jsonl", "squad", or "auto", which looks at the content, then at the name.
        language: Of rows that name none themselves; by default what the file's name says.
        limit: Most bytes read, counted unpacked.

    Raises:
        ImportFileError: The file as a whole can't be read.
    """
    if language is not None and language_code(language) is None:
        raise ImportLanguageUnknownError(name, language)
    if isinstance(file, Path):
        with file.open("rb") as opened:
            yield from _read(opened, name, format, language, limit)
    else:
        yield from _read(file, name, format, language, limit)


def _read(
    file: Readable, name: str, wanted: str, language: str | None, limit: int
) -> Iterator[ParsedPair | Reject]:
    stream = open_stream(file, name=name, limit=limit)
    found = _FORMATS.get(wanted)
    if wanted == "auto":
        found = detect_format(stream.peek(), name)
    code = language_code(language) if language else language_from_name(name)
    if found is None:
        raise ImportFormatUnknownError(name, f"there is no format {wanted!r}")
    if found == "jsonl":
        yield from read_jsonl(stream, language=code)
        return
    if code is None:
        raise ImportLanguageUnknownError(name, None)
    whole = limit_stream(stream, name=name, limit=min(limit, SQUAD_LIMIT))
    yield from read_squad(whole, language=code)


def detect_format(head: bytes, name: str) -> Format:
    """Tells the format by the unpacked start of a file, and by its name if that is not enough."""
    if any(map(_is_pair, head.splitlines())):
        return "jsonl"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _SQUAD_START.match(text) or _has_squad_parts(text):
        return "squad"
    for magic, found in _FOREIGN.items():
        if head.startswith(magic):
            raise ImportFormatUnknownError(name, found)
    return _format_by_name(name)


def _is_pair(line: bytes) -> bool:
    try:
        value = parse_json(line.decode("utf-8-sig"))
    except ValueError:
        return False
    return isinstance(value, JsonObject) and {"question", "answer"} <= value.keys()


def _has_squad_parts(text: bytes) -> bool:
    return text.startswith(b"{") and b'"paragraphs"' in text and b'"qas"' in text


def _format_by_name(name: str) -> Format:
    plain = name.lower().removesuffix(".gz")
    if plain.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if plain.endswith(".json"):
        return "squad"
    raise ImportFormatUnknownError(name, "neither its content nor its name tells what it is")
