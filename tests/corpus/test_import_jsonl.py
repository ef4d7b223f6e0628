import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing.jsonl import read_jsonl
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.stream import LINE_LIMIT

ROW = {"id": "q1", "source": "identity", "question": "Who are you?", "answer": "A program."}
PAIR = ParsedPair("line 1", "q1", "eng", "identity", "Who are you?", "A program.")


def line(**changes: Any) -> bytes:
    row = {**ROW, **changes}
    return json.dumps({k: v for k, v in row.items() if v is not ...}).encode() + b"\n"


def read(content: bytes, language: str | None = None) -> list[ParsedPair | Reject]:
    return list(read_jsonl(io.BytesIO(content), language=language))


def only_reject(content: bytes) -> Reject:
    (result,) = read(content)
    assert isinstance(result, Reject)
    return result


def moved(pair: ParsedPair, number: int) -> ParsedPair:
    return ParsedPair(
        f"line {number}",
        pair.external_id,
        pair.language,
        pair.source,
        pair.question,
        pair.answer,
        pair.context,
    )


def test_read_jsonl_gives_every_field() -> None:
    content = line(context="Some context.", language="eng")
    assert read(content) == [
        ParsedPair("line 1", "q1", "eng", "identity", "Who are you?", "A program.", "Some context.")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + line(),
        line().replace(b"\n", b"\r\n"),
        line().rstrip(),
        line(context=None),
        line(context=""),
        line(language="en"),
        line(extra={"kept": "out"}),
    ],
)
def test_read_jsonl_takes_harmless_variants(content: bytes) -> None:
    assert read(content) == [PAIR]


def test_read_jsonl_counts_blank_lines() -> None:
    assert read(b"\n  \r\n" + line()) == [moved(PAIR, 3)]


def test_read_jsonl_takes_other_languages_without_a_source() -> None:
    content = line(language="fra", source=..., question="Qui es-tu ?", answer="Un programme.")
    assert read(content) == [ParsedPair("line 1", "q1", "fra", "", "Qui es-tu ?", "Un programme.")]


def test_read_jsonl_uses_the_given_language_for_rows_that_name_none() -> None:
    assert [one.language for one in read(line() + line(language="hin"), "ara")] == [  # type: ignore[union-attr]
        "ara",
        "hin",
    ]


def test_read_jsonl_takes_whole_numbers_as_ids() -> None:
    assert [one.external_id for one in read(line(id=17))] == ["17"]  # type: ignore[union-attr]


def test_read_jsonl_keeps_hostile_but_legal_text_as_given() -> None:
    text = "<img src=x onerror=alert(1)> \u202egnp.exe\u202c {{7*7}} '; DROP TABLE e\u0301 "
    (pair,) = read(line(question=text, answer=text))
    assert isinstance(pair, ParsedPair)
    assert (pair.question, pair.answer) == (text, text)


