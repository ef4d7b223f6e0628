import gzip
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.importing.codes import language_code, language_from_name
from corpus.importing.detect import detect_format, read
from corpus.importing.errors import (
    ImportDamagedError,
    ImportFileError,
    ImportFormatUnknownError,
    ImportLanguageUnknownError,
    ImportTooLargeError,
)
from corpus.importing.rows import ParsedPair

JSONL = b'{"id": "1", "source": "identity", "question": "Who?", "answer": "Me."}\n'
PAIR = ParsedPair("line 1", "1", "eng", "identity", "Who?", "Me.")
SQUAD = json.dumps(
    {"data": [{"paragraphs": [{"qas": [{"id": 1, "question": "Q?", "answers": [{"text": "A"}]}]}]}]}
).encode()


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (JSONL, "wrong.json", "jsonl"),
        (b"\xef\xbb\xbf" + JSONL, "upload", "jsonl"),
        (b"garbage\n\xff\n" + JSONL, "upload", "jsonl"),
        (SQUAD, "wrong.jsonl", "squad"),
        (b'\xef\xbb\xbf \n{"version": "1.1",\n "data": [', "upload", "squad"),
        (b'{"licence": "x", "data": [{"title": "t", "paragraphs": [{"qas": [', "up", "squad"),
        (b"", "a.jsonl", "jsonl"),
        (b"?", "a.NDJSON.gz", "jsonl"),
        (b"{", "a.json.gz", "squad"),
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
        (b"#Q what", "a.txt", "a.txt: neither its content nor its name tells what it is."),
        (b"", "upload", "upload: neither its content nor its name tells what it is."),
    ],
)
def test_detect_format_says_what_it_found_and_what_is_supported(
    head: bytes, name: str, found: str
) -> None:
    with pytest.raises(ImportFormatUnknownError) as raised:
        detect_format(head, name)
    assert str(raised.value) == (
        f"{found} Supported: JSON Lines (one object a line with id, question, answer) and"
        " SQuAD-layout JSON (data, paragraphs, qas), in UTF-8, plain or gzip."
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
    with pytest.raises(ImportFormatUnknownError, match=r"^a\.csv: there is no format 'csv'\."):
        list(read(io.BytesIO(JSONL), "a.csv", format="csv"))


@pytest.mark.parametrize("format_", ["jsonl", "squad"])
def test_read_stops_a_gzip_bomb_at_the_limit(format_: str) -> None:
    bomb = io.BytesIO(gzip.compress(b"\n" * 20_000_000))
    with pytest.raises(ImportTooLargeError, match=r"^x\.en\.json: larger than 1 MB \(unpacked\)"):
        list(read(bomb, "x.en.json", format=format_, limit=1_000_000))


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
    st.sampled_from(["a.jsonl", "a.ar.json", "a.json", "a.txt"]),
    st.sampled_from(["auto", "jsonl", "squad"]),
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
