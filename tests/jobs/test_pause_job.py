from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import transaction

from common.errors import InvalidTransitionError
from jobs import leases, services
from jobs.enums import BatchState, JobState, PauseReason, Queue
from jobs.kinds import FailedUnit
from jobs.models import Batch, Job
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.threads import start, wait_for_blocked_query

pytestmark = pytest.mark.django_db


def claim() -> Batch | None:
    return leases.claim_batch(Queue.CPU, worker="one")


def claim_surely() -> Batch:
    batch = claim()
    assert batch is not None
    return batch


def state_of(job: Job) -> tuple[str, str]:
    job.refresh_from_db()
    return job.state, job.pause_reason


def test_pause_job_lets_claimed_batches_end_and_none_begin() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    make_batch(job)
    held = claim_surely()

    services.pause_job(job)

    assert state_of(job) == (JobState.PAUSED, PauseReason.ASKED)
    assert claim() is None
    leases.finish_batch(held, list[FailedUnit])
    services.finish_job_if_done(job.pk)
    assert state_of(job) == (JobState.PAUSED, PauseReason.ASKED)
    assert list(Batch.objects.order_by("pk").values_list("state", flat=True)) == [
        BatchState.DONE,
        BatchState.READY,
    ]


def test_pause_job_ends_one_whose_last_batch_was_under_way() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    held = claim_surely()

    services.pause_job(job)
    leases.finish_batch(held, list[FailedUnit])
    services.finish_job_if_done(job.pk)

    assert state_of(job) == (JobState.SUCCEEDED, "")


def test_pause_job_keeps_its_purpose_taken() -> None:
    job = services.start_job(make_dataset(), kind="check", parameters={}, by=None)
    services.move_job(job.pk, JobState.RUNNING)
    services.pause_job(job)

    assert list(Job.objects.active()) == [job]


def test_resume_job_offers_its_batches_again_and_keeps_its_start() -> None:
    job = services.move_job(make_job(make_dataset(), state=JobState.PLANNING).pk, JobState.RUNNING)
    batch = make_batch(job)
    services.pause_job(job)

    services.resume_job(job)

    assert state_of(job) == (JobState.RUNNING, "")
    assert Job.objects.get().started_at == job.started_at
    assert claim_surely().pk == batch.pk


@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.PAUSED}))
def test_resume_job_refuses_one_that_is_not_paused(state: JobState) -> None:
    job = make_job(make_dataset(), state=state)

    with pytest.raises(InvalidTransitionError) as refused:
        services.resume_job(job)

    assert refused.value.message == f"Job {job.pk} is {state}; it can't become running."


@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.RUNNING}))
def test_pause_job_refuses_one_that_does_not_run(state: JobState) -> None:
    job = make_job(make_dataset(), state=state)

    with pytest.raises(InvalidTransitionError) as refused:
        services.pause_job(job)

    assert refused.value.message == f"Job {job.pk} is {state}; it can't become paused."


def test_cancel_job_ends_a_paused_one() -> None:
    job = make_job(make_dataset(), state=JobState.PAUSED, pause_reason=PauseReason.ASKED)
    make_batch(job)

    services.cancel_job(job)

    assert state_of(job) == (JobState.CANCELLED, "")


@pytest.mark.django_db(transaction=True)
def test_pause_job_waits_for_no_results_being_written() -> None:
    """Results lock their batch and refer to the job, which a pause locks: it needs no batch."""
    job = make_job(make_dataset())
    make_batch(job)
    batch = claim_surely()

    with ThreadPoolExecutor(1) as pool:

        def write() -> list[FailedUnit]:
            start(pool, partial(services.pause_job, job)).result(timeout=10)
            return [FailedUnit(1, "odd", "odd")]

        leases.finish_batch(batch, write)

    assert state_of(job) == (JobState.PAUSED, PauseReason.ASKED)


@pytest.mark.django_db(transaction=True)
def test_finish_job_leaves_alone_what_was_opened_while_it_waited() -> None:
    job = make_job(make_dataset())

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            services.lock_job(job.pk)
            finishing = start(pool, partial(services.finish_job_if_done, job.pk))
            wait_for_blocked_query()
            make_batch(job)
        finishing.result(timeout=10)

    assert state_of(job) == (JobState.RUNNING, "")
