import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.importing.codes import language_code, language_from_name
from corpus.importing.detect import Format, detect_format, read
from corpus.importing.errors import (
    ImportBombError,
    ImportDamagedError,
    ImportFileError,
    ImportFormatUnknownError,
    ImportLanguageUnknownError,
    ImportTooLargeError,
)
from corpus.importing.rows import MemoryText, ParsedPair

JSONL = b'{"id": "1", "source": "identity", "question": "Who?", "answer": "Me."}\n'
PAIR = ParsedPair("line 1", "1", "eng", "identity", "Who?", "Me.")
SQUAD = json.dumps(
    {"data": [{"paragraphs": [{"qas": [{"id": 1, "question": "Q?", "answers": [{"text": "A"}]}]}]}]}
).encode()


def tar_file() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../etc/pairs.jsonl"))
    return made.getvalue()


def zip_file() -> bytes:
    """Of no moment: it names a test, and each process that runs tests must name it alike."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("../../etc/pairs.jsonl"), JSONL)
    return made.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (JSONL, "wrong.json", "jsonl"),
        (b"\xef\xbb\xbf" + JSONL, "upload", "jsonl"),
        (b"garbage\n\xff\n" + JSONL, "upload", "jsonl"),
        (SQUAD, "wrong.jsonl", "squad"),
        (b'\xef\xbb\xbf \n{"version": "1.1",\n "data": [', "upload", "squad"),
        (b'{"licence": "x", "data": [{"title": "t", "paragraphs": [{"qas": [', "up", "squad"),
        (b'\xef\xbb\xbf[\n  {\n "instruction": "Say', "a.json", "alpaca"),
        (b'[{"id": 1, "output": "x", "instruction": "y"}]', "upload", "alpaca"),
        (b"", "a.jsonl", "jsonl"),
        (b"?", "a.NDJSON.gz", "jsonl"),
        (b"{", "a.json.gz", "squad"),
        (b"id,source,question,answer\n", "a.txt", "csv"),
        (b"\xef\xbb\xbfAnswer;Question;ID;more\r\n1;2;3;4", "a.json", "csv"),
        (b'"question"\t"answer"\t"id"\n', "a.csv", "tsv"),
        (b"a,b\n", "a.csv", "csv"),
        (b"a,b\n", "a.tsv.gz", "tsv"),
        (b"PAR1\x15\x04", "a.csv", "parquet"),
        (b"\r\n#Q What?\n^ x\n", "a.csv", "trivia"),
        (b"stray\n#Q What?\n^ x\nA x\n", "upload", "trivia"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "a.xml", "tmx"),
        (b"\xef\xbb\xbf<tmx version='1.4'>", "upload", "tmx"),
        ('<?xml version="1.0"?><tmx version="1.4">'.encode("utf-16"), "upload", "tmx"),
        (b"", "a.tmx", "tmx"),
    ],
)
def test_detect_format_believes_the_content_before_the_name(
    head: bytes, name: str, expected: str
) -> None:
    assert detect_format(head, name) == expected


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b"PK\x03\x04", "a.jsonl", "a.jsonl: it is a zip archive; unpack it first."),
        ("\ufeff{".encode("utf-16-le"), "a.json", "a.json: it is UTF-16; save it as UTF-8."),
        (b"Once upon", "a.txt", "a.txt: neither its content nor its name tells what it is."),
        (tar_file(), "a.jsonl", "a.jsonl: it is a tar archive; unpack it first."),
        (zip_file(), "a.csv", "a.csv: it is a zip archive; unpack it first."),
        (b"\x89PNG\r\n\x1a\n", "a.jsonl", "a.jsonl: it is a PNG image."),
        (b"%PDF-1.7\n", "a.csv", "a.csv: it is a PDF document."),
        (b"\x7fELF\x02\x01", "a.json", "a.json: it is a program."),
        (b"MZ\x90\x00\x03", "a.tmx", "a.tmx: it is a program."),
        (b"\xff\xd8\xff\xe0", "a.tsv", "a.tsv: it is a JPEG image."),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "a.csv", "a.csv: it is audio."),
        (b"\n<!DOCTYPE html>", "a.csv", "a.csv: it is a web page."),
        (bz2.compress(b"x"), "a.csv", "a.csv: it is packed with bzip2; unpack it first."),
        (lzma.compress(b"x"), "a.csv", "a.csv: it is packed with xz; unpack it first."),
        (
            b"ARROW1\x00\x00",
            "a.arrow",
            "a.arrow: it is a single Arrow file; import the folder that it lies in.",
        ),
        (b"", "upload", "upload: neither its content nor its name tells what it is."),
    ],
)
def test_detect_format_says_what_it_found_and_what_is_supported(
    head: bytes, name: str, found: str
) -> None:
    with pytest.raises(ImportFormatUnknownError) as raised:
        detect_format(head, name)
    assert str(raised.value) == (
        f"{found} Supported: JSON Lines, CSV, TSV and Parquet (with id, question, answer),"
        " SQuAD-layout JSON, OpenTriviaQA text, TMX, each plain or gzip, and a folder with"
        " Voice Assistant 400K's columns."
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xquad.ar.json.gz", "ara"),
        ("xquad.zh.json", "cmn"),
        ("/data/v1.1/pairs.fra.jsonl", "fra"),
        ("C:\\data\\XQUAD.PT-br.JSON", "por"),
        ("hi.json", "hin"),
        ("xquad.json", None),
        ("dev-v1.1.json", None),
        ("answers-with-id.json", None),
        ("", None),
    ],
)
def test_language_from_name_takes_what_stands_before_the_ending(
    name: str, expected: str | None
) -> None:
    assert language_from_name(name) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [("ara", "ara"), ("AR", "ara"), ("zh", "cmn"), ("zh_Hans", "cmn"), ("en-GB", "eng")],
)
def test_language_code_knows_the_names_of_a_language(name: str, code: str) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize("name", ["", "-", "xx", "klingon", "arabic"])
def test_language_code_knows_no_others(name: str) -> None:
    assert language_code(name) is None


def test_read_unpacks_gzip_whatever_the_name() -> None:
    assert list(read(io.BytesIO(gzip.compress(JSONL)), "pairs.jsonl")) == [PAIR]


def test_read_opens_a_path(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(JSONL)
    assert list(read(path, path.name)) == [PAIR]


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [("xquad.ar.json", None, "ara"), ("x.json", "deu", "deu"), ("xquad.ar.json", "hi", "hin")],
)
def test_read_takes_the_language_given_before_the_one_of_the_name(
    name: str, language: str | None, code: str
) -> None:
    (pair,) = read(io.BytesIO(SQUAD), name, language=language)
    assert isinstance(pair, ParsedPair)
    assert pair.language == code


@pytest.mark.parametrize(
    ("language", "said"), [(None, "no language was given"), ("xx", "'xx' is not a known language")]
)
def test_read_asks_for_the_language_it_lacks(language: str | None, said: str) -> None:
    with pytest.raises(ImportLanguageUnknownError, match=f"^x.json: {said}"):
        list(read(io.BytesIO(SQUAD), "x.json", language=language))


def test_read_obeys_the_format_given() -> None:
    (rejected,) = read(io.BytesIO(SQUAD), "x.json", format="jsonl")
    assert not isinstance(rejected, ParsedPair)


def test_read_names_the_formats_it_knows() -> None:
    with pytest.raises(ImportFormatUnknownError, match=r"^a\.csv: there is no format 'xlsx'\."):
        list(read(io.BytesIO(JSONL), "a.csv", format="xlsx"))


@pytest.mark.parametrize("format_", ["jsonl", "squad"])
def test_read_stops_a_gzip_bomb_at_the_limit(format_: str) -> None:
    bomb = io.BytesIO(gzip.compress(b"\n" * 20_000_000))
    with pytest.raises(ImportTooLargeError, match=r"^x\.en\.json: larger than 1 MB \(unpacked\)"):
        list(read(bomb, "x.en.json", format=format_, limit=1_000_000))


def test_read_stops_a_gzip_bomb_below_the_limit_by_its_ratio() -> None:
    packed = gzip.compress(JSONL + b" " * 20_000_000)
    bomb = io.BytesIO(packed)
    with pytest.raises(ImportBombError, match="it unpacks to more than 250 times its size"):
        list(read(bomb, "a.jsonl"))


def test_read_takes_dull_data_that_packs_well() -> None:
    packed = gzip.compress(b"".join(JSONL.replace(b'"1"', b'"%d"' % at) for at in range(150_000)))
    assert sum(1 for _ in read(io.BytesIO(packed), "a.jsonl")) == 150_000


@pytest.mark.parametrize("name", ["../../etc/passwd.jsonl", "/etc/passwd", "..\\x", "a\0b", "con:"])
def test_read_opens_nothing_by_the_name_of_an_upload(name: str) -> None:
    assert list(read(io.BytesIO(JSONL), name)) == [PAIR]


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (
            b"id,source,question,answer\n1,identity,Who?,Me.\n",
            "a.csv",
            replace(PAIR, place="line 2"),
        ),
        (
            b"id\tsource\tquestion\tanswer\n1\tidentity\tWho?\tMe.\n",
            "a",
            replace(PAIR, place="line 2"),
        ),
        (
            b"id,question,answer\n1,Qui ?,Moi.\n",
            "a.fr.csv.gz",
            ParsedPair("line 2", "1", "fra", "", "Qui ?", "Moi."),
        ),
        (
            (
                b"<tmx><tu><tuv lang='en'><seg>a</seg></tuv>\n"
                b"<tuv lang='fr'><seg>b</seg></tuv></tu></tmx>"
            ),
            "a",
            MemoryText("line 2", "fra", "a", "b"),
        ),
    ],
)
def test_read_finds_the_reader(content: bytes, name: str, found: object) -> None:
    assert list(read(io.BytesIO(content), name)) == [found]
    assert list(read(io.BytesIO(gzip.compress(content)), name)) == [found]


def test_read_takes_a_file_of_exactly_the_limit() -> None:
    assert list(read(io.BytesIO(JSONL), "a.jsonl", limit=len(JSONL))) == [PAIR]
    with pytest.raises(ImportTooLargeError):
        list(read(io.BytesIO(JSONL), "a.jsonl", limit=len(JSONL) - 1))


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-6],
        lambda packed: packed[:12] + b"\xff\xff\xff" + packed[15:],
        lambda packed: packed + b"tail",
        lambda packed: packed[:2],
    ],
)
def test_read_names_damaged_gzip(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(ImportDamagedError, match=r"^a\.jsonl: its gzip data is damaged"):
        list(read(io.BytesIO(damage(gzip.compress(JSONL))), "a.jsonl"))


@given(
    st.one_of(st.binary(), st.binary().map(lambda some: b"\x1f\x8b\x08" + some)),
    st.sampled_from(["a.jsonl", "a.ar.json", "a.json", "a.txt", "a.csv", "a.tmx"]),
    st.sampled_from(["auto", *get_args(Format)]),
)
@example(b"", "a.ar.json", "auto")
@example(gzip.compress(gzip.compress(JSONL)), "a.txt", "auto")
@example(b"[" * 50_000, "a.ar.json", "squad")
@example(b'{"data":[{"paragraphs":[{"qas":[{"id":1e999}]}]}]}', "a.ar.json", "auto")
def test_read_raises_nothing_but_its_own_errors(content: bytes, name: str, format_: str) -> None:
    # Anything else that is raised fails the test.
    with suppress(ImportFileError):
        results = list(read(io.BytesIO(content), name, format=format_))
        assert len(results) <= len(content) + 1
