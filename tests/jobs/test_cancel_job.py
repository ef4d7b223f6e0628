from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from common.errors import InvalidTransitionError
from jobs import leases, services
from jobs.enums import BatchState, JobState, Queue
from jobs.errors import LeaseLostError
from jobs.kinds import FailedUnit
from jobs.models import Batch, UnitFailure
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.threads import start, wait_for_blocked_query


def claim() -> Batch:
    batch = leases.claim_batch(Queue.CPU, worker="one")
    assert batch is not None
    return batch


@pytest.mark.django_db
def test_cancel_job_keeps_what_is_done_and_stops_the_rest() -> None:
    job = make_job(make_dataset())
    for state in (BatchState.DONE, BatchState.FAILED, BatchState.CLAIMED, BatchState.READY):
        make_batch(job, state=state)

    cancelled = services.cancel_job(job)

    assert cancelled.state == JobState.CANCELLED
    assert cancelled.finished_at is not None
    assert list(Batch.objects.order_by("pk").values_list("state", flat=True)) == [
        BatchState.DONE,
        BatchState.FAILED,
        BatchState.CANCELLED,
        BatchState.CANCELLED,
    ]


@pytest.mark.django_db
def test_cancel_job_lets_a_running_batch_find_its_results_refused() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    batch = claim()

    services.cancel_job(job)

    with pytest.raises(LeaseLostError):
        leases.finish_batch(batch, lambda: [FailedUnit(1, "late", "late")])
    services.finish_job_if_done(job.pk)
    job.refresh_from_db()
    assert (job.state, UnitFailure.objects.count()) == (JobState.CANCELLED, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED])
def test_cancel_job_refuses_one_that_ended(state: JobState) -> None:
    job = make_job(make_dataset(), state=state)

    with pytest.raises(InvalidTransitionError) as refused:
        services.cancel_job(job)

    assert refused.value.message == f"Job {job.pk} is {state}; it can't become cancelled."


@pytest.mark.django_db(transaction=True)
def test_cancel_job_waits_for_results_being_written_and_keeps_them() -> None:
    """The writing batch refers to the job the cancel has locked: neither may wait for both."""
    job = make_job(make_dataset())
    make_batch(job)
    batch = claim()

    with ThreadPoolExecutor(1) as pool:

        def write() -> list[FailedUnit]:
            start(pool, partial(services.cancel_job, job))
            wait_for_blocked_query()
            return [FailedUnit(1, "odd", "odd")]

        leases.finish_batch(batch, write)

    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.state, batch.state) == (JobState.CANCELLED, BatchState.DONE)
    assert UnitFailure.objects.count() == 1
