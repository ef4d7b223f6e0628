import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing import MemoryText, Reject, read, write_tmx
from corpus.importing.errors import ImportDamagedError, ImportForbiddenError
from corpus.importing.tmx import UNIT_LIMIT, read_tmx
from corpus.importing.validate import text_problem
from languages import TARGETS
from tests.corpus.repeated import Repeated

START = b'<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n'
END = b"</body></tmx>"
ENGLISH = '<tuv xml:lang="en"><seg>Who?</seg></tuv>'
FRENCH = '<tuv xml:lang="fr"><seg>Qui ?</seg></tuv>'
UNIT = f"<tu>{ENGLISH}{FRENCH}</tu>\n"
TEXT = MemoryText("line 3", "fra", "Who?", "Qui ?")


def parse(*units: str, start: bytes = START) -> list[MemoryText | Reject]:
    content = start + "".join(units).encode() + END
    return list(read_tmx(io.BytesIO(content), "a.tmx"))


def only_reject(unit: str) -> tuple[str, str, str]:
    (found,) = parse(unit)
    assert isinstance(found, Reject)
    return found.place, found.field, found.reason


@pytest.mark.parametrize(
    "unit",
    [
        UNIT,
        UNIT.replace('"fr"', '"FR-ca"').replace('"en"', '"en-US"'),
        UNIT.replace("xml:lang", "lang"),
        UNIT.replace("<tu>", '<tu tuid="7"><note>n</note><prop type="x">y</prop>'),
        UNIT.replace("Who?", '<bpt i="1">{b}</bpt>Who<ept i="1">{/b}</ept><ph>\\n</ph>?'),
        UNIT.replace("Who?", "<hi>Wh<hi>o</hi></hi>?"),
        UNIT.replace("Who?", "Who<ph>x<sub>y</sub>z</ph>?"),
        UNIT.replace("Who?", "<![CDATA[Who?]]>"),
        f"<tu>{FRENCH}{ENGLISH}</tu>",
    ],
)
def test_read_tmx_takes_a_text_from_each_variant(unit: str) -> None:
    assert parse(unit) == [TEXT]


