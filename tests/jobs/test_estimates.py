from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings
from rest_framework.exceptions import ValidationError

from catalog.models import Dataset
from jobs.enums import BatchState, JobState, Queue
from jobs.errors import JobKindUnknownError
from jobs.estimates import JobEstimate, Speed, estimate_job, measure_speed
from jobs.kinds import Estimate, Parameters
from jobs.models import Job
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.conftest import UseKind

pytestmark = pytest.mark.django_db
NOTHING_KNOWN = JobEstimate(
    units=600, characters=6000, audio_seconds=12.5, seconds=None, measured_on=0, cost=None
)


def foresee(dataset: Dataset, parameters: Parameters) -> Estimate:
    return Estimate(units=parameters["batches"], characters=6000, audio_seconds=12.5)


def estimate(dataset: Dataset | None = None) -> JobEstimate:
    return estimate_job(dataset or make_dataset(), kind="counting", parameters={"batches": 600})


def make_done(*, workers: int = 1, units: int = 10, seconds: float = 20, **fields: object) -> Job:
    """A job whose workers were all busy from its beginning to its end."""
    end: datetime = timezone.now()
    start = end - timedelta(seconds=seconds)
    job = make_job(
        make_dataset(),
        **{
            "kind": "counting",
            "queue": Queue.GPU,
            "state": JobState.SUCCEEDED,
            "started_at": start,
            **fields,
        },
    )
    for _ in range(workers):
        make_batch(
            job,
            state=BatchState.DONE,
            subject_ids=list(range(units)),
            busy_seconds=seconds,
            claimed_at=start,
            finished_at=end,
        )
    return job


def test_estimate_job_says_nothing_about_time_before_anything_was_done(use_kind: UseKind) -> None:
    use_kind(estimate=foresee)

    assert estimate() == NOTHING_KNOWN


def test_estimate_job_tells_time_and_cost_from_what_was_done(
    use_kind: UseKind, settings: Settings
) -> None:
    use_kind(estimate=foresee)
    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "gpu": Decimal(3)}
    make_done(workers=4, units=10, seconds=20)  # two busy seconds a unit

    told = estimate()

    assert told.seconds == pytest.approx(300)
    assert replace(told, seconds=None) == replace(NOTHING_KNOWN, measured_on=40, cost=Decimal(1))


def test_estimate_job_starts_nothing(use_kind: UseKind) -> None:
    use_kind(estimate=foresee)
    dataset = make_dataset()

    estimate(dataset)

    assert not dataset.jobs.exists()


def test_estimate_job_is_one_unit_for_a_kind_that_does_not_say(use_kind: UseKind) -> None:
    use_kind()

    assert estimate() == JobEstimate(1, 0, None, None, 0, None)


def test_estimate_job_refuses_what_a_start_would_refuse(use_kind: UseKind) -> None:
    use_kind()
    with pytest.raises(ValidationError):
        estimate_job(make_dataset(), kind="counting", parameters={"batches": -1})
    with pytest.raises(JobKindUnknownError):
        estimate_job(make_dataset(), kind="dance", parameters={})


def test_measure_speed_takes_the_latest_jobs_of_the_kind_queue_and_engine() -> None:
    make_done(units=1000, parameters={"engine": "quick"})  # too long ago
    for _ in range(3):
        make_done(parameters={"engine": "quick"})
    make_done(units=500, parameters={"engine": "slow"})
    make_done(units=700, kind="other", parameters={"engine": "quick"})
    make_done(units=2, queue=Queue.CPU, parameters={"engine": "quick"})

    assert measure_speed("counting", queue=Queue.GPU, engine="quick") == Speed(30, 60.0, 1.0)
    assert measure_speed("counting", queue=Queue.GPU, engine="unheard of") == Speed()


def test_measure_speed_leaves_out_batches_that_did_not_end_well() -> None:
    job = make_done()
    make_batch(job, state=BatchState.FAILED, busy_seconds=900, subject_ids=[1, 2])

    assert measure_speed("counting", queue=Queue.GPU, engine=None) == Speed(10, 20.0, 1.0)
