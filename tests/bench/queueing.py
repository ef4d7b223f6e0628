"""Planning 10.3 million units, working them off with an engine that does nothing, claiming."""

import multiprocessing
import statistics
import time
from dataclasses import replace
from functools import partial
from multiprocessing.synchronize import Barrier
from typing import NamedTuple

from django.db import connection, connections
from django.db.models import Sum

from catalog.models import Dataset
from config.celery import set_loaded_code_aside
from generation.kinds.parameters import LanguagesParameters
from generation.kinds.translate import BATCH_UNITS
from generation.planning import plan_batches
from jobs import kinds
from jobs.enums import BatchState, Queue
from jobs.kinds import FailedUnit, JobKind, WriteResults
from jobs.leases import claim_batch
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import plan_next_job, work
from tests.bench import engines
from tests.bench.cpu import backend_process
from tests.bench.memory import MemoryWatch
from tests.bench.result import Result, at_least, at_most, percentile_95, seconds

WORKERS = 2  # processes, as `make run` starts them
WORK_SECONDS = 15.0
CLAIMERS = 50
CLAIM_SECONDS = 10.0
CLAIMS_PER_SECOND = 100  # 20,000 items a second in batches of 200


def _plan_nothing(job: Job) -> int:
    subjects = """SELECT t.language, t.id, length(t.question) AS size, t.item_id
                  FROM corpus_translation t
                  WHERE t.dataset_id = %(dataset)s AND t.is_current"""
    return plan_batches(job, subjects, {}, batch_units=BATCH_UNITS)


def _run_nothing(batch: Batch) -> WriteResults:
    def write() -> list[FailedUnit]:
        return []

    return write


NOTHING = JobKind(
    name="bench-nothing",
    title="Nothing",
    description="Claims and ends batches without any work in them.",
    queue=Queue.GPU,
    parameters=LanguagesParameters,
    plan=_plan_nothing,
    run=_run_nothing,
)


def plan(dataset: Dataset) -> list[Result]:
    """All items into all languages; one SQL statement, so the memory is PostgreSQL's."""
    engines.register()
    job = start_job(dataset, kind="translate", parameters={"engine": engines.NAME}, by=None)
    with MemoryWatch() as python, MemoryWatch(backend_process()) as postgres:
        spent = seconds(lambda: plan_next_job(Queue.CPU))
    job.refresh_from_db()
    assert job.state == "running", job.error
    batches = job.batches.count()
    name = f"planning {job.units_total:,} units"
    growth = python.growth_mib + postgres.growth_mib
    return [
        at_most(name, spent, "s", goal=120, note=f"{batches:,} batches"),
        at_most(f"{name}, memory of Python and PostgreSQL", growth, "MiB", goal=100),
    ]


def work_off(dataset: Dataset) -> list[Result]:
    """The whole of translating but the engine: claim, read, check, write, count, end."""
    engines.register()
    kinds.register(NOTHING)
    job = start_job(dataset, kind=NOTHING.name, parameters={}, by=None)
    plan_next_job(Queue.GPU)
    empty = _rate(job, Queue.GPU)
    Batch.objects.filter(job=job, state=BatchState.READY).delete()
    full = _rate(_planned(dataset), Queue.CPU)
    names = (
        f"items through a job, batches without work, {WORKERS} processes",
        f"items translated by an engine that does nothing, {WORKERS} processes",
    )
    rates = (empty, full)
    return [at_least(*pair, "/s", goal=5000) for pair in zip(names, rates, strict=True)]


def _planned(dataset: Dataset) -> Job:
    """The job that `plan` planned, now if that part was left out."""
    if not Job.objects.filter(dataset=dataset, kind="translate").exists():
        plan(dataset)
    return Job.objects.get(dataset=dataset, kind="translate")


def _rate(job: Job, queue: Queue) -> float:
    """Units a second over all workers; forked, so they begin at once."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_work, args=(queue,)) for _ in range(WORKERS)]
    began = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    spent = time.perf_counter() - began
    done = Batch.objects.filter(job=job, state=BatchState.DONE).aggregate(units=Sum("units"))
    return (done["units"] or 0) / spent


def _work(queue: Queue) -> None:
    set_loaded_code_aside()
    until = time.monotonic() + WORK_SECONDS
    while work(queue, seconds=max(0.0, until - time.monotonic())) and time.monotonic() < until:
        pass


def claim(dataset: Dataset) -> list[Result]:
    """50 workers on the queue that the plan filled, at the pace of 20,000 items/s, and flat out."""
    _planned(dataset)
    paced = _claim_times(pause=CLAIMERS / CLAIMS_PER_SECOND)
    flat = _claim_times(pause=0.0)
    name = f"one claim, p95, {CLAIMERS} workers"
    rate = f"{len(flat.claims) / CLAIM_SECONDS:,.0f} claims/s"
    calm = at_most(
        f"{name}, {CLAIMS_PER_SECOND} claims/s",
        percentile_95(paced.claims),
        "ms",
        goal=10,
        note=f"median {statistics.median(paced.claims):.1f}",
    )
    return [
        replace(calm, plain=f"SELECT 1: {_describe(paced.nothings)}"),
        Result(
            f"{name} who do nothing but claim",
            f"{_describe(flat.claims)}, {rate}",
            f"SELECT 1: {_describe(flat.nothings)}",
        ),
    ]


class _Times(NamedTuple):
    """Milliseconds."""

    claims: list[float]
    nothings: list[float]
    """Of a SELECT 1 before each claim: what it waits for its turn on processor and server."""


def _describe(times: list[float]) -> str:
    return f"{percentile_95(times):,.1f} ms, median {statistics.median(times):,.1f}"


def _claim_times(*, pause: float) -> _Times:
    """Of forked workers, as those of a studio share no interpreter."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    all_here = fork.Barrier(CLAIMERS)
    with fork.Pool(CLAIMERS, _enter, [all_here]) as workers:
        each = workers.map(partial(_claim_some, pause), range(CLAIMERS), chunksize=1)
    return _Times(*([time for times in kind for time in times] for kind in zip(*each, strict=True)))


def _enter(all_here: Barrier) -> None:
    """The first claim of a process compiles and connects: it is none of those measured."""
    _claim_and_end(pause=0.0, number=CLAIMERS)
    all_here.wait()


def _claim_some(pause: float, number: int) -> _Times:
    times = _Times([], [])
    until = time.monotonic() + CLAIM_SECONDS
    time.sleep(pause * number / CLAIMERS)
    while time.monotonic() < until:
        times.nothings.append(seconds(_ask_nothing) * 1000)
        times.claims.append(_claim_and_end(pause=pause, number=number) * 1000)
    return times


def _claim_and_end(*, pause: float, number: int) -> float:
    """Seconds of the claim. A worker holds one batch at a time, and ends it before the next."""
    began = time.perf_counter()
    batch = claim_batch(Queue.CPU, worker=f"bench-{number}")
    spent = time.perf_counter() - began
    time.sleep(pause)
    if batch is not None:
        Batch.objects.filter(pk=batch.pk).update(state=BatchState.CANCELLED)
    return spent


def _ask_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
