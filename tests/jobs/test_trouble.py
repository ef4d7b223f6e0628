"""Which jobs wait for a manager."""

import pytest

from catalog.models import Dataset
from jobs.enums import BatchState, JobState, PauseReason
from jobs.models import Job, UnitFailure
from jobs.services import finish_job_if_done, pause_job
from jobs.trouble import find_trouble
from tests.factories import make_batch, make_dataset, make_job

pytestmark = pytest.mark.django_db


def finish(dataset: Dataset, kind: str = "check", *, failed: int = 0) -> Job:
    """A job of two units that ended, with some of them failed."""
    job = make_job(dataset, kind=kind, units_total=2)
    batch = make_batch(job, subject_ids=[1, 2], state=BatchState.DONE, units_failed=failed)
    for subject in range(failed):
        UnitFailure.objects.create(
            batch=batch, job=job, subject_id=subject, code="too_long", message="Too long."
        )
    finish_job_if_done(job.pk)
    return job


def test_what_failed_waits_until_a_later_job_of_its_kind_went_well() -> None:
    dataset = make_dataset()
    failed = finish(dataset, failed=1)
    [trouble] = find_trouble(dataset).troubled
    assert (trouble.job.pk, trouble.units_failed, trouble.error) == (failed.pk, 1, "too_long")
    finish(dataset, "translate")
    assert [one.job.pk for one in find_trouble(dataset).troubled] == [failed.pk]
    finish(dataset)
    assert find_trouble(dataset).troubled == []


def test_job_that_was_cancelled_replaces_none() -> None:
    dataset = make_dataset()
    failed = finish(dataset, failed=2)
    make_job(dataset, state=JobState.CANCELLED)
    [trouble] = find_trouble(dataset).troubled
    assert (trouble.job.pk, trouble.job.state) == (failed.pk, JobState.FAILED)


def test_paused_job_waits_with_its_reason_and_does_not_run() -> None:
    dataset = make_dataset()
    job = make_job(dataset, kind="synthesize")
    make_batch(job)
    assert find_trouble(dataset).running == ["synthesize"]
    assert find_trouble(dataset).troubled == []
    pause_job(job, reason=PauseReason.BUDGET_REACHED)
    found = find_trouble(dataset)
    assert found.running == []
    assert [one.job.pause_reason for one in found.troubled] == [PauseReason.BUDGET_REACHED]


def test_running_job_with_a_batch_that_was_given_up_waits() -> None:
    dataset = make_dataset()
    job = make_job(dataset)
    make_batch(job)
    make_batch(job, state=BatchState.FAILED)
    make_batch(make_job(make_dataset()), state=BatchState.FAILED)
    assert [(one.job.pk, one.batches_failed) for one in find_trouble(dataset).troubled] == [
        (job.pk, 1)
    ]
