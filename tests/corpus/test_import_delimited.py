import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing.delimited import RECORD_LIMIT, TAB, read_delimited
from corpus.importing.errors import ImportColumnsError
from corpus.importing.rows import ParsedPair, Reject
from corpus.importing.stream import LINE_LIMIT
from tests.corpus.repeated import Repeated

HEADER = b"id,source,question,answer\n"
ROW = b"q1,identity,Who?,Me.\n"
NOT_DOUBLED = "a quote inside a quoted cell is not doubled (\"\"), or ',' is missing after it"
NEVER_CLOSED = "a quote that opens a cell is never closed"


def pair(line: int, question: str = "Who?") -> ParsedPair:
    return ParsedPair(f"line {line}", "q1", "eng", "identity", question, "Me.")


def read(content: bytes, delimiter: str | None = None) -> list[ParsedPair | Reject]:
    return list(read_delimited(io.BytesIO(content), "a.csv", delimiter=delimiter))


def outcomes(content: bytes) -> list[tuple[str, str, str]]:
    return [
        (one.place, "", "") if isinstance(one, ParsedPair) else (one.place, one.field, one.reason)
        for one in read(content)
    ]


@pytest.mark.parametrize(
    "content",
    [
        HEADER + ROW,
        b"\xef\xbb\xbf" + HEADER + ROW,
        (HEADER + ROW).replace(b"\n", b"\r\n"),
        (HEADER + ROW).rstrip(),
        (HEADER + ROW).replace(b",", b";"),
        (HEADER + ROW).replace(b",", b"\t"),
        b'"id","source","question","answer"\n"q1","identity","Who?","Me."\n',
        b" Question ,ANSWER,id,extra,Source\nWho?,Me.,q1,kept out,identity\n",
        b"id,source,question,answer,language,context\nq1,identity,Who?,Me.,,\n",
    ],
)
def test_read_delimited_takes_what_spreadsheets_write(content: bytes) -> None:
    assert read(content) == [pair(2)]


def test_read_delimited_gives_every_field() -> None:
    content = b"id,language,question,answer,context\nq1,fr,Qui ?,Moi.,Ici.\n"
    assert read(content) == [ParsedPair("line 2", "q1", "fra", "", "Qui ?", "Moi.", "Ici.")]


def test_read_delimited_uses_the_language_given() -> None:
    (found,) = read_delimited(io.BytesIO(HEADER + ROW), "a.csv", language="ara")
    assert isinstance(found, ParsedPair)
    assert found.language == "ara"


def test_read_delimited_counts_physical_lines() -> None:
    content = HEADER + b'\r\nq1,identity,"Who\r\nare ""you""?",Me.\r\n\nq1,identity,Who?,Me.\n'
    question = 'Who\r\nare "you"?'
    found = read(content)
    assert outcomes(content)[1] == ("line 6", "", "")
    # A carriage return is a control character in every format.
    assert isinstance(found[0], Reject)
    assert found[0].place == "line 3"
    assert found[0].reason == "holds the control character U+000D at character 4"
    content = content.replace(b"\r", b"")
    assert read(content) == [pair(3, question=question.replace("\r", "")), pair(6)]


