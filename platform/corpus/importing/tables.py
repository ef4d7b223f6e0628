"""Arrow and Parquet as streams of plain rows: the only place that touches pyarrow's objects."""

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.importing.errors import BadFieldError, ImportDamagedError, ImportTooLargeError
from corpus.importing.parsing import JsonObject, JsonValue

# Few, for the sake of audio, and because one long text that a dictionary stores once takes its
# length in every row of a batch.
BATCH_ROWS = 32
ROW_COST = 16  # bytes that a row counts even if it is empty, so that rows alone reach the limit

Cell: TypeAlias = object
CellRow: TypeAlias = Mapping[str, Cell]

_PARQUET_BUFFER = 1_000_000


@contextmanager
def spooled(file: BinaryIO) -> Iterator[BinaryIO]:
    """Copies a stream to a temporary file: Parquet starts at its end."""
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)


@contextmanager
def arrow_errors(name: str, kind: str) -> Iterator[None]:
    """Turns all that pyarrow says about a damaged file into our error."""
    try:
        yield
    except (pa.ArrowException, OSError, MemoryError, UnicodeDecodeError) as bad:
        said = next(iter(str(bad).splitlines()), type(bad).__name__)
        problem = f"its {kind} data is damaged ({said[:200]}). Write or copy it again."
        raise ImportDamagedError(name, problem) from bad


def parquet_columns(file: BinaryIO | Path) -> list[str]:
    return [str(one) for one in pq.ParquetFile(file).schema_arrow.names]


def parquet_rows(
    file: BinaryIO | Path, columns: Sequence[str], *, name: str, limit: int
) -> Iterator[CellRow]:
    """Yields the rows of a Parquet file; columns it lacks are missing in each row.

    Nothing is believed of what a file claims about its size: the rows are counted as they come.
    At worst memory holds `BATCH_ROWS` times its longest cell.

    Raises:
        ImportTooLargeError: more than `limit` bytes of text, and of rows.
    """
    parquet = pq.ParquetFile(file, buffer_size=_PARQUET_BUFFER, pre_buffer=False)
    wanted = [one for one in columns if one in parquet.schema_arrow.names]
    read = 0
    for batch in parquet.iter_batches(batch_size=BATCH_ROWS, columns=wanted, use_threads=False):
        for row in batch_rows(batch):
            read += ROW_COST + sum(len(cell) for cell in row.values() if isinstance(cell, str))
            if read > limit:
                raise ImportTooLargeError(name, limit)
            yield row


def arrow_rows(path: Path, columns: Sequence[str]) -> Iterator[CellRow]:
    """Yields the rows of an Arrow stream, which is what `datasets` writes, or of an Arrow file."""
    with pa.memory_map(str(path)) as mapped:
        opened = pa.ipc.open_stream if mapped.read(6) != b"ARROW1" else pa.ipc.open_file
        mapped.seek(0)
        reader = opened(mapped)
        if isinstance(reader, pa.RecordBatchFileReader):
            batches = (reader.get_batch(at) for at in range(reader.num_record_batches))
        else:
            batches = iter(reader)
        for batch in batches:
            kept = [one for one in columns if one in batch.schema.names]
            yield from batch_rows(batch.select(kept))


def batch_rows(batch: pa.RecordBatch) -> Iterator[CellRow]:
    columns = {str(name): _values(batch.column(name)) for name in batch.schema.names}
    for at in range(batch.num_rows):
        yield {name: values[at] for name, values in columns.items()}


def _values(array: pa.Array) -> Sequence[Cell]:
    if isinstance(array, pa.DictionaryArray):
        places: list[int | None] = array.indices.to_pylist()
        used = sorted({at for at in places if at is not None})
        if used and not 0 <= used[0] <= used[-1] < len(array.dictionary):
            raise pa.ArrowInvalid("a cell points out of its dictionary")
        # The dictionary is that of a whole column, of which this batch may use a little.
        words = dict(
            zip(used, _values(array.dictionary.take(pa.array(used, pa.int64()))), strict=True)
        )
        return [None if at is None else words[at] for at in places]
    try:
        return cast("list[Cell]", array.to_pylist())
    except (UnicodeDecodeError, ValueError, OverflowError):
        return [_value(cell) for cell in array]


def _value(cell: pa.Scalar) -> Cell:
    """Returns what the cell holds; its bytes where they are no text."""
    try:
        return cast("Cell", cell.as_py())
    except UnicodeDecodeError:
        return cast("bytes", cell.as_buffer().to_pybytes())
    except (ValueError, OverflowError):
        return Unreadable(str(cell.type))


class Unreadable:
    """A cell that Python has no value for, like a date of the year 300,000."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def json_row(row: CellRow, names: Mapping[str, str]) -> JsonObject:
    """Returns the row as the fields that the rules for pairs know.

    Args:
        row: The cells.
        names: Field by column.

    Raises:
        BadFieldError: a cell is bytes that are not UTF-8, or of a type that is never text.
    """
    return JsonObject({names[one]: _plain(cell, one) for one, cell in row.items() if one in names})


def _plain(cell: Cell, column: str) -> JsonValue:
    if isinstance(cell, bytes):  # older writers don't mark their texts as texts
        try:
            return cell.decode("utf-8")
        except UnicodeDecodeError as bad:
            reason = f"byte 0x{cell[bad.start]:02X} at position {bad.start + 1} is not UTF-8"
            raise BadFieldError(column, reason) from None
    if cell is None or isinstance(cell, str | bool | int | float | list | dict):
        return cast("JsonValue", cell)
    kind = cell.kind if isinstance(cell, Unreadable) else type(cell).__name__
    raise BadFieldError(column, f"is {kind} where text belongs")


def raw_row(row: CellRow) -> bytes:
    """Returns the start of each cell, for a reject."""
    shown = io.StringIO()
    for column, cell in row.items():
        text = cell[:400] if isinstance(cell, str | bytes) else cell
        shown.write(f"{column}: {text!r}\n"[:500])
    return shown.getvalue().encode("utf-8", "backslashreplace")
