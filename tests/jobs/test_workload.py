"""What jobs did in a period: every number from the batches that ended in it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.enums import Role
from catalog.models import Dataset
from jobs.enums import BatchState, JobState
from jobs.models import Batch, Job, UnitFailure
from tests.conftest import ClientFor
from tests.factories import make_batch, make_dataset, make_job, make_user

pytestmark = pytest.mark.django_db
QUERIES = 7  # session, person, dataset; what was done, failed and waits; jobs with a budget
TODAY = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.fixture
def dataset() -> Dataset:
    return make_dataset(make_user(Role.MANAGER))


@pytest.fixture
def client(dataset: Dataset, client_for: ClientFor) -> APIClient:
    [member] = dataset.memberships.all()
    return client_for(member.user)


def end(job: Job, *, at: datetime = TODAY, units: int = 4, **fields: Any) -> Batch:
    fields = {"state": BatchState.DONE, "busy_seconds": 1800, **fields}
    return make_batch(job, finished_at=at, subject_ids=[*range(units)], **fields)


def ask(client: APIClient, dataset: Dataset, **filters: Any) -> dict[str, Any]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/workload/", filters)
    assert answer.status_code == 200, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def amounts(units: int, failed: int, busy: float, cost: str | None) -> dict[str, Any]:
    return {"units": units, "units_failed": failed, "busy_seconds": busy, "cost": cost}


def test_units_seconds_and_cost_are_told_by_day_and_by_part(
    client: APIClient, dataset: Dataset
) -> None:
    speaks = make_job(
        dataset, kind="synthesize", parameters={"engine": "xtts-v2"}, price_per_hour=Decimal(2)
    )
    end(speaks, units_failed=1)
    end(speaks, at=TODAY - timedelta(days=1), language="vie")
    end(make_job(dataset, kind="check"))
    end(make_job(make_dataset(make_user(Role.MANAGER))))  # somebody else's
    end(speaks, at=TODAY - timedelta(days=31))  # before the period

    told = ask(client, dataset)

    today, yesterday = (
        day.isoformat().replace("+00:00", "Z") for day in (TODAY, TODAY - timedelta(days=1))
    )
    assert told["step"] == "day"
    assert told["times"] == [
        {"at": yesterday, "kind": "synthesize", **amounts(4, 0, 1800, "1.0000")},
        {"at": today, "kind": "check", **amounts(4, 0, 1800, None)},
        {"at": today, "kind": "synthesize", **amounts(4, 1, 1800, "1.0000")},
    ]
    plain = {"queue": "cpu", "engine": "", "language": "ara"}
    spoken = {"kind": "synthesize", "queue": "cpu", "engine": "xtts-v2"}
    assert told["parts"] == [
        {"kind": "check", **plain, **amounts(4, 0, 1800, None)},
        {**spoken, "language": "ara", **amounts(4, 1, 1800, "1.0000")},
        {**spoken, "language": "vie", **amounts(4, 0, 1800, "1.0000")},
    ]


def test_one_unit_more_moves_its_own_cells_only(client: APIClient, dataset: Dataset) -> None:
    job, other = make_job(dataset, kind="translate"), make_job(dataset, kind="check")
    batch = end(job, at=TODAY - timedelta(days=2))
    end(other)
    before = ask(client, dataset)

    Batch.objects.filter(pk=batch.pk).update(units_failed=1)

    before["times"][0]["units_failed"] += 1
    before["parts"][1]["units_failed"] += 1
    assert {**ask(client, dataset), "until": before["until"]} == before


def test_cancelled_batch_has_cost_seconds_and_done_nothing(
    client: APIClient, dataset: Dataset
) -> None:
    end(make_job(dataset), state=BatchState.CANCELLED)
    [done] = ask(client, dataset)["times"]
    assert (done["units"], done["busy_seconds"]) == (0, 1800)


@pytest.mark.parametrize(("days", "step"), [(1, "hour"), (3, "hour"), (120, "day"), (365, "week")])
def test_longer_periods_have_longer_steps(
    days: int, step: str, client: APIClient, dataset: Dataset
) -> None:
    end(make_job(dataset), at=timezone.now())
    told = ask(client, dataset, days=days)
    assert (told["step"], len(told["times"])) == (step, 1)


def test_filters_leave_one_kind_and_one_language(client: APIClient, dataset: Dataset) -> None:
    check = make_job(dataset, kind="check")
    end(check, units=2, language="vie")
    end(check, units=3)
    end(make_job(dataset, kind="translate"), language="vie")

    parts = ask(client, dataset, kind="check", language="vie")["parts"]

    assert [(part["kind"], part["language"], part["units"]) for part in parts] == [
        ("check", "vie", 2)
    ]


def test_failures_are_told_by_cause_with_the_newest_job(
    client: APIClient, dataset: Dataset
) -> None:
    old, new = make_job(dataset), make_job(dataset)
    for job in (old, new):
        batch = end(job)
        UnitFailure.objects.create(
            job=job, batch=batch, subject_id=1, code="odd", message="too odd"
        )
    end(new, state=BatchState.FAILED, error="Out of memory")

    assert ask(client, dataset)["failures"] == [
        {"kind": "check", "code": "odd", "count": 2, "example": "too odd", "job": new.pk},
        {
            "kind": "check",
            "code": "batch_error",
            "count": 1,
            "example": "Out of memory",
            "job": new.pk,
        },
    ]


def test_what_waits_and_what_is_left_of_budgets_is_told(
    client: APIClient, dataset: Dataset
) -> None:
    job = make_job(dataset, budget=Decimal(10), price_per_hour=Decimal(2))
    end(job)
    make_batch(job, subject_ids=[1, 2])
    make_batch(job, state=BatchState.CLAIMED)

    told = ask(client, dataset)

    assert told["waiting"] == [{"kind": "check", "ready": 1, "claimed": 1, "units": 3}]
    assert told["budgets"] == [
        {
            "job": job.pk,
            "kind": "check",
            "state": JobState.RUNNING,
            "cost": "1.0000",
            "budget": "10.0000",
        }
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_workload_takes_as_many_queries_for_three_jobs_as_for_one(
    count: int,
    client: APIClient,
    dataset: Dataset,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        end(make_job(dataset))
    with django_assert_num_queries(QUERIES):
        ask(client, dataset)


def test_jobs_are_found_by_what_a_bar_shows(client: APIClient, dataset: Dataset) -> None:
    wanted = make_job(dataset, kind="translate", parameters={"engine": "nllb"})
    batch = end(wanted, at=datetime(2026, 3, 1, 12, tzinfo=UTC), language="vie")
    UnitFailure.objects.create(job=wanted, batch=batch, subject_id=1, code="odd", message="odd")
    other = make_job(dataset, state=JobState.PAUSED)
    end(other, at=datetime(2026, 3, 2, tzinfo=UTC))
    day = {"worked_from": "2026-03-01T00:00:00Z", "worked_until": "2026-03-02T00:00:00Z"}

    def found(**filters: str) -> list[int]:
        rows = client.get(f"/api/v1/datasets/{dataset.slug}/jobs/", filters).json()["results"]
        return [row["id"] for row in rows]

    assert found() == [other.pk, wanted.pk]
    for filters in (
        {"kind": "translate"},
        {"engine": "nllb"},
        {"language": "vie"},
        {"cause": "odd"},
        {"state": "running"},
        day,
        {**day, "language": "vie", "kind": "translate"},
    ):
        assert found(**filters) == [wanted.pk]
    assert found(**day, language="ara") == []
