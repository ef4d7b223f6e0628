from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from jobs import leases, services
from jobs.costs import cost_of, cost_so_far
from jobs.enums import BatchState, JobState, PauseReason, Queue
from jobs.errors import BudgetReachedError, BudgetWithoutPriceError
from jobs.kinds import FailedUnit
from jobs.models import Batch, Job
from tests.factories import make_batch, make_dataset, make_job

pytestmark = pytest.mark.django_db


def make_paid_job(*, budget: str | None = None, hours: float = 0) -> Job:
    """Two units of money an hour; a batch that took so many hours, and one that waits."""
    job = make_job(
        make_dataset(),
        price_per_hour=Decimal(2),
        budget=None if budget is None else Decimal(budget),
    )
    make_batch(job, state=BatchState.DONE, busy_seconds=hours * 3600)
    make_batch(job)
    return job


def held_for(seconds: float) -> Batch:
    batch = leases.claim_batch(Queue.CPU, worker="one")
    assert batch is not None
    since = timezone.now() - timedelta(seconds=seconds)
    Batch.objects.filter(pk=batch.pk).update(claimed_at=since, lease_expires_at=since)
    return batch


def busy() -> float:
    return Batch.objects.values_list("busy_seconds", flat=True).get()


def test_batch_adds_up_the_seconds_of_all_that_held_it(settings: Settings) -> None:
    job = make_job(make_dataset())
    make_batch(job)

    leases.give_back_batch(held_for(10), error="no luck")
    assert busy() == pytest.approx(10, abs=2)
    leases.finish_batch(held_for(5), list[FailedUnit])
    assert busy() == pytest.approx(15, abs=3)


def test_batch_of_a_dead_worker_costs_until_its_lease_ended() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    batch = held_for(100)
    Batch.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=40))

    leases.free_expired_batches()

    batch.refresh_from_db()
    assert batch.busy_seconds == pytest.approx(60, abs=2)
    assert batch.claimed_at is None


def test_cancelled_batch_costs_until_the_cancel() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    make_batch(job)
    held_for(10)

    services.cancel_job(job)

    assert [row.busy_seconds for row in job.batches.order_by("pk")] == [
        pytest.approx(10, abs=2),
        0,
    ]


def test_cost_is_busy_hours_times_the_price() -> None:
    assert cost_so_far(make_paid_job(hours=1.5)) == Decimal(3)
    assert cost_of(90, price=Decimal("0.4")) == Decimal("0.01")
    assert cost_of(90, price=Decimal(0)) is None


def test_job_pauses_when_its_cost_reaches_its_budget() -> None:
    spent = make_paid_job(budget="3", hours=1.5)
    cheap = make_paid_job(budget="3.01", hours=1.5)
    free = make_paid_job(hours=1000)

    services.pause_jobs_over_budget()

    assert list(Job.objects.order_by("pk").values_list("pk", "state", "pause_reason")) == [
        (spent.pk, JobState.PAUSED, PauseReason.BUDGET_REACHED),
        (cheap.pk, JobState.RUNNING, ""),
        (free.pk, JobState.RUNNING, ""),
    ]


def test_resume_job_needs_a_higher_budget() -> None:
    job = make_paid_job(budget="3", hours=1.5)
    services.pause_jobs_over_budget()

    with pytest.raises(BudgetReachedError) as refused:
        services.resume_job(job)
    services.change_job(job, budget=Decimal(4))
    resumed = services.resume_job(job)

    assert refused.value.message == (
        f"Job {job.pk} has cost 3.0000 of its budget of 3.0000. Raise the budget first."
    )
    assert (resumed.state, resumed.pause_reason, resumed.budget) == (
        JobState.RUNNING,
        "",
        Decimal(4),
    )


def test_start_job_takes_the_price_of_its_queue_and_keeps_it(settings: Settings) -> None:
    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "cpu": Decimal("0.5")}

    job = services.start_job(
        make_dataset(), kind="check", parameters={}, by=None, budget=Decimal(9), priority=-2
    )

    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "cpu": Decimal(7)}
    job.refresh_from_db()
    assert (job.price_per_hour, job.budget, job.priority) == (Decimal("0.5"), Decimal(9), -2)


def test_start_job_refuses_a_budget_that_nothing_could_reach() -> None:
    with pytest.raises(BudgetWithoutPriceError) as refused:
        services.start_job(make_dataset(), kind="check", parameters={}, by=None, budget=Decimal(1))

    assert refused.value.message == (
        "Work on queue 'cpu' has no price, so a budget can't stop it. "
        "Set PRICE_PER_HOUR_CPU for workers and web, or leave the budget out."
    )
    assert not Job.objects.exists()


def test_what_is_under_way_counts_before_it_ends() -> None:
    job = make_paid_job(budget="3", hours=1)
    held_for(1800)

    assert float(cost_so_far(job)) == pytest.approx(3, abs=0.01)
    services.pause_jobs_over_budget()
    job.refresh_from_db()
    assert job.pause_reason == PauseReason.BUDGET_REACHED
