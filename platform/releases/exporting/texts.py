"""Formats of text: packed JSON lines, raw votes as CSV, corrected texts as TMX."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.db.models import QuerySet

from common.spreadsheets import harmless_row
from corpus.enums import Origin
from corpus.importing import MemoryText, write_tmx
from corpus.importing.validate import text_problem
from releases.exporting.rows import FrozenRow
from releases.models import ReleaseRow, ReleaseVote

_VOTE_COLUMNS = (
    "item", "language", "audio_sha256", "rater", "session", "naturalness", "understood", "seconds",
    "excluded_because",
)  # fmt: skip
_CHUNK = 5_000


def write_ndjson(rows: Iterable[FrozenRow], file: BinaryIO) -> int:
    """The lines of the release, to the letter."""
    written = 0
    # The time of packing stays out: two exports are the same bytes.
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        for row in rows:
            packed.write(row.text.encode() + b"\n")
            written += 1
    return written


def write_ratings(rows: QuerySet[ReleaseRow], file: BinaryIO) -> int:
    """Every raw vote on these rows, also those that don't count, under the release's pseudonyms.

    Texts that a spreadsheet would run begin with an apostrophe.
    """
    votes = ReleaseVote.objects.filter(
        release__in=rows.values("release"), recording__in=rows.order_by().values("recording")
    ).order_by("rating_id")
    given = votes.values_list(
        "item__external_id", "language", "recording__sha256", "rater", "session", "naturalness",
        "understood", "seconds", "excluded_because",
    )  # fmt: skip
    written = 0
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_VOTE_COLUMNS)
    for row in given.iterator(chunk_size=_CHUNK):
        writer.writerow(harmless_row(row))
        written += 1
    text.detach()
    return written


def write_corrected(rows: Iterable[FrozenRow], file: BinaryIO) -> int:
    """Texts that natives wrote, questions and answers beside the English."""
    written = 0

    def segments() -> Iterator[MemoryText]:
        nonlocal written
        for row in rows:
            if _is_corrected(row):
                yield from _segments(row)
                written += 1

    file.writelines(write_tmx(segments()))
    return written


def _is_corrected(row: FrozenRow) -> bool:
    """Without what no import would take back: a person may write more than a file may bring."""
    texts = (row.line["question"], row.line["answer"])
    return row.line["translation"]["origin"] == Origin.HUMAN and not any(map(text_problem, texts))


def _segments(row: FrozenRow) -> Iterator[MemoryText]:
    line = row.line
    for field in ("question", "answer"):
        yield MemoryText(
            f"{row.key}.{field}", line["language"], line[f"source_{field}"], line[field]
        )
