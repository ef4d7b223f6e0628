"""Parquet as `datasets.load_dataset("parquet", data_files=…)` reads it, audio included."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from releases.exporting.rows import FrozenRow

# So that readers can skip: the audio of this many rows is held in memory at once.
ROWS_PER_GROUP = 200
_MADE_BY = [
    ("engine", pa.string()),
    ("engine_version", pa.string()),
    ("parameters", pa.string()),
    ("licence", pa.string()),
    ("fingerprint", pa.string()),
    ("verified", pa.bool_()),
]
_TRANSLATION = pa.struct([("origin", pa.string()), ("score", pa.float64()), *_MADE_BY])
_RECORDING = pa.struct(
    [
        ("sha256", pa.string()),
        ("audio", pa.string()),
        ("duration_s", pa.float64()),
        ("sample_rate", pa.int32()),
        ("loudness_lufs", pa.float64()),
        ("voice", pa.string()),
        ("failed_checks", pa.list_(pa.string())),
        *_MADE_BY,
    ]
)
_VOTES = pa.struct(
    [("count", pa.int32()), ("naturalness", pa.float64()), ("understood", pa.float64())]
)
_COLUMNS = [
    ("id", pa.string()),
    ("language", pa.string()),
    ("split", pa.string()),
    ("in_bench", pa.bool_()),
    ("source", pa.string()),
    ("question", pa.string()),
    ("answer", pa.string()),
    ("source_question", pa.string()),
    ("source_answer", pa.string()),
    ("context", pa.string()),
    ("verified", pa.bool_()),
    ("votes", _VOTES),
    ("translation", _TRANSLATION),
    ("recording", _RECORDING),
]
_AUDIO = ("audio", pa.struct([("bytes", pa.binary()), ("path", pa.string())]))
# What `datasets` keeps of a column's meaning in a file's schema.
_FEATURES = {"info": {"features": {"audio": {"_type": "Audio"}}}}
TEXT_SCHEMA = pa.schema(_COLUMNS)
# Which of the columns were made by something, in the order of a line. Parameters are objects of any
# keys, which no column can hold: they are read apart, and kept as text.
_MADE = ("translation", "recording")
_MARK = '"parameters":'
_DECODER = json.JSONDecoder()


def _without_parameters(field: pa.Field) -> pa.Field:
    if field.name not in _MADE:
        return field
    return field.with_type(pa.struct([part for part in field.type if part.name != "parameters"]))


# What Arrow reads of a line.
LINE_SCHEMA = pa.schema([_without_parameters(field) for field in TEXT_SCHEMA])
AUDIO_SCHEMA = pa.schema([*_COLUMNS, _AUDIO], {"huggingface": json.dumps(_FEATURES)})


def write_parquet(rows: Iterable[FrozenRow], file: BinaryIO, *, with_audio: bool) -> int:
    """Returns how many rows it wrote; the same rows are the same bytes."""
    schema = AUDIO_SCHEMA if with_audio else TEXT_SCHEMA
    written = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows, ROWS_PER_GROUP if with_audio else 20 * ROWS_PER_GROUP):
            table = _read(group)
            if with_audio:
                table = table.append_column(schema.field("audio"), _audio(group))
            writer.write_table(table)
            written += len(group)
    return written


def _groups(rows: Iterable[FrozenRow], size: int) -> Iterator[list[FrozenRow]]:
    several = iter(rows)
    while group := list(islice(several, size)):
        yield group


def _read(rows: Sequence[FrozenRow]) -> Any:
    """The lines as a table; Arrow reads them some times faster than Python does."""
    lines = "\n".join(row.text for row in rows).encode()
    table = pj.read_json(
        pa.BufferReader(lines),
        # All of it at once: a line must not lie across two blocks.
        pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        pj.ParseOptions(explicit_schema=LINE_SCHEMA, unexpected_field_behavior="ignore"),
    )
    parameters = [list(_parameters(row.text)) for row in rows]
    for place, name in enumerate(_MADE):
        told = [several[place] if place < len(several) else None for several in parameters]
        column = _with_parameters(table[name].combine_chunks(), TEXT_SCHEMA.field(name), told)
        table = table.set_column(table.schema.get_field_index(name), name, column)
    return table


def _with_parameters(made: Any, field: pa.Field, told: list[str | None]) -> Any:
    parts = {"parameters": pa.array(told, pa.string())}
    arrays = [
        parts[part.name] if part.name in parts else made.field(part.name) for part in field.type
    ]
    return pa.StructArray.from_arrays(arrays, fields=list(field.type), mask=made.is_null())


def _parameters(line: str) -> Iterator[str | None]:
    """Those of the translation, then those of the recording if there is one.

    No text can hold the mark: in a string its quotes would stand behind backslashes.
    """
    end = 0
    while (start := line.find(_MARK, end)) >= 0:
        start += len(_MARK)
        # Whole objects begin with no other whole object: what can be read up to there is all of it.
        end = line.find("}", start) + 1
        told = _sorted(line[start:end])
        if told is None:  # objects or braces in it
            _, end = _DECODER.raw_decode(line, start)
            told = _sorted(line[start:end])
        yield told


@lru_cache(maxsize=1_000)
def _sorted(parameters: str) -> str | None:
    """None where this isn't JSON."""
    try:
        return json.dumps(json.loads(parameters), sort_keys=True)
    except ValueError:
        return None


def _audio(rows: Iterable[FrozenRow]) -> Any:
    clips = [row.audio and {"bytes": row.audio, "path": f"{row.key}.flac"} for row in rows]
    return pa.array(clips, _AUDIO[1])
