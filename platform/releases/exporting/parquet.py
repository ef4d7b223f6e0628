"""Parquet as `datasets.load_dataset("parquet", data_files=…)` reads it, audio included."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
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
AUDIO_SCHEMA = pa.schema([*_COLUMNS, _AUDIO], {"huggingface": json.dumps(_FEATURES)})


def write_parquet(rows: Iterable[FrozenRow], file: BinaryIO, *, with_audio: bool) -> int:
    """Returns how many rows it wrote; the same rows are the same bytes."""
    schema = AUDIO_SCHEMA if with_audio else TEXT_SCHEMA
    written = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows, ROWS_PER_GROUP if with_audio else 20 * ROWS_PER_GROUP):
            records = [_record(row, with_audio=with_audio) for row in group]
            writer.write_table(pa.Table.from_pylist(records, schema=schema))
            written += len(records)
    return written


def _groups(rows: Iterable[FrozenRow], size: int) -> Iterator[list[FrozenRow]]:
    several = iter(rows)
    while group := list(islice(several, size)):
        yield group


def _record(row: FrozenRow, *, with_audio: bool) -> dict[str, Any]:
    record = dict(row.line)
    for part in ("translation", "recording"):
        if record[part] is not None:
            parameters = json.dumps(record[part]["parameters"], sort_keys=True)
            record[part] = {**record[part], "parameters": parameters}
    if with_audio:
        spoken = row.audio is not None
        record["audio"] = {"bytes": row.audio, "path": f"{row.key}.flac"} if spoken else None
    return record
