"""Import, planning, claiming and streaming, against PostgreSQL's own ways."""

import json
import os
import statistics
import time
from io import BytesIO
from threading import Thread

import psycopg
from django.core.files import File
from django.db import connection
from django.db.models import Sum

from catalog.models import Dataset
from corpus.services import import_file
from generation.kinds.parameters import LanguagesParameters
from generation.planning import plan_batches
from jobs import kinds
from jobs.enums import Queue
from jobs.kinds import FailedUnit, JobKind, WriteResults
from jobs.leases import claim_batch
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import work
from releases.rows import stream_rows as release_rows
from releases.versions import current_versions
from tests.bench.result import Result, compare, seconds
from tests.factories import make_dataset, make_job

PAIRS = 20_000
CLAIMS = 2_000
CLAIMERS = 10


def _pairs(count: int) -> bytes:
    rows = (
        {
            "id": f"pair-{number}",
            "source": "instruction",
            "question": f"What is the capital of country number {number}, and why is it so?",
            "answer": f"The capital of country number {number} is city {number * 7}.",
        }
        for number in range(count)
    )
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def import_rows() -> Result:
    """Against COPY of the same rows into a table with the same columns and one unique index."""
    content = _pairs(PAIRS)
    dataset = make_dataset()
    ours = seconds(
        lambda: import_file(dataset, File(BytesIO(content)), name="bench.jsonl", by=None)
    )
    rows = [json.loads(line) for line in content.splitlines()]

    def copy() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_copy (id text PRIMARY KEY, q text, a text)")
            with cursor.copy("COPY bench_copy FROM STDIN") as target:
                for row in rows:
                    target.write_row((row["id"], row["question"], row["answer"]))

    plain = seconds(copy)
    connection.cursor().execute("DROP TABLE bench_copy")
    return compare(
        "import of pairs, against raw COPY", "rows", count=PAIRS, ours_s=ours, plain_s=plain
    )


def plan_and_run_job() -> Result:
    """A job whose engine does nothing: what is left is the queue itself."""
    dataset = Dataset.objects.get(pk=Dataset.objects.order_by("-pk").values("pk")[:1])
    kinds.register(_NOTHING)
    start_job(dataset, kind=_NOTHING.name, parameters={}, by=None)

    def run() -> None:
        while work(Queue.CPU, seconds=60):
            pass

    spent = seconds(run)
    units = Batch.objects.filter(job__kind=_NOTHING.name).aggregate(units=Sum("units"))["units"]
    return Result("items through a job that does nothing", f"{units / spent:,.0f} items/s")


def _plan(job: Job) -> int:
    subjects = """SELECT t.language, t.id, length(t.question) AS size FROM corpus_translation t
                  WHERE t.dataset_id = %(dataset)s"""
    return plan_batches(job, subjects, {}, batch_units=200)


def _run(batch: Batch) -> WriteResults:
    def write() -> list[FailedUnit]:
        return []

    return write


_NOTHING = JobKind(
    name="bench-nothing",
    title="Nothing",
    description="Does nothing.",
    queue=Queue.CPU,
    parameters=LanguagesParameters,
    plan=_plan,
    run=_run,
)


def claim_batches() -> Result:
    """How long one claim takes while ten workers claim at once."""
    job = make_job(make_dataset(), queue=Queue.GPU)
    Batch.objects.bulk_create(
        Batch(job=job, queue=Queue.GPU, language="ara", subject_ids=[1], units=1)
        for _ in range(CLAIMS)
    )
    times: list[float] = []

    def claim() -> None:
        try:
            while True:
                began = time.perf_counter()
                if claim_batch(Queue.GPU, worker="bench") is None:
                    return
                times.append(time.perf_counter() - began)
        finally:
            connection.close()

    claimers = [Thread(target=claim) for _ in range(CLAIMERS)]
    for claimer in claimers:
        claimer.start()
    for claimer in claimers:
        claimer.join()
    cuts = statistics.quantiles(times, n=20)
    shown = f"p50 {statistics.median(times) * 1000:.1f} ms, p95 {cuts[-1] * 1000:.1f} ms"
    return Result(f"one claim, {CLAIMERS} workers at once", shown)


def stream_rows() -> Result:
    """NDJSON rows with lineage, against COPY TO STDOUT of the same table."""
    dataset = Dataset.objects.get(pk=Dataset.objects.order_by("pk").values("pk")[:1])
    ours = seconds(lambda: sum(map(len, release_rows(current_versions(dataset).order_by("id")))))

    def copy() -> None:
        with (
            psycopg.connect(os.environ["DATABASE_URL"]) as raw,
            raw.cursor() as cursor,
            cursor.copy("COPY corpus_translation TO STDOUT") as source,
        ):
            for _ in source:
                pass

    return compare(
        "rows streamed, against COPY TO STDOUT",
        "rows",
        count=PAIRS,
        ours_s=ours,
        plain_s=seconds(copy),
    )