@pytest.mark.parametrize("delimiter", [None, TAB])
def test_read_delimited_keeps_quotes_within_a_cell(delimiter: str | None) -> None:
    content = (HEADER + b'q1,identity,Is 5" long?,"Me."\n').replace(b",", b"\t")
    assert read(content, delimiter) == [pair(2, question='Is 5" long?')]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (b"q1,identity,Who?\n", "", "has 3 cells where the header has 4 columns"),
        (b"q1,identity,Who, you?,Me.\n", "", "has 5 cells where the header has 4 columns"),
        (b",identity,Who?,Me.\n", "id", "is empty"),
        (b"q1,,Who?,Me.\n", "source", "is missing"),
        (b"q1,identity,,Me.\n", "question", "is empty"),
        (b"q1,identity,It\x92s who?,Me.\n", "question", "byte 0x92 at character 3 is not UTF-8"),
        (b'q1,identity,"It\x92s, who?",Me.\n', "question", "byte 0x92 at character 3 is not UTF-8"),
        (b"q1,identity,\0?,Me.\n", "question", "holds the control character U+0000 at character 1"),
        (b'q1,identity,"Say "hi" now",Me.\n', "", NOT_DOUBLED),
        (b'q1,identity,"Who?,Me.\n', "", NOT_DOUBLED),
        (b'q1,identity,Who?,"Me.\n', "", NEVER_CLOSED),
        (
            b'q1,identity,"' + b"long\n" * 100_000 + b'",Me.\n',
            "question",
            "is 500,000 characters long; at most 20,000 are allowed",
        ),
        (
            b"q1,identity," + b"x" * 1_000_000 + b",Me.\n",
            "question",
            "is 1,000,000 characters long; at most 20,000 are allowed",
        ),
        (b"x" * LINE_LIMIT + b",\n", "", f"the line is longer than {LINE_LIMIT:,} bytes"),
    ],
)
def test_read_delimited_rejects_a_bad_row_and_lands_the_next(
    row: bytes, field: str, reason: str
) -> None:
    quoted = b'q2,identity,"Who, you?","Me."\n' if reason != NEVER_CLOSED else ROW
    end = 3 + row.count(b"\n") - 1
    assert outcomes(HEADER + row + quoted) == [("line 2", field, reason), (f"line {end}", "", "")]


def test_read_delimited_loses_no_row_to_a_quote_that_is_never_closed() -> None:
    content = HEADER + b'q0,identity,"Who?,Me.\n' + ROW * 3
    assert outcomes(content) == [("line 2", "", NEVER_CLOSED)] + [
        (f"line {at}", "", "") for at in (3, 4, 5)
    ]


def test_read_delimited_looks_only_so_far_for_a_closing_quote() -> None:
    many = RECORD_LIMIT // len(ROW) + 10
    found = outcomes(HEADER + b'q0,identity,"Who?,Me.\n' + ROW * many + b'"')
    assert found[0] == ("line 2", "", NEVER_CLOSED)
    assert len(found) == many + 2
    assert found[-1] == (f"line {many + 3}", "", NEVER_CLOSED)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "has no column id, question, answer. {} Found: none."),
        (b"id,text\n1,2\n", "has no column question, answer. {} Found: id, text."),
        (b"id,question,\xff\n", "has no column answer. {} Found: id, question, \\udcff."),
        (b"id,question,answer,ID\n", "has id twice. {} Found: id, question, answer, id."),
        (b'"id', "has no column id, question, answer. {} Found: none."),
    ],
)
def test_read_delimited_names_the_columns_wanted_and_found(content: bytes, problem: str) -> None:
    with pytest.raises(ImportColumnsError) as raised:
        read(content)
    wanted = "Wanted: id, question, answer (source, language, context may follow)."
    assert str(raised.value) == f"a.csv: {problem.format(wanted)}"


def test_read_delimited_reads_a_long_file_row_by_row() -> None:
    rows = read_delimited(io.BufferedReader(Repeated(HEADER, ROW, 10_000_000)), "a.csv")
    assert [next(rows) for _ in range(3)] == [pair(2), pair(3), pair(4)]


CELL = st.text(
    st.characters(exclude_characters="\r", exclude_categories=["Cs", "Cc", "Cn"]) | st.just("\n")
)
TEXT = CELL.map(lambda text: f"a{text}")


@given(st.lists(st.tuples(TEXT, TEXT, CELL), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_read_delimited_gives_back_what_a_csv_writer_wrote(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["id", "source", "question", "answer", "extra"])
    writer.writerows(["q1", "identity", *row] for row in rows)
    found = read(written.getvalue().encode())
    texts = [(one.question, one.answer) for one in found if isinstance(one, ParsedPair)]
    assert texts == [row[:2] for row in rows]


GARBAGE = st.text(st.sampled_from('",;\t ab\n\r\0é')).map(str.encode) | st.binary(max_size=30)


@given(GARBAGE)
def test_read_delimited_lands_the_rows_before_any_garbage(garbage: bytes) -> None:
    found = read(HEADER + ROW + garbage)
    assert found[0] == pair(2)


@given(GARBAGE.map(lambda some: some.replace(b"\n", b"")))
def test_read_delimited_lands_the_rows_around_a_garbled_line(garbage: bytes) -> None:
    found = read(HEADER + ROW + garbage + b"\n" + ROW)
    assert found[0] == pair(2)
    assert found[-1] == pair(4)
