import pytest

from common.errors import InvalidTransitionError
from jobs import services
from jobs.enums import BatchState, JobState, Queue
from jobs.errors import JobAlreadyRunningError, NothingToRetryError
from jobs.kinds import FailedUnit, WriteResults
from jobs.models import Batch, Job, UnitFailure
from jobs.progress import measure_progress
from jobs.retrying import retry_failed
from jobs.work import work
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.conftest import UseKind

pytestmark = pytest.mark.django_db


def fail_units(batch: Batch, *subjects: int) -> None:
    batch.units_failed = len(subjects)
    batch.save()
    UnitFailure.objects.bulk_create(
        UnitFailure(batch=batch, job=batch.job, subject_id=subject, code="odd", message="odd")
        for subject in subjects
    )


def batches(job: Job) -> list[tuple[str, str, list[int], int, int, int]]:
    rows = job.batches.order_by("pk")
    return list(
        rows.values_list("state", "language", "subject_ids", "units", "units_failed", "attempts")
    )


def test_retry_failed_offers_a_failed_batch_afresh() -> None:
    job = make_job(make_dataset(), state=JobState.FAILED)
    make_batch(job, state=BatchState.DONE, subject_ids=[1])
    failed = make_batch(
        job, state=BatchState.FAILED, subject_ids=[2, 3], error="no luck", attempts=3, deaths=1
    )
    fail_units(failed, 2, 3)

    again = retry_failed(job)

    assert (again.state, again.finished_at) == (JobState.RUNNING, None)
    assert batches(job) == [
        (BatchState.DONE, "ara", [1], 1, 0, 0),
        (BatchState.READY, "ara", [2, 3], 2, 0, 0),
    ]
    assert not UnitFailure.objects.exists()
    failed.refresh_from_db()
    assert (failed.error, failed.deaths) == ("", 0)


def test_retry_failed_gives_failed_units_batches_of_their_own() -> None:
    job = make_job(make_dataset(), state=JobState.SUCCEEDED, units_total=9)
    first = make_batch(job, state=BatchState.DONE, subject_ids=[1, 3, 2])
    second = make_batch(job, state=BatchState.DONE, subject_ids=[4, 5, 6])
    other = make_batch(job, state=BatchState.DONE, subject_ids=[1, 2], language="hin")
    make_batch(job, state=BatchState.DONE, subject_ids=[9])
    fail_units(first, 3, 1)
    fail_units(second, 5, 6)
    fail_units(other, 2)

    retry_failed(job)

    assert batches(job) == [
        (BatchState.DONE, "ara", [2], 1, 0, 0),
        (BatchState.DONE, "ara", [4], 1, 0, 0),
        (BatchState.DONE, "hin", [1], 1, 0, 0),
        (BatchState.DONE, "ara", [9], 1, 0, 0),
        (BatchState.READY, "ara", [1, 3, 5], 3, 0, 0),
        (BatchState.READY, "hin", [2], 1, 0, 0),
        (BatchState.READY, "ara", [6], 1, 0, 0),
    ]
    assert not UnitFailure.objects.exists()
    progress = measure_progress([job])[job.pk]
    assert (progress.units_done, progress.units_failed, progress.errors) == (4, 0, [])


def test_retry_failed_leaves_a_job_of_another_alone() -> None:
    dataset = make_dataset()
    other = make_job(dataset, state=JobState.SUCCEEDED)
    fail_units(make_batch(other, state=BatchState.DONE), 1)
    job = make_job(dataset, state=JobState.SUCCEEDED)
    fail_units(make_batch(job, state=BatchState.DONE), 1)
    before = list(other.batches.values())

    retry_failed(job)

    assert list(other.batches.values()) == before
    assert list(UnitFailure.objects.values_list("job", flat=True)) == [other.pk]


def test_retried_units_that_fail_again_say_why_anew(use_kind: UseKind) -> None:
    tried: list[list[int]] = []

    def fail_even(batch: Batch) -> WriteResults:
        tried.append(batch.subject_ids)
        return lambda: [
            FailedUnit(subject, "even", f"try {len(tried)}")
            for subject in batch.subject_ids
            if subject % 2 == 0
        ]

    use_kind(run=fail_even)
    job = services.start_job(make_dataset(), kind="counting", parameters={"batches": 4}, by=None)
    work(Queue.GPU, seconds=10)

    job.refresh_from_db()
    retry_failed(job)
    work(Queue.GPU, seconds=10)

    job.refresh_from_db()
    assert (job.state, tried) == (JobState.SUCCEEDED, [[0], [1], [2], [3], [0], [2]])
    assert list(
        UnitFailure.objects.order_by("subject_id").values_list("subject_id", "message")
    ) == [
        (0, "try 5"),
        (2, "try 6"),
    ]


def test_retry_failed_plans_a_job_again_whose_plan_failed(use_kind: UseKind) -> None:
    def plan_badly(job: Job) -> int:
        raise LookupError("not now")

    use_kind(plan=plan_badly)
    job = services.start_job(make_dataset(), kind="counting", parameters={"batches": 2}, by=None)
    work(Queue.GPU, seconds=10)
    use_kind()

    planned = retry_failed(services.lock_job(job.pk))
    work(Queue.GPU, seconds=10)

    assert (planned.state, planned.error) == (JobState.PLANNING, "")
    job.refresh_from_db()
    assert (job.state, job.units_total, job.error) == (JobState.SUCCEEDED, 2, "")


def test_retry_failed_refuses_a_job_that_did_all() -> None:
    job = make_job(make_dataset(), state=JobState.SUCCEEDED)
    make_batch(job, state=BatchState.DONE)

    with pytest.raises(NothingToRetryError) as refused:
        retry_failed(job)

    assert refused.value.message == (
        f"Nothing of job {job.pk} failed, so there is nothing to try again."
    )
    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED


@pytest.mark.parametrize(
    "state", [JobState.PLANNING, JobState.RUNNING, JobState.PAUSED, JobState.CANCELLED]
)
def test_retry_failed_refuses_a_job_that_did_not_end_by_itself(state: JobState) -> None:
    job = make_job(make_dataset(), state=state)
    make_batch(job, state=BatchState.FAILED)

    with pytest.raises(InvalidTransitionError):
        retry_failed(job)

    assert batches(job)[0][0] == BatchState.FAILED


def test_retry_failed_refuses_while_another_job_does_the_same() -> None:
    dataset = make_dataset()
    job = make_job(dataset, state=JobState.FAILED, fingerprint="same")
    make_batch(job, state=BatchState.FAILED)
    twin = make_job(dataset, state=JobState.PAUSED, fingerprint="same")

    with pytest.raises(JobAlreadyRunningError) as refused:
        retry_failed(job)

    assert refused.value.job_id == twin.pk
    job.refresh_from_db()
    assert (job.state, batches(job)[0][0]) == (JobState.FAILED, BatchState.FAILED)
