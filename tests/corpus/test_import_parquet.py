import datetime as dt
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.importing import ParsedPair, Reject
from corpus.importing.errors import (
    ImportColumnsError,
    ImportDamagedError,
    ImportFileError,
    ImportTooLargeError,
)
from corpus.importing.parquet import read_parquet

ROW = {"id": "q1", "source": "identity", "question": "Who?", "answer": "Me."}
LIMIT = 100_000_000


def parquet(*rows: dict[str, Any], schema: pa.Schema | None = None, **options: Any) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), made, **options)
    return made.getvalue()


def read(content: bytes, limit: int = LIMIT) -> list[ParsedPair | Reject]:
    return list(read_parquet(io.BytesIO(content), "a.parquet", limit=limit))


def pair(row: int) -> ParsedPair:
    return ParsedPair(f"row {row}", "q1", "eng", "identity", "Who?", "Me.")


def only_reject(**changes: Any) -> tuple[str, str, str]:
    (found,) = read(parquet({**ROW, **changes}))
    assert isinstance(found, Reject)
    return found.place, found.field, found.reason


@pytest.mark.parametrize(
    "content",
    [
        parquet(ROW),
        parquet({**ROW, "extra": [1, 2], "context": None}),
        parquet(ROW, use_dictionary=False, compression="zstd"),
        parquet({name: value.encode() for name, value in ROW.items()}),
        parquet(ROW, schema=pa.schema([(name, pa.large_string()) for name in ROW])),
        parquet(
            ROW, schema=pa.schema([(name, pa.dictionary(pa.int8(), pa.string())) for name in ROW])
        ),
    ],
)
def test_read_parquet_takes_what_writers_write(content: bytes) -> None:
    assert read(content) == [pair(1)]


def test_read_parquet_takes_whole_numbers_as_ids_and_gives_every_field() -> None:
    row = {"id": 7, "language": "fr", "question": "Qui ?", "answer": "Moi.", "context": "Ici."}
    assert read(parquet(row)) == [ParsedPair("row 1", "7", "fra", "", "Qui ?", "Moi.", "Ici.")]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"question": None}, "question", "is missing"),
        ({"question": ""}, "question", "is empty"),
        ({"question": 5}, "question", "is a number where text belongs"),
        ({"question": ["a"]}, "question", "is a list where text belongs"),
        ({"answer": {"text": "a"}}, "answer", "is an object where text belongs"),
        ({"answer": dt.date(2020, 1, 1)}, "answer", "is date where text belongs"),
        ({"answer": b"It\x92s"}, "answer", "byte 0x92 at position 3 is not UTF-8"),
        ({"source": "Two words"}, "source", None),
        ({"id": None}, "id", "is missing"),
    ],
)
def test_read_parquet_rejects_a_bad_row(
    changes: dict[str, Any], field: str, reason: str | None
) -> None:
    found = only_reject(**changes)
    assert found[:2] == ("row 1", field)
    assert reason in (None, found[2])


def test_read_parquet_keeps_bad_cells_to_their_rows() -> None:
    """Texts that are marked as UTF-8 and aren't, and dates that Python lacks."""
    texts = pa.array([b"good", b"It\x92s", b"good"]).view(pa.string())
    table = pa.Table.from_pylist([ROW] * 3).drop(["answer"]).append_column("answer", texts)
    made = io.BytesIO()
    pq.write_table(table, made)
    found = read(made.getvalue())
    assert [type(one) for one in found] == [ParsedPair, Reject, ParsedPair]
    days = pa.array([0, 10**7], type=pa.int32()).view(pa.date32())
    table = pa.Table.from_pylist([ROW] * 2).append_column("context", days)
    made = io.BytesIO()
    pq.write_table(table, made)
    reasons = [one.reason for one in read(made.getvalue()) if isinstance(one, Reject)]
    assert reasons == ["is date where text belongs", "is date32[day] where text belongs"]


def test_read_parquet_counts_rows_over_row_groups() -> None:
    content = parquet(*[ROW] * 4, {**ROW, "id": None}, ROW, row_group_size=2)
    assert [one.place for one in read(content)] == [f"row {at}" for at in range(1, 7)]


def test_read_parquet_shows_the_row() -> None:
    (found,) = read(parquet({**ROW, "answer": None}))
    assert isinstance(found, Reject)
    assert b"question: 'Who?'\n" in found.raw


def test_read_parquet_names_the_columns_wanted_and_found() -> None:
    with pytest.raises(ImportColumnsError, match=r"has no column answer.* Found: id, question"):
        read(parquet({"id": "1", "question": "Who?"}))
    made = io.BytesIO()
    pq.write_table(pa.table([["1"]] * 4, names=["id", "question", "answer", "id"]), made)
    with pytest.raises(ImportColumnsError, match="has id twice"):
        read(made.getvalue())


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 10, parquet(ROW)[:-9], b"x" * 99])
def test_read_parquet_names_a_damaged_file(content: bytes) -> None:
    with pytest.raises(ImportDamagedError, match=r"^a\.parquet: its Parquet data is damaged"):
        read(content)


def test_read_parquet_stops_at_the_limit_however_well_it_is_packed() -> None:
    """One long text, which a dictionary stores once for all rows."""
    texts = [value if name != "question" else "x" * 100_000 for name, value in ROW.items()]
    zeros = pa.array([0] * 50_000, pa.int8())
    columns = [pa.DictionaryArray.from_arrays(zeros, [text]) for text in texts]
    made = io.BytesIO()
    pq.write_table(pa.table(columns, names=list(ROW)), made)
    bomb = made.getvalue()
    assert len(bomb) < 100_000
    with pytest.raises(ImportTooLargeError):
        read(bomb)
    with pytest.raises(ImportTooLargeError):
        read(parquet({**ROW, "question": "x" * 100_000}, use_dictionary=False), limit=50_000)


@settings(max_examples=200)
@given(st.data())
def test_read_parquet_raises_nothing_but_its_own_errors(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    with suppress(ImportFileError):
        read(bytes(content))


def _many() -> Iterator[dict[str, Any]]:
    for at in range(200):
        yield {**ROW, "id": f"q{at}", "question": f"Who is {at}?"}


WHOLE = parquet(*_many(), compression="none")
