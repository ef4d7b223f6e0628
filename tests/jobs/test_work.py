import logging

import pytest
from django.db import IntegrityError
from pytest_django import Settings

from catalog.models import Dataset
from jobs import services
from jobs.enums import BatchState, JobState, Queue
from jobs.errors import WorkPutDownError
from jobs.kinds import FailedUnit, WriteResults
from jobs.leases import count_from_here
from jobs.models import Batch, Job, UnitFailure
from jobs.work import plan_next_job, work
from tests.factories import make_dataset, make_job
from tests.jobs.conftest import UseKind, plan

pytestmark = pytest.mark.django_db


def start(batches: int = 1, *, dataset: Dataset | None = None) -> Job:
    return services.start_job(
        dataset or make_dataset(), kind="counting", parameters={"batches": batches}, by=None
    )


def state_of(job: Job) -> tuple[str, str]:
    job.refresh_from_db()
    return job.state, job.error


def test_work_plans_and_does_all_jobs_of_its_queue(use_kind: UseKind) -> None:
    use_kind()
    first, second = start(2), start(1)
    other = make_job(make_dataset(), state=JobState.PLANNING, queue=Queue.CPU)

    assert not work(Queue.GPU, seconds=10)

    assert [state_of(job) for job in (first, second, other)] == [
        (JobState.SUCCEEDED, ""),
        (JobState.SUCCEEDED, ""),
        (JobState.PLANNING, ""),
    ]
    assert list(Batch.objects.order_by("pk").values_list("job", "state", "attempts")) == [
        (first.pk, BatchState.DONE, 1),
        (first.pk, BatchState.DONE, 1),
        (second.pk, BatchState.DONE, 1),
    ]
    assert (first.units_total, second.units_total) == (2, 1)
    assert first.started_at is not None
    assert first.finished_at is not None


def test_work_says_that_more_waits_when_its_turn_is_over(use_kind: UseKind) -> None:
    use_kind()
    job = start(2)

    assert work(Queue.GPU, seconds=0)

    assert state_of(job) == (JobState.RUNNING, "")


def test_work_ends_a_job_without_units_at_once(use_kind: UseKind) -> None:
    use_kind()
    job = start(0)

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.SUCCEEDED, "")


def test_work_fails_a_job_that_can_not_be_planned_and_leaves_no_batches(
    use_kind: UseKind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "jobs.work")  # pytest-xdist can't carry the surrogate

    def plan_badly(job: Job) -> int:
        plan(job)
        raise LookupError("no such thing: \0 \ud800")

    use_kind(plan=plan_badly)
    job = start(3)

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.FAILED, "LookupError: no such thing: ? ?")
    assert not Batch.objects.exists()


def test_work_fails_a_job_of_a_kind_that_is_gone() -> None:
    job = make_job(make_dataset(), kind="gone", state=JobState.PLANNING, queue=Queue.GPU)

    assert plan_next_job(Queue.GPU)

    assert state_of(job)[0] == JobState.FAILED
    assert "There is no job kind 'gone'." in state_of(job)[1]


def test_work_tries_a_failed_batch_again_and_ends_well(use_kind: UseKind) -> None:
    def fail_at_first(batch: Batch) -> WriteResults:
        if batch.attempts == 1:
            raise ConnectionResetError("the engine hung up")
        return list[FailedUnit]

    use_kind(run=fail_at_first)
    job = start(2)

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.SUCCEEDED, "")
    assert list(Batch.objects.values_list("state", "attempts", "error", "units_failed")) == [
        (BatchState.DONE, 2, "", 0),
        (BatchState.DONE, 2, "", 0),
    ]


