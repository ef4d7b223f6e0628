from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs import services
from jobs.enums import BatchState, JobState, Queue
from jobs.models import Batch, Job, UnitFailure
from jobs.progress import ERROR_GROUPS, ErrorGroup, Progress, measure_progress
from jobs.retrying import retry_failed
from jobs.tasks import sweep
from jobs.work import work
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.conftest import UseKind

pytestmark = pytest.mark.django_db
NO_BATCHES = {"ready": 0, "claimed": 0, "done": 0, "failed": 0, "cancelled": 0}


def test_measure_progress_of_a_job_that_waits_for_its_plan() -> None:
    job = make_job(make_dataset(), state=JobState.PLANNING)

    assert measure_progress([job]) == {job.pk: Progress(0, 0, NO_BATCHES, [], None, None, 0.0)}


def test_measure_progress_counts_units_and_groups_errors() -> None:
    job = make_job(make_dataset(), units_total=13)
    done = make_batch(
        job, subject_ids=[1, 2, 3, 4], state=BatchState.DONE, units_failed=3, busy_seconds=1.5
    )
    make_batch(job, subject_ids=[5], state=BatchState.FAILED, units_failed=1, error="gave up")
    Batch.objects.filter(error="gave up").update(busy_seconds=0.25)
    make_batch(job, subject_ids=[6, 7], state=BatchState.CLAIMED)
    make_batch(job, subject_ids=[8, 9, 10], error="tried once")
    make_batch(job, subject_ids=[11, 12, 13], error="tried once")
    for subject, code in ((1, "empty"), (2, "odd"), (3, "odd")):
        UnitFailure.objects.create(
            job=job, batch=done, subject_id=subject, code=code, message=f"{subject}: {code}"
        )
    other = make_job(job.dataset, units_total=1, error="no plan")
    make_batch(other, state=BatchState.DONE)

    measured = measure_progress([job, other])

    assert measured == {
        job.pk: Progress(
            units_done=5,
            units_failed=4,
            batches={**NO_BATCHES, "ready": 2, "claimed": 1, "done": 1, "failed": 1},
            errors=[
                ErrorGroup("batch_error", 2, "tried once"),
                ErrorGroup("odd", 2, "2: odd"),
                ErrorGroup("batch_error", 1, "gave up"),
                ErrorGroup("empty", 1, "1: empty"),
            ],
            rate_per_s=None,
            seconds_left=None,
            busy_seconds=1.75,
        ),
        other.pk: Progress(
            units_done=1,
            units_failed=0,
            batches={**NO_BATCHES, "done": 1},
            errors=[ErrorGroup("job_error", 1, "no plan")],
            rate_per_s=None,
            seconds_left=None,
            busy_seconds=0.0,
        ),
    }


def test_measure_progress_tells_speed_and_time_left() -> None:
    start = timezone.now() - timedelta(seconds=10)
    running = make_job(make_dataset(), units_total=30, started_at=start)
    make_batch(running, subject_ids=list(range(20)), state=BatchState.DONE)
    ended = make_job(
        running.dataset,
        state=JobState.SUCCEEDED,
        units_total=20,
        started_at=start,
        finished_at=start + timedelta(seconds=5),
    )
    make_batch(ended, subject_ids=list(range(20)), state=BatchState.DONE)

    measured = measure_progress([running, ended])

    assert measured[running.pk].rate_per_s == pytest.approx(2, rel=0.2)
    assert measured[running.pk].seconds_left == pytest.approx(5, rel=0.2)
    assert (measured[ended.pk].rate_per_s, measured[ended.pk].seconds_left) == (4, None)


def test_progress_of_an_ended_job_is_not_counted_any_more(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    job = make_job(make_dataset(), units_total=3)
    done = make_batch(job, subject_ids=[1, 2], state=BatchState.DONE, units_failed=1)
    make_batch(job, state=BatchState.FAILED, units_failed=1, error="gave up")
    UnitFailure.objects.create(job=job, batch=done, subject_id=1, code="odd", message="odd")
    counted = measure_progress([job])[job.pk]

    services.finish_job_if_done(job.pk)

    job.refresh_from_db()
    with django_assert_num_queries(0):
        kept = measure_progress([job])[job.pk]
    assert (job.state, kept) == (JobState.FAILED, replace(counted, seconds_left=None))
    assert kept.errors == [ErrorGroup("batch_error", 1, "gave up"), ErrorGroup("odd", 1, "odd")]


def test_progress_of_a_cancelled_job_knows_its_cancelled_batches() -> None:
    job = make_job(make_dataset())
    make_batch(job, state=BatchState.DONE)
    make_batch(job, state=BatchState.CLAIMED)
    make_batch(job)

    cancelled = services.cancel_job(job)

    assert cancelled.final_progress is not None
    assert measure_progress([cancelled])[job.pk].batches == {
        **NO_BATCHES, "done": 1, "cancelled": 2,
    }  # fmt: skip


def test_progress_of_a_job_that_could_not_be_planned_tells_why(use_kind: UseKind) -> None:
    def plan_badly(job: Job) -> int:
        raise LookupError("not now")

    use_kind(plan=plan_badly)
    job = services.start_job(make_dataset(), kind="counting", parameters={}, by=None)
    work(Queue.GPU, seconds=10)

    job.refresh_from_db()
    assert job.final_progress is not None
    assert measure_progress([job])[job.pk].errors == [
        ErrorGroup("job_error", 1, "LookupError: not now")
    ]


def test_progress_is_counted_anew_while_a_job_is_tried_again() -> None:
    job = make_job(make_dataset())
    make_batch(job, state=BatchState.DONE)
    make_batch(job, state=BatchState.FAILED, units_failed=1)
    services.finish_job_if_done(job.pk)

    again = retry_failed(job)
    Batch.objects.filter(state=BatchState.READY).update(state=BatchState.DONE)

    assert measure_progress([again])[job.pk].batches == {**NO_BATCHES, "done": 2}
    services.finish_job_if_done(job.pk)
    again.refresh_from_db()
    measured = measure_progress([again])[job.pk]
    assert (again.state, measured.units_done, measured.units_failed) == (JobState.SUCCEEDED, 2, 0)


def test_progress_tells_the_commonest_errors_only() -> None:
    job = make_job(make_dataset())
    for number in range(ERROR_GROUPS + 5):
        make_batch(job, state=BatchState.DONE, error=f"number {number:03}")
    make_batch(job, state=BatchState.DONE, error="number 104")

    errors = measure_progress([job])[job.pk].errors

    assert errors[0] == ErrorGroup("batch_error", 2, "number 104")
    assert len(errors) == ERROR_GROUPS


def test_sweep_freezes_the_progress_of_jobs_that_ended_before_it_was_kept() -> None:
    job = make_job(make_dataset(), state=JobState.SUCCEEDED)
    make_batch(job, state=BatchState.DONE)

    sweep()

    job.refresh_from_db()
    assert job.final_progress is not None
    assert measure_progress([job])[job.pk].units_done == 1
