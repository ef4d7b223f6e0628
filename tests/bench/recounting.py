"""`manage.py recount` at full size, after votes, and work with a worker killed in its midst."""

import itertools
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connections
from django.db.models import F
from django.utils import timezone

from accounts.enums import Role
from annotation.models import Assignment, Campaign
from annotation.services.assigning import take_next
from catalog.models import Dataset
from generation.recount import find_differences, prove_kept
from jobs.enums import BatchState, JobState, Queue
from jobs.leases import free_expired_batches
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import work
from tests.annotation.steps import rate
from tests.bench.generate import CAMPAIGN, make_texts
from tests.bench.importing import import_texts
from tests.bench.people import person
from tests.bench.result import Result, seconds

NEW = 1_000
VOTES = 20
A_MINUTE = timedelta(minutes=1)


def recount(dataset: Dataset) -> list[Result]:
    """New items come in, are voiced by two workers of which one dies, and clips get votes."""
    _import_more(dataset)
    job = _voice_with_a_death(dataset)
    _vote(dataset)
    wrong: list[object] = []
    spent = seconds(lambda: wrong.extend(_find_wrong(dataset)))
    died = Batch.objects.filter(job=job, deaths__gt=0).count()
    shown = f"{len(wrong)} differences in {spent:,.0f} s"
    done = f"{job.units_total:,} voiced, {died} batches whose worker died, {VOTES} votes"
    return [Result(f"recount after work: {done}", shown, "", "0 differences", not wrong)]


def _find_wrong(dataset: Dataset) -> list[object]:
    return [*find_differences(dataset.pk), *prove_kept(dataset.pk)]


def _import_more(dataset: Dataset) -> None:
    known = dataset.items.count()
    texts = itertools.islice(make_texts(known + NEW), known, None)
    with tempfile.TemporaryDirectory() as folder:
        import_texts(dataset, texts, Path(folder) / "more.jsonl")


def _voice_with_a_death(dataset: Dataset) -> Job:
    """Ends the job. One of two forked workers is killed while it holds a batch."""
    with _others_paused(dataset):
        parameters = {"engine": "espeak-ng", "languages": ["eng"]}
        job = start_job(dataset, kind="synthesize", parameters=parameters, by=None)
        work(job.queue, seconds=0)  # plans
        first, second = (_fork_worker(job.queue) for _ in range(2))
        _wait_until_held(job)
        os.kill(first.pid or 0, signal.SIGKILL)
        for worker in (first, second):
            worker.join()
        Batch.objects.filter(job=job, state=BatchState.CLAIMED).update(
            lease_expires_at=timezone.now() - timedelta(seconds=1)
        )
        free_expired_batches()
        while work(job.queue, seconds=60):
            pass
    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED, (job.state, job.error)
    return job


@contextmanager
def _others_paused(dataset: Dataset) -> Iterator[None]:
    """The job that stays under way in this dataset has nothing that could be worked on."""
    others = Job.objects.filter(dataset=dataset, state=JobState.RUNNING)
    waiting = [*others.values_list("pk", flat=True)]
    others.update(state=JobState.PAUSED)
    try:
        yield
    finally:
        Job.objects.filter(pk__in=waiting).update(state=JobState.RUNNING)


def _fork_worker(queue: str) -> multiprocessing.context.ForkProcess:
    connections.close_all()
    worker = multiprocessing.get_context("fork").Process(target=_work_off, args=(queue,))
    worker.start()
    return worker


def _work_off(queue: str) -> None:
    while work(Queue(queue), seconds=60):
        pass


def _wait_until_held(job: Job) -> None:
    """Both workers hold one, and some are done."""
    batches = Batch.objects.filter(job=job)
    while not (
        batches.filter(state=BatchState.CLAIMED).count() == 2
        and batches.filter(state=BatchState.DONE).exists()
    ):
        time.sleep(0.02)


def _vote(dataset: Dataset) -> None:
    """Of one rater each: a second clip of the same would have to be heard after the first."""
    campaign = Campaign.objects.get(dataset=dataset, name=CAMPAIGN)
    for number in range(VOTES):
        rater = person(f"bench-late{number}", Role.RATER)
        dataset.memberships.get_or_create(user=rater)
        held = take_next(campaign, language="ara", by=rater)
        assert held is not None
        earlier = {name: F(name) - A_MINUTE for name in ("opened_at", "earliest_end_at")}
        Assignment.objects.filter(pk=held.pk).update(**earlier)
        held.refresh_from_db()
        rate(held)
