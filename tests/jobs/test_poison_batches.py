from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from jobs import leases, services
from jobs.enums import BatchState, JobState, Queue
from jobs.models import Batch, Job, UnitFailure
from jobs.progress import ErrorGroup, measure_progress
from tests.factories import make_batch, make_dataset, make_job

pytestmark = pytest.mark.django_db


def claim(worker: str = "one") -> Batch:
    batch = leases.claim_batch(Queue.CPU, worker=worker)
    assert batch is not None
    return batch


def kill_holders() -> int:
    past = timezone.now() - timedelta(seconds=1)
    Batch.objects.filter(state=BatchState.CLAIMED).update(lease_expires_at=past)
    return leases.free_expired_batches()


def ends(job: Job) -> list[tuple[str, int, int, int, str]]:
    rows = job.batches.order_by("pk")
    return list(rows.values_list("state", "attempts", "deaths", "units_failed", "error"))


def test_batch_that_killed_its_workers_is_set_aside_with_its_items(settings: Settings) -> None:
    settings.BATCH_DEATHS = 3
    job = make_job(make_dataset())
    batch = make_batch(job, subject_ids=[7, 8])
    seen = []

    for worker in ("one", "two", "three"):
        claim(worker)
        kill_holders()
        seen += ends(job)
    services.finish_job_if_done(job.pk)

    assert seen == [
        (BatchState.READY, 1, 1, 0, leases.DIED),
        (BatchState.READY, 2, 2, 0, leases.DIED),
        (BatchState.FAILED, 3, 3, 2, leases.DIED),
    ]
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    message = "in a batch that ended 3 workers, lastly three"
    assert list(
        UnitFailure.objects.order_by("subject_id").values_list(
            "job", "batch", "subject_id", "code", "message"
        )
    ) == [(job.pk, batch.pk, subject, "worker_died", message) for subject in (7, 8)]
    assert measure_progress([job])[job.pk].errors == [ErrorGroup("worker_died", 2, message)]


def test_deaths_and_errors_are_counted_apart(settings: Settings) -> None:
    settings.BATCH_DEATHS = settings.BATCH_ATTEMPTS = 2
    job = make_job(make_dataset())
    make_batch(job)

    claim()
    kill_holders()
    leases.give_back_batch(claim(), error="no luck")
    assert ends(job) == [(BatchState.READY, 2, 1, 0, "no luck")]

    leases.give_back_batch(claim(), error="no luck")
    assert ends(job) == [(BatchState.FAILED, 3, 1, 1, "no luck")]
    assert not UnitFailure.objects.exists()


def test_all_batches_of_a_machine_that_went_down_are_freed_at_once(settings: Settings) -> None:
    settings.BATCH_DEATHS = 2
    job = make_job(make_dataset())
    for _ in range(3):
        make_batch(job)
    Batch.objects.filter(pk=claim().pk).update(deaths=1)
    claim()
    claim()

    assert kill_holders() == 3
    assert [row[0] for row in ends(job)] == [
        BatchState.FAILED,
        BatchState.READY,
        BatchState.READY,
    ]


def test_freed_batch_of_a_paused_job_waits_for_its_resumption() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    claim()
    services.pause_job(job)

    assert kill_holders() == 1
    assert leases.claim_batch(Queue.CPU, worker="two") is None
    services.finish_job_if_done(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.PAUSED
