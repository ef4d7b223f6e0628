"""What the formats write: rows of a release with their audio, one after the other."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from corpus.storage import audio_store
from releases.frozen_rows import stream_frozen_rows
from releases.models import ReleaseRow

_CHUNK = 500


@dataclass(frozen=True)
class FrozenRow:
    """A row as it was released; ``audio`` is FLAC, None where there is none or it isn't wanted."""

    text: str
    """Its line of JSON."""
    audio: bytes | None

    @cached_property
    def line(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.text)
        return read

    @property
    def key(self) -> str:
        """Names the row in files: its id and language, each character safe in a file name."""
        return f"{_safe(self.line['id'])}_{self.line['language']}"


def read_frozen(rows: QuerySet[ReleaseRow], *, with_audio: bool) -> Iterator[FrozenRow]:
    """In the order of items and languages, a clip at a time."""
    if not with_audio:
        yield from _read_texts(rows)
        return
    ordered = rows.order_by("item_id", "language").values_list("line__line", "recording__sha256")
    store = audio_store()
    for text, sha256 in ordered.iterator(chunk_size=_CHUNK):
        yield FrozenRow(text, store.get(sha256) if sha256 else None)


def _read_texts(rows: QuerySet[ReleaseRow]) -> Iterator[FrozenRow]:
    """By COPY, which sends them faster than a cursor does."""
    for block in stream_frozen_rows(rows.order_by("item_id", "language")):
        for line in block.decode().split("\n")[:-1]:  # each ends with one
            yield FrozenRow(line, None)


def _safe(name: str) -> str:
    """Ids that differ stay different: what had to be replaced is told by a hash."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name)
    return safe if safe == name else f"{safe}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