def test_work_sets_a_hopeless_batch_aside_and_does_the_others(
    use_kind: UseKind, settings: Settings
) -> None:
    settings.BATCH_ATTEMPTS = 2

    def fail_for_one(batch: Batch) -> WriteResults:
        if batch.subject_ids == [1]:
            raise ValueError("never")
        return list[FailedUnit]

    use_kind(run=fail_for_one)
    job = start(3)

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.FAILED, "")
    assert list(
        Batch.objects.order_by("pk").values_list("state", "attempts", "error", "units_failed")
    ) == [
        (BatchState.DONE, 1, "", 0),
        (BatchState.FAILED, 2, "ValueError: never", 1),
        (BatchState.DONE, 1, "", 0),
    ]


def test_work_tries_again_when_results_clash_with_those_of_another_job(use_kind: UseKind) -> None:
    taken = make_dataset().slug

    def clash_at_first(batch: Batch) -> WriteResults:
        def write() -> list[FailedUnit]:
            if batch.attempts == 1:
                make_dataset(slug=taken)
            return []

        return write

    use_kind(run=clash_at_first)
    job = start()

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.SUCCEEDED, "")
    with pytest.raises(IntegrityError):
        make_dataset(slug=taken)


def test_work_counts_failed_units_and_still_succeeds(use_kind: UseKind) -> None:
    def fail_a_unit(batch: Batch) -> WriteResults:
        odd = [one for one in batch.subject_ids if one % 2]
        return lambda: [FailedUnit(one, "too_odd", f"{batch}: too odd") for one in odd]

    use_kind(run=fail_a_unit)
    job = start(2)

    work(Queue.GPU, seconds=10)

    assert state_of(job) == (JobState.SUCCEEDED, "")
    assert UnitFailure.objects.get().subject_id == 1


def test_work_goes_on_after_a_batch_it_lost(
    use_kind: UseKind, caplog: pytest.LogCaptureFixture
) -> None:
    def lose_the_first(batch: Batch) -> WriteResults:
        if batch.subject_ids == [0]:
            Batch.objects.filter(pk=batch.pk).update(fence=batch.fence + 1000)
        return list[FailedUnit]

    use_kind(run=lose_the_first)
    job = start(2)

    work(Queue.GPU, seconds=10)

    lost, done = Batch.objects.order_by("pk")
    assert (lost.state, done.state) == (BatchState.CLAIMED, BatchState.DONE)
    assert state_of(job) == (JobState.RUNNING, "")
    assert [record.getMessage() for record in caplog.records] == [
        f"Batch {lost.pk} was given to another worker; token {lost.fence - 1000} is void."
    ]


@pytest.mark.parametrize(
    ("failing", "state"), [({0, 1}, JobState.FAILED), ({1}, JobState.SUCCEEDED)]
)
def test_job_has_failed_when_all_of_its_units_did(
    use_kind: UseKind, failing: set[int], state: JobState
) -> None:
    def refuse(batch: Batch) -> WriteResults:
        refused = [FailedUnit(one, "no", "No.") for one in batch.subject_ids if one in failing]
        return lambda: refused

    use_kind(run=refuse)
    job = start(2)
    work(Queue.GPU, seconds=10)
    assert state_of(job) == (state, "")


def test_work_that_was_put_down_waits_as_if_nobody_had_had_it(use_kind: UseKind) -> None:
    def pause(batch: Batch) -> WriteResults:
        services.pause_job(batch.job)
        raise WorkPutDownError(batch.pk)

    use_kind(run=pause)
    job = start()
    work(Queue.GPU, seconds=10)

    put_down = job.batches.get()
    assert (put_down.state, put_down.attempts, put_down.error) == (BatchState.READY, 0, "")
    assert put_down.busy_seconds > 0
    use_kind()
    services.resume_job(job)
    work(Queue.GPU, seconds=10)
    assert state_of(job) == (JobState.SUCCEEDED, "")


def test_attempts_before_a_place_that_was_kept_count_no_more(use_kind: UseKind) -> None:
    def get_a_bit_further_each_time(batch: Batch) -> WriteResults:
        count_from_here(batch)
        raise MemoryError

    use_kind(run=get_a_bit_further_each_time)
    job = start()

    assert work(Queue.GPU, seconds=0.3)  # it would go on for ever

    assert job.batches.get().attempts == 1
