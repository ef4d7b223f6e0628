"""Samples lying ready on this machine's disk: Arrow files that are mapped, not read.

A shelf has a row for each sample with its key, answer and transcript, either its audio or where
that lies, and what else its prompt names, as JSON.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from training.data.clips import Raw

ROWS_A_BATCH = 64
_FIELDS = ("row", "key", "answer", "transcript", "audio", "path", "given")


class Shelf:
    """One shard's samples, or all of a source of single clips."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa

        self._reader = pa.ipc.open_file(pa.memory_map(str(path)))
        batches = [
            self._reader.get_batch(place) for place in range(self._reader.num_record_batches)
        ]
        self._places = {
            row: (batch, place)
            for batch in batches
            for place, row in enumerate(batch["row"].to_pylist())
        }

    def read(self, row: int) -> Raw:
        batch, place = self._places[row]
        path, given = batch["path"][place].as_py(), batch["given"][place].as_py()
        return Raw(
            key=batch["key"][place].as_py(),
            answer=batch["answer"][place].as_py(),
            transcript=batch["transcript"][place].as_py(),
            audio=Path(path) if path else batch["audio"][place].as_py(),
            given=json.loads(given) if given else {},
        )


Stood = tuple[int, str, str, str, bytes | None, str | None, str | None]
"""Row, key, answer, transcript, audio, path where that is a file of its own, and `Raw.given`."""


def write_shelf(path: Path, batches: Iterable[Any]) -> None:
    """Appears whole or not at all.

    Raises:
        OSError: the disk is full.
    """
    import pyarrow as pa

    new = path.with_suffix(f".{uuid4().hex}.new")
    try:
        with pa.OSFile(str(new), "wb") as file, pa.ipc.new_file(file, shelf_schema()) as writer:
            for batch in batches:
                writer.write_batch(batch)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def shelf_schema() -> Any:
    import pyarrow as pa

    kinds = (pa.int64(), *[pa.string()] * 3, pa.large_binary(), *[pa.string()] * 2)
    return pa.schema(list(zip(_FIELDS, kinds, strict=True)))


def batches_of(samples: Iterable[Stood]) -> Iterator[Any]:
    """Arrow's record batches, of a few samples each."""
    rest = iter(samples)
    while some := list(islice(rest, ROWS_A_BATCH)):
        yield _as_batch(some)


def _as_batch(several: Sequence[Stood]) -> Any:
    import pyarrow as pa

    schema = shelf_schema()
    columns = zip(*several, strict=True)
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)
