"""TMX 1.4, the exchange format of translation memories: in as a stream, and out as one.

Only English and the languages of this platform matter. Codes of inline markup (`bpt`, `ph`, …)
are left out of a text, the words that `hi` marks stay.
"""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from corpus.importing.codes import language_code
from corpus.importing.errors import ImportDamagedError, ImportForbiddenError
from corpus.importing.rows import MemoryText, Reject, make_reject
from corpus.importing.stream import HEAD_SIZE
from corpus.importing.validate import text_problem
from languages import LANGUAGES, SOURCE

UNIT_LIMIT = 2_000_000  # characters from the end of one unit to the end of the next

_CHUNK = 65_536
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE_ELEMENTS = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"})
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# One bad byte would end all reading; noncharacters take their places and cost one text each.
_UNDECODED, _CONTROL = "\ufdd0", "\ufdd1"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADER = b"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="MultiSpeech Studio" creationtoolversion="1" segtype="block"
 o-tmf="MultiSpeech Studio" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
"""

Texts = list[tuple[int, str, str]]  # line, name of the language, text


def read_tmx(file: BinaryIO, name: str) -> Iterator[MemoryText | Reject]:
    """Yields one result for each translation of each unit, in order, in constant memory.

    Broken XML is a reject too, and the last result: what stood before it is good.

    Args:
        file: Bytes, from their beginning; UTF-8, UTF-16, Latin-1 or Windows-1252.
        name: The file's own name, for messages.

    Raises:
        ImportForbiddenError: it defines entities or reaches for other files.
        ImportDamagedError: it is XML of another kind, or a unit has no end.
    """
    units = _Units()
    parser = DefusedXMLParser(target=units, encoding="utf-8", forbid_dtd=False)
    units.expat = parser.parser
    unfinished = 0
    try:
        for chunk in _as_utf8(file, name):
            parser.feed(chunk)
            _check_root(units.root, name)
            unfinished = 0 if units.done else unfinished + len(chunk)
            if unfinished > UNIT_LIMIT:
                problem = f"a translation unit is longer than {UNIT_LIMIT:,} bytes"
                raise ImportDamagedError(name, problem)
            yield from units.take()
        parser.close()
    except DefusedXmlException as bad:
        problem = "defines XML entities or points to other files. Remove its DOCTYPE."
        raise ImportForbiddenError(name, problem) from bad
    except ParseError as bad:
        yield from units.take()
        line, column = bad.position
        reason = f"not XML: {str(bad).partition(':')[0]}; nothing after it is read"
        yield make_reject(f"line {line} column {column + 1}", field="", reason=reason, raw=b"")


def _check_root(root: str | None, name: str) -> None:
    if root not in (None, "tmx"):
        raise ImportDamagedError(name, f"is XML, but not TMX: its root is <{root}>")


def _as_utf8(file: BinaryIO, name: str) -> Iterator[bytes]:
    head = file.read(_CHUNK)
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    encoding = "utf-16" if head.startswith(_MARKS) else _declared(declared, name)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    first = True
    while True:
        chunk, head = head or file.read(_CHUNK), b""
        text = decoder.decode(chunk, final=not chunk).replace("\ufffd", _UNDECODED)
        if first:
            text, first = text.removeprefix("\ufeff").lstrip(), False
        yield _ILLEGAL.sub(_CONTROL, text).encode()
        if not chunk:
            return


def _declared(declared: re.Match[bytes] | None, name: str) -> str:
    given = declared[1].decode() if declared else "utf-8"
    try:
        encoding = codecs.lookup(given).name
    except LookupError:
        encoding = ""
    if encoding not in _ENCODINGS:
        raise ImportDamagedError(name, f"its encoding is {given}; save it as UTF-8")
    return "utf-8" if encoding in ("utf-16", "ascii") else encoding


class _Position(Protocol):
    """What is needed of the parser under the parser."""

    CurrentLineNumber: int


class _Units:
    """Gathers one unit at a time from what the parser reports; builds no tree."""

    def __init__(self) -> None:
        self.expat: _Position | None = None
        self.root: str | None = None
        self.done: list[MemoryText | Reject] = []
        self._texts: Texts = []
        self._language = ""
        self._line = 0
        self._text: list[str] | None = None
        self._codes = 0

    def line(self) -> int:
        return self.expat.CurrentLineNumber if self.expat else 0

    def take(self) -> list[MemoryText | Reject]:
        done, self.done = self.done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        self.root = self.root or tag
        if self._text is not None:
            self._codes += tag in _CODE_ELEMENTS
        elif tag == "tu":
            self._texts, self._line = [], self.line()
        elif tag == "tuv":
            self._language = attributes.get(_LANG) or attributes.get("lang") or ""
        elif tag == "seg":
            self._text, self._codes = [], 0

    def data(self, text: str) -> None:
        if self._text is not None and not self._codes:
            self._text.append(text)

    def end(self, tag: str) -> None:
        tag = _local(tag)
        if self._text is not None and tag == "seg":
            self._texts.append((self.line(), self._language, "".join(self._text)))
            self._text = None
        elif self._text is not None:
            self._codes -= tag in _CODE_ELEMENTS
        elif tag == "tu":
            self.done += _read_unit(self._line, self._texts)

    def close(self) -> None:
        """The parser calls this at the end."""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _read_unit(line: int, texts: Texts) -> Iterator[MemoryText | Reject]:
    known = [(place, name, language_code(name), text) for place, name, text in texts]
    sources = dict.fromkeys(text for _, _, code, text in known if code == SOURCE)
    targets = [one for one in known if one[2] != SOURCE]
    problem = _unit_problem(list(sources), len(targets))
    if problem:
        field, reason = problem
        shown = next((text for _, _, text in texts), "")
        yield _reject(line, field, reason, shown)
        return
    for place, name, code, text in targets:
        if code is None:
            reason = f"{name or 'none'} is not a language of this platform"
            yield _reject(place, "xml:lang", reason, text)
        elif wrong := _problem(text):
            yield _reject(place, f"seg ({code})", wrong, text)
        else:
            for source in sources:
                yield MemoryText(f"line {place}", code, source, text)


def _unit_problem(sources: list[str], targets: int) -> tuple[str, str] | None:
    if not sources:
        return "tuv", "has no English text"
    if not targets:
        return "tuv", "has no translation"
    wrong = next(filter(None, map(_problem, sources)), None)
    return (f"seg ({SOURCE})", wrong) if wrong else None


def _problem(text: str) -> str | None:
    if _UNDECODED in text:
        return "holds bytes that are not of the file's encoding"
    if _CONTROL in text:
        return "holds a control character"
    return text_problem(text)


def _reject(line: int, field: str, reason: str, text: str) -> Reject:
    raw = text.encode("utf-8", "backslashreplace")
    return make_reject(f"line {line}", field=field, reason=reason, raw=raw, value=text)


def write_tmx(entries: Iterable[MemoryText]) -> Iterator[bytes]:
    """Yields a TMX file piece by piece; `read_tmx` gives the same texts back, in order.

    Raises:
        ValueError: a text that could not be imported either, or an unknown language.
    """
    yield _HEADER
    piece = io.StringIO()
    for entry in entries:
        piece.write(
            f"<tu>{_variant(SOURCE, entry.source_text)}"
            f"{_variant(entry.language, entry.target_text)}</tu>\n"
        )
        if piece.tell() > HEAD_SIZE:
            yield piece.getvalue().encode()
            piece = io.StringIO()
    yield (piece.getvalue() + "</body>\n</tmx>\n").encode()


def _variant(code: str, text: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"{code!r} is not a language of this platform")
    if problem := text_problem(text):
        raise ValueError(f"a text {problem}: {text[:60]!r}")
    return f'<tuv xml:lang="{LANGUAGES[code].bcp47}"><seg>{escape(text)}</seg></tuv>'
