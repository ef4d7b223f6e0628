"""Freezing a release, and what leaves the platform of one, against the plainest way to do it."""

import io
import os
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pyarrow.json as pj
import pyarrow.parquet as pq

from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from jobs.enums import JobState
from releases.exporting.parquet import LINE_SCHEMA, write_parquet
from releases.exporting.rows import read_frozen
from releases.freezing import Wish, freeze
from releases.frozen_rows import RowFilter, filter_rows, stream_frozen_rows
from releases.job_kinds import plan_export, run_export
from releases.models import Release, Shard
from tests.bench.cpu import backend_process
from tests.bench.generate import make_spoken
from tests.bench.memory import MemoryWatch
from tests.bench.result import Result, at_most, ratio, seconds
from tests.factories import make_job

FEW = ("ara", "fra")
PARQUET_ROWS = 50_000
CLIPS = 2_000
CLIP_BYTES = 60_000
_MEGABYTE = 1_000_000
# As `releases.ndjson` asks for them: each line is a row as it is.
_LINES = r"""
COPY (SELECT line.line FROM releases_releaserow row
      JOIN releases_releaseline line ON line.id = row.line_id
      WHERE row.release_id = %s ORDER BY row.item_id, row.language LIMIT %s)
TO STDOUT (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')
"""


@dataclass(frozen=True)
class Frozen:
    """A release, and what making it took: seconds, and MiB of Python and of PostgreSQL."""

    release: Release
    seconds: float
    python_mib: float
    database_mib: float


def measure_releases(corpus: Dataset) -> list[Result]:
    few, many = _freeze(corpus, FEW), _freeze(corpus, ())
    return [
        *_frozen(few, many),
        *_streamed(few.release, many.release),
        *_written(few.release),
        _packed(),
    ]


def _freeze(corpus: Dataset, languages: tuple[str, ...]) -> Frozen:
    wish = Wish(name=uuid4().hex[:12], languages=languages, override_reason="A bench.")
    made: list[Release] = []
    with MemoryWatch() as python, MemoryWatch(backend_process()) as database:
        spent = seconds(lambda: made.append(freeze(corpus, wish)))
    return Frozen(made[0], spent, python.growth_mib, database.growth_mib)


def _frozen(few: Frozen, many: Frozen) -> list[Result]:
    name = f"freezing a release of {many.release.rows:,} rows"
    shown = f"{many.release.rows / many.seconds:,.0f} rows/s, {many.seconds:,.0f} s"
    database = f"PostgreSQL {many.database_mib:,.0f} MiB after {few.database_mib:,.0f}"
    return [
        Result(name, shown),
        _flat(name, few.python_mib, many.python_mib, few.release.rows, note=database),
    ]


def _flat(name: str, few: float, many: float, rows: int, *, note: str = "") -> Result:
    named = f"{name}, memory beyond that of {rows:,} rows"
    return at_most(named, many - few, "MiB", goal=20, note=note)


def _streamed(few: Release, many: Release) -> list[Result]:
    with MemoryWatch() as short:
        _stream(few)
    with MemoryWatch() as long:
        ours = seconds(lambda: _stream(many))
    plain = seconds(lambda: deque(_copy(many), maxlen=0))
    name = f"NDJSON of {many.rows:,} released rows"
    return [
        ratio(
            f"{name}, against COPY", "rows", count=many.rows, ours_s=ours, plain_s=plain, goal=0.5
        ),
        _flat(name, short.growth_mib, long.growth_mib, few.rows),
    ]


def _stream(release: Release) -> None:
    for _ in stream_frozen_rows(filter_rows(release, RowFilter())):
        pass


def _copy(release: Release, *, rows: int | None = None) -> Iterator[bytes]:
    with (
        psycopg.connect(os.environ["DATABASE_URL"]) as raw,
        raw.cursor() as cursor,
        cursor.copy(_LINES, [release.pk, rows]) as source,
    ):
        yield from map(bytes, source)


def _written(release: Release) -> list[Result]:
    """The plain way holds all rows in memory, and leaves out parameters, which it can't write."""
    rows = filter_rows(release, RowFilter())
    last = rows.order_by("pk").values_list("pk", flat=True)[PARQUET_ROWS - 1]
    wanted = rows.filter(pk__lte=last)

    def ours() -> io.BytesIO:
        file = io.BytesIO()
        write_parquet(read_frozen(wanted, with_audio=False), file, with_audio=False)
        return file

    wish = pj.ParseOptions(explicit_schema=LINE_SCHEMA, unexpected_field_behavior="ignore")

    def plain() -> None:
        lines = b"".join(_copy(release, rows=PARQUET_ROWS))
        _write_plainly(pj.read_json(io.BytesIO(lines), parse_options=wish))

    table = pq.read_table(ours())
    spent = _best(ours)
    ways = {
        "reading COPY as JSON": (_best(plain), 0.5),
        "that has the table in memory": (_best(lambda: _write_plainly(table)), None),
    }
    name = f"Parquet of {PARQUET_ROWS:,} released texts, against pyarrow"
    return [
        ratio(f"{name} {way}", "rows", count=PARQUET_ROWS, ours_s=spent, plain_s=took, goal=goal)
        for way, (took, goal) in ways.items()
    ]


def _best(work: Callable[[], object]) -> float:
    """Of three: whoever comes first reads from disk, and a second or two are easily disturbed."""
    return min(seconds(work) for _ in range(3))


def _write_plainly(table: Any) -> None:
    pq.write_table(table, io.BytesIO(), compression="zstd")


def _packed() -> Result:
    release = freeze(_spoken(), Wish(name="v1", override_reason="A bench."))
    wish = {"release": "v1", "format": "webdataset"}
    # Not queued: workers would take what waits of other datasets, too.
    job = make_job(release.dataset, kind="export", parameters=wish, state=JobState.SUCCEEDED)

    def export() -> None:
        plan_export(job)
        for batch in job.batches.all():
            run_export(batch)()

    ours = seconds(export)
    held = sum(Shard.objects.filter(export__job=job).values_list("size_bytes", flat=True))
    assert held > CLIPS * CLIP_BYTES
    clips = Recording.objects.filter(dataset=release.dataset).values_list("sha256", flat=True)
    plain = seconds(lambda: _copy_files(list(clips)))
    name = f"audio of {CLIPS:,} clips into shards, against cp"
    megabytes = CLIPS * CLIP_BYTES // _MEGABYTE
    return ratio(name, "MB", count=megabytes, ours_s=ours, plain_s=plain, goal=0.5)


def _spoken() -> Dataset:
    """Clips that are really there."""
    dataset = make_spoken(CLIPS)
    clips = list(Recording.objects.filter(dataset=dataset))
    for clip in clips:
        clip.sha256 = audio_store().put(os.urandom(CLIP_BYTES))
        clip.size_bytes = CLIP_BYTES
    Recording.objects.bulk_update(clips, ["sha256", "size_bytes"], batch_size=500)
    return dataset


def _copy_files(names: list[str]) -> None:
    """Onto the disk, as a shard is when its row is written."""
    store = audio_store()
    paths = [str(store.local_path(name)) for name in names]
    with tempfile.TemporaryDirectory(dir=Path(paths[0]).parents[2]) as folder:
        subprocess.run(["cp", "--target-directory", folder, *paths], check=True)
        subprocess.run(["sync", "--file-system", folder], check=True)
