"""A release's rows out of its shards: what is told of them, and the audio."""

import json
import tarfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from engines.licences import combine_licences
from engines.protocols import Task
from languages import SOURCE
from training.data.shelves import Stood, batches_of, shelf_schema

TEXT_OF = {Task.ANSWER: "answer", Task.TRANSCRIBE: "question", Task.TRANSLATE: "source_question"}
"""Column that holds what is to be said."""
_HEARD = "question"
"""Column that holds what is said in the clip."""
_PLAIN = ("id", "language", "split", "in_bench", "source")
_NESTED = ("recording.duration_s", "recording.licence", "translation.licence")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the index keeps of a row."""

    row: int
    """Its place in the shard, from 0."""
    id: str
    language: str
    split: str
    in_bench: bool
    source: str
    text: str
    """What is to be said."""
    seconds: float | None
    """None where nothing was recorded."""
    licence: str
    """SPDX expression of the text's and the recording's; empty where none is known."""


def tell(file: Any, form: str, task: Task) -> Iterator[Told]:
    """Every row of a shard, without its audio.

    Raises:
        OSError, ValueError, KeyError, tarfile.TarError: it is damaged, or no such file.
    """
    rows = _parquet_rows(file, task) if form == "parquet" else _tar_rows(file)
    for number, row in enumerate(rows):
        recording, translation = row.get("recording") or {}, row.get("translation") or {}
        yield Told(
            row=number,
            id=row["id"],
            language=row["language"],
            split=row["split"] or "",
            in_bench=bool(row["in_bench"]),
            source=row["source"] or "",
            text=row[TEXT_OF[task]] or "",
            seconds=recording.get("duration_s"),
            licence=combine_licences(
                translation.get("licence") or "", recording.get("licence") or ""
            ),
        )


def hear(file: Any, form: str, task: Task, wanted: Collection[int]) -> Iterator[Any]:
    """Shelf batches of those rows that are wanted, in the shard's order.

    Raises:
        OSError, ValueError, KeyError, tarfile.TarError: it is damaged, or no such file.
    """
    if form == "parquet":
        return _parquet_clips(file, task, wanted)
    return batches_of(_tar_clips(file, task, wanted))


def name_of(item: str, language: str) -> str:
    """Names a sample of a release."""
    return f"{item}/{language}"


def target_of(language: str, task: Task) -> str:
    return SOURCE if task is Task.TRANSLATE else language


def _parquet_rows(file: Any, task: Task) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    opened = parquet.ParquetFile(file)
    needed = [*_PLAIN, "recording", "translation", TEXT_OF[task], _HEARD, "audio"]
    if missing := [name for name in needed if name not in opened.schema_arrow.names]:
        raise ValueError(
            f"it has no column {', '.join(missing)}; give an export as Parquet with audio"
        )
    for group in range(opened.num_row_groups):
        columns = [*_PLAIN, *_NESTED, TEXT_OF[task]]
        yield from opened.read_row_group(group, columns=columns).to_pylist()


def _parquet_clips(file: Any, task: Task, wanted: Collection[int]) -> Iterator[Any]:
    from pyarrow import parquet

    opened = parquet.ParquetFile(file)
    first = 0
    for group in range(opened.num_row_groups):
        rows = range(first, first + opened.metadata.row_group(group).num_rows)
        first = rows.stop
        mine = [row for row in rows if row in wanted]
        if mine:
            columns = sorted({"id", "language", _HEARD, TEXT_OF[task], "audio"})
            table = opened.read_row_group(group, columns=columns)
            yield _shelved(table.take([row - rows.start for row in mine]), mine, TEXT_OF[task])


def _shelved(table: Any, rows: Sequence[int], text: str) -> Any:
    """The same as a shelf has it; nothing is copied into Python."""
    import pyarrow as pa
    from pyarrow import compute

    columns = {
        "row": pa.array(rows, pa.int64()),
        "key": compute.binary_join_element_wise(table["id"], table["language"], "/"),
        "answer": compute.fill_null(table[text], ""),
        "transcript": compute.fill_null(table[_HEARD], ""),
        "audio": compute.fill_null(compute.struct_field(table["audio"], "bytes"), b""),
        "path": pa.nulls(len(rows), pa.string()),
        "given": pa.nulls(len(rows), pa.string()),
    }
    [batch] = pa.table(columns).cast(shelf_schema()).combine_chunks().to_batches()
    return batch


def _tar_clips(file: BinaryIO, task: Task, wanted: Collection[int]) -> Iterator[Stood]:
    for number, (line, audio) in enumerate(_tar_samples(file)):
        if number in wanted:
            row = _fields_of(line)
            key = name_of(row["id"], row["language"])
            yield number, key, row[TEXT_OF[task]] or "", row[_HEARD] or "", audio, None, None


def _tar_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    for line, _ in _tar_samples(file):
        yield _fields_of(line)


def _fields_of(line: bytes) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError(f"a line of it is no JSON object: {line[:60]!r}")  # noqa: TRY004 - data
    return row


def _tar_samples(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Line and audio of each key that has both, in the order in which they become whole."""
    waiting: dict[str, dict[str, bytes]] = {}
    with tarfile.open(fileobj=file, mode="r|") as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is None:
                continue
            key, _, ending = member.name.rpartition(".")
            parts = waiting.setdefault(key, {})
            parts[ending] = content.read()
            if {"json", "flac"} <= parts.keys():
                yield parts["json"], parts["flac"]
                del waiting[key]
