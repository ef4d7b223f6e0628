from collections import Counter

import pytest

from catalog.models import Dataset
from jobs import leases
from jobs.enums import BatchState, JobState, Queue
from jobs.errors import QueueUnknownError
from jobs.kinds import FailedUnit, check_queue
from jobs.models import Batch, Job
from jobs.nudges import send
from jobs.tasks import work
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.conftest import UseKind
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db


def make_waiting(dataset: Dataset, batches: int, **fields: object) -> Job:
    job = make_job(dataset, **fields)
    for _ in range(batches):
        make_batch(job)
    return job


def claim() -> Batch:
    batch = leases.claim_batch(Queue.CPU, worker="one")
    assert batch is not None
    return batch


def test_claim_takes_the_highest_priority_first_and_then_the_rest() -> None:
    dataset = make_dataset()
    usual = make_waiting(dataset, 1)
    urgent = make_waiting(make_dataset(), 2, priority=1)
    idle = make_waiting(make_dataset(), 1, priority=-10)

    assert [claim().job_id for _ in range(4)] == [urgent.pk, urgent.pk, usual.pk, idle.pk]


def test_claim_follows_a_priority_that_was_changed() -> None:
    make_waiting(make_dataset(), 1)
    later = make_waiting(make_dataset(), 1)
    later.priority = 3
    later.save()

    assert claim().job_id == later.pk


def test_claim_shares_workers_between_datasets_whatever_their_jobs() -> None:
    """A dataset gets no more by starting more jobs, or by having come first."""
    big, small = make_dataset(), make_dataset()
    jobs = [make_waiting(big, 10), make_waiting(big, 10), make_waiting(small, 10)]

    held = Counter(claim().job_id for _ in range(6))

    assert held == {jobs[0].pk: 3, jobs[2].pk: 3}


def test_claim_lets_datasets_take_turns_with_a_single_worker() -> None:
    """Nobody holds anything when it asks, so shares alone would serve the oldest for ever."""
    jobs = [make_waiting(make_dataset(), 3) for _ in range(3)]
    served = []

    for _ in range(9):
        batch = claim()
        served.append(batch.job_id)
        leases.finish_batch(batch, list[FailedUnit])

    assert served == [job.pk for job in jobs] * 3


def test_claim_gives_a_dataset_that_comes_late_its_share_at_once() -> None:
    make_waiting(make_dataset(), 10)
    for _ in range(5):
        claim()
    late = make_waiting(make_dataset(), 10)

    assert [claim().job_id for _ in range(5)] == [late.pk] * 5


@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.RUNNING}))
def test_claim_takes_only_from_jobs_that_run(state: JobState) -> None:
    make_waiting(make_dataset(), 1, state=state)

    assert leases.claim_batch(Queue.CPU, worker="one") is None


@pytest.mark.django_db(transaction=True)
def test_claim_empties_all_jobs_without_giving_a_batch_to_two() -> None:
    expected = sorted(
        batch.pk for _ in range(4) for batch in make_waiting(make_dataset(), 15).batches.all()
    )

    def claim_all() -> list[int]:
        claimed = []
        while batch := leases.claim_batch(Queue.CPU, worker="some"):
            claimed.append(batch.pk)
        return claimed

    claims = [pk for part in at_the_same_time(*[claim_all] * 4) for pk in part]

    assert sorted(claims) == expected
    assert not Batch.objects.filter(state=BatchState.READY).exists()


def test_queue_that_no_worker_serves_is_refused(use_kind: UseKind) -> None:
    message = "There is no queue 'gpus'. Use one of: cpu, gpu, sync, train."
    for refuse in (check_queue, send, lambda name: work(queue=name)):
        with pytest.raises(QueueUnknownError) as refused:
            refuse("gpus")
        assert refused.value.message == message
