import csv
import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing import Reject, write_rejects
from corpus.importing.rows import excerpt

REJECT = Reject("line 2", "question", "is empty", 'a "b"; c', b"")


def rows(*rejects: Reject, file: str = "a.csv") -> list[list[str]]:
    content = b"".join(write_rejects(rejects, file=file)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def test_write_rejects_writes_a_line_for_each() -> None:
    assert rows(REJECT, REJECT) == [
        ["file", "place", "field", "reason", "excerpt"],
        ["a.csv", "line 2", "question", "is empty", 'a "b"; c'],
        ["a.csv", "line 2", "question", "is empty", 'a "b"; c'],
    ]


def test_write_rejects_writes_a_header_even_for_none() -> None:
    assert b"".join(write_rejects([], file="a.csv")) == (
        b'\xef\xbb\xbf"file","place","field","reason","excerpt"\r\n'
    )


def test_write_rejects_takes_what_is_stored() -> None:
    stored = SimpleNamespace(place="row 1", field="id", reason="is empty", excerpt="")
    assert rows(stored)[1] == ["a.csv", "row 1", "id", "is empty", ""]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "－1",
    ],
)
def test_write_rejects_makes_no_formula(text: str) -> None:
    found = rows(Reject(text, text, text, text, b""), file=text)[1]
    assert found == [f"'{text}"] * 5


@given(st.lists(st.tuples(st.text(max_size=30), st.binary(max_size=30)), max_size=5))
def test_write_rejects_gives_back_every_cell(values: list[tuple[str, bytes]]) -> None:
    rejects = [Reject("line 1", field, "r", excerpt(raw), raw) for field, raw in values]
    found = rows(*rejects)[1:]
    assert [row[0:2] for row in found] == [["a.csv", "line 1"]] * len(values)
    for row, reject in zip(found, rejects, strict=True):
        assert row[4].removeprefix("'") == reject.excerpt.removeprefix("'")


def test_write_rejects_writes_piece_by_piece() -> None:
    endless = (REJECT for _ in iter(int, 1))
    assert len(next(write_rejects(endless, file="a.csv"))) < 100_000