def test_read_tmx_pairs_every_english_text_with_every_translation() -> None:
    british = '<tuv xml:lang="en-GB"><seg>Who, then?</seg></tuv>'
    german = '<tuv xml:lang="de">\n<seg>Wer?</seg></tuv>'
    assert parse(f"<tu>{ENGLISH}{british}{ENGLISH}{FRENCH}{german}</tu>") == [
        TEXT,
        replace(TEXT, source_text="Who, then?"),
        MemoryText("line 4", "deu", "Who?", "Wer?"),
        MemoryText("line 4", "deu", "Who, then?", "Wer?"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_read_tmx_obeys_the_encoding_declared(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{named}"?><tmx><body>{UNIT}</body></tmx>'
    content = text.replace("Qui ?", "Où ça ?").encode(encoding)
    assert list(read_tmx(io.BytesIO(content), "a.tmx")) == [
        MemoryText("line 1", "fra", "Who?", "Où ça ?")
    ]


def test_read_tmx_refuses_other_encodings() -> None:
    content = b'<?xml version="1.0" encoding="koi8-r"?><tmx/>'
    with pytest.raises(ImportDamagedError, match="its encoding is koi8-r; save it as UTF-8"):
        list(read_tmx(io.BytesIO(content), "a.tmx"))


@pytest.mark.parametrize(
    ("unit", "field", "reason"),
    [
        (f"<tu>{FRENCH}</tu>", "tuv", "has no English text"),
        (f"<tu>{ENGLISH}</tu>", "tuv", "has no translation"),
        ("<tu/>", "tuv", "has no English text"),
        (UNIT.replace("Qui ?", " "), "seg (fra)", "is empty"),
        (UNIT.replace("Who?", ""), "seg (eng)", "is empty"),
        (UNIT.replace('"fr"', '"tlh"'), "xml:lang", "tlh is not a language of this platform"),
        (UNIT.replace(' xml:lang="fr"', ""), "xml:lang", "none is not a language of this platform"),
        (
            UNIT.replace("Qui ?", "x" * 20_001),
            "seg (fra)",
            "is 20,001 characters long; at most 20,000 are allowed",
        ),
        (UNIT.replace("Qui ?", "a\x07"), "seg (fra)", "holds a control character"),
        (
            UNIT.replace("Qui ?", "a&#x7f;"),
            "seg (fra)",
            "holds the control character U+007F at character 2",
        ),
    ],
)
def test_read_tmx_rejects_a_bad_text(unit: str, field: str, reason: str) -> None:
    assert only_reject(unit) == ("line 3", field, reason)
    assert parse(unit, UNIT)[-1] == replace(TEXT, place=f"line {3 + unit.count(chr(10))}")


def test_read_tmx_keeps_undecodable_bytes_to_their_text() -> None:
    content = START + (UNIT * 2).encode().replace(b"Qui ?", b"O\xf9 ?", 1) + END
    bad, good = read_tmx(io.BytesIO(content), "a.tmx")
    assert isinstance(bad, Reject)
    assert bad.reason == "holds bytes that are not of the file's encoding"
    assert good == replace(TEXT, place="line 4")


def test_read_tmx_lands_what_stands_before_broken_xml() -> None:
    good, bad = parse(UNIT, "<tu>AT&T</tu>")
    assert good == TEXT
    assert isinstance(bad, Reject)
    assert (bad.place, bad.reason) == (
        "line 4 column 9",
        "not XML: not well-formed (invalid token); nothing after it is read",
    )


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><tmx><body>'
)


@pytest.mark.parametrize(
    "start",
    [
        BOMB,
        b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body>',
        b'<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><tmx><body>',
    ],
)
def test_read_tmx_refuses_entities(start: bytes) -> None:
    with pytest.raises(ImportForbiddenError, match="defines XML entities or points to other files"):
        parse(UNIT.replace("Who?", "&b;"), start=start)


def test_read_tmx_never_opens_the_dtd_that_real_files_name() -> None:
    start = b'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx><body>'
    assert parse(UNIT, start=start) == [TEXT]


def test_read_tmx_refuses_other_xml() -> None:
    with pytest.raises(ImportDamagedError, match="is XML, but not TMX: its root is <rss>"):
        list(read_tmx(io.BytesIO(b"<rss><channel/></rss>"), "a.tmx"))


def test_read_tmx_reads_a_long_file_unit_by_unit() -> None:
    long = Repeated(START, UNIT.encode(), 10_000_000)
    units = read_tmx(io.BufferedReader(long), "a.tmx")
    assert next(units) == TEXT
    assert long.count < 200_000


@pytest.mark.parametrize("part", [b"<a>", b"<tuv>", b"text ", b"<seg/>", b"\n"])
def test_read_tmx_stops_at_a_unit_without_an_end(part: bytes) -> None:
    endless = Repeated(START + b"<tu>", part, 10_000_000)
    with pytest.raises(ImportDamagedError, match="a translation unit is longer than 2,000,000"):
        list(read_tmx(io.BufferedReader(endless), "a.tmx"))
    assert endless.count < UNIT_LIMIT + 200_000


TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: text_problem(text) is None)
ENTRIES = st.lists(st.builds(MemoryText, st.just(""), st.sampled_from(TARGETS), TEXTS, TEXTS))


@given(ENTRIES)
def test_write_tmx_writes_what_read_tmx_gives_back(entries: list[MemoryText]) -> None:
    content = b"".join(write_tmx(entries))
    found = list(read(io.BytesIO(content), "memory.tmx"))
    assert [replace(one, place="") for one in found if isinstance(one, MemoryText)] == entries


def test_write_tmx_writes_piece_by_piece() -> None:
    endless = (TEXT for _ in iter(int, 1))
    pieces = write_tmx(endless)
    assert next(pieces).startswith(b"<?xml")
    assert next(pieces).count(b"<tu>") > 100


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (replace(TEXT, target_text="a\0"), "holds the control character U[+]0000"),
        (replace(TEXT, language="tlh"), "'tlh' is not a language"),
    ],
)
def test_write_tmx_refuses_what_could_not_come_back(entry: MemoryText, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        list(write_tmx([entry]))