@pytest.mark.parametrize(
    ("content", "field", "reason"),
    [
        (line(id=...), "id", "is missing"),
        (line(id=None), "id", "is missing"),
        (line(id=True), "id", "is true or false where text belongs"),
        (line(id=" "), "id", "is empty"),
        (line(question=...), "question", "is missing"),
        (line(question=""), "question", "is empty"),
        (line(question=5), "question", "is a number where text belongs"),
        (line(answer=["a"]), "answer", "is a list where text belongs"),
        (line(answer={"text": "a"}), "answer", "is an object where text belongs"),
        (line(context=5), "context", "is a number where text belongs"),
        (line(source=...), "source", "is missing"),
        (line(language="tlh"), "language", "is not a language of this platform"),
        (line(language=""), "language", "is not a language of this platform"),
        (line(language=1), "language", "is a number where text belongs"),
        (
            line(question="a" * 1_000_000),
            "question",
            "is 1,000,000 characters long; at most 20,000 are allowed",
        ),
        (line(answer="\0"), "answer", "is empty"),
        (line(answer="a\0"), "answer", "holds the control character U+0000 at character 2"),
        (
            line(question="\ud83d"),
            "question",
            "holds half of a surrogate pair, U+D83D at character 1",
        ),
        (b'{"id": "1", "id": "2"}', "id", "is given twice"),
        (
            b"{" + b"".join(b'"%d":0,' % n for n in range(150_000)) + b'"7":0}',
            "7",
            "is given twice",
        ),
        (b"[1]", "", "is a list where an object {…} belongs"),
        (b'"text"', "", "is text where an object {…} belongs"),
        (b"null", "", "is missing where an object {…} belongs"),
        (b'{"id": NaN}', "", "not JSON: holds NaN, which JSON does not have"),
        (b'{"id": "1"', "", "not JSON: Expecting ',' delimiter: line 1 column 11 (char 10)"),
        (b"it\x92s", "", "byte 0x92 at position 3 is not UTF-8"),
        (b"[" * 100_000, "", "not JSON: is nested too deeply"),
    ],
)
def test_read_jsonl_rejects_a_bad_line(content: bytes, field: str, reason: str) -> None:
    found = only_reject(content)
    assert (found.place, found.field, found.reason) == ("line 1", field, reason)


def test_read_jsonl_shows_the_bad_value_escaped_and_the_line_raw() -> None:
    content = line(question="ab\u202e\0").rstrip()
    assert only_reject(content) == Reject(
        "line 1",
        "question",
        "holds the control character U+0000 at character 4",
        r"ab\u202e\x00",
        content,
    )


def test_read_jsonl_caps_what_a_reject_keeps() -> None:
    found = only_reject(b"\xff" * 100_000)
    assert found.excerpt.startswith(r"\xff\xff")
    assert (len(found.excerpt), len(found.raw)) == (200, 4096)


def test_read_jsonl_rejects_an_endless_line_in_constant_memory() -> None:
    class Endless(io.RawIOBase):
        """300 MB without a line end, then a good line."""

        def __init__(self) -> None:
            self.parts = iter([b"x" * 100_000] * 3_000 + [b"\n", line()])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            part = next(self.parts, b"")
            assert len(buffer) >= len(part)
            buffer[: len(part)] = part
            return len(part)

    found, good = read_jsonl(io.BufferedReader(Endless(), 100_000))
    assert isinstance(found, Reject)
    assert (found.place, found.reason) == ("line 1", "the line is longer than 2,000,000 bytes")
    assert found.raw == b"x" * 4096
    assert good == moved(PAIR, 2)


def test_read_jsonl_takes_a_line_of_exactly_the_limit() -> None:
    spaces = b" " * (LINE_LIMIT - len(line()))
    assert read(spaces + line()) == [PAIR]


GARBAGE = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.dictionaries(st.sampled_from([*ROW, "x"]), inner) | st.lists(inner),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode()),
).map(lambda some: some.replace(b"\n", b" "))


@given(st.lists(st.one_of(st.none(), GARBAGE), max_size=8))
def test_read_jsonl_lands_every_good_line_whatever_stands_around_it(
    parts: list[bytes | None],
) -> None:
    content = b"".join(line() if part is None else part + b"\n" for part in parts)
    expected = [moved(PAIR, n) for n, part in enumerate(parts, start=1) if part is None]
    assert [one for one in read(content) if isinstance(one, ParsedPair)] == expected


@given(st.lists(st.one_of(st.none(), GARBAGE), max_size=8))
def test_read_jsonl_accounts_for_every_line(parts: list[bytes | None]) -> None:
    content = b"".join(line() if part is None else part + b"\n" for part in parts)
    blank = [
        not part.removeprefix(b"\xef\xbb\xbf" if n == 0 else b"").strip(b" \t\r\n")
        for n, part in enumerate(parts)
        if part is not None
    ]
    assert len(read(content)) == len(parts) - sum(blank)
