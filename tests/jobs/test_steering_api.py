"""Estimating, pausing, resuming, retrying and changing jobs over REST."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from jobs.enums import BatchState, JobState
from jobs.models import Job, UnitFailure
from tests.conftest import ClientFor
from tests.factories import (
    make_batch,
    make_dataset,
    make_item,
    make_job,
    make_translation,
    make_user,
)

pytestmark = pytest.mark.django_db
FAILURE_QUERIES = 5  # session, person, job, failures, their items


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


@pytest.fixture
def job(manager: User) -> Job:
    return make_job(make_dataset(manager), price_per_hour=Decimal(2))


def shown(answer: Any, *names: str) -> tuple[int, list[object]]:
    return answer.status_code, [answer.json()[name] for name in names]


def test_estimate_is_told_without_starting_anything(client: APIClient, manager: User) -> None:
    dataset = make_dataset(manager, languages=["eng", "ara"])
    make_item(dataset, question="12345", answer="123")

    answer = client.post(
        f"/api/v1/datasets/{dataset.slug}/jobs/estimate/",
        {"kind": "translate", "parameters": {"languages": ["ara"]}},
    )

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "units": 1,
            "characters": 8,
            "audio_seconds": None,
            "languages": None,
            "seconds": None,
            "measured_on": 0,
            "cost": None,
            "currency": "USD",
        },
    )
    assert not dataset.jobs.exists()


def test_job_is_started_with_priority_and_budget(
    client: APIClient, manager: User, settings: Settings
) -> None:
    settings.PRICE_PER_HOUR = {**settings.PRICE_PER_HOUR, "cpu": Decimal(1)}
    order = {"kind": "check", "priority": 3, "budget": "12.50"}

    answer = client.post(f"/api/v1/datasets/{make_dataset(manager).slug}/jobs/", order)

    assert shown(answer, "priority", "budget", "cost", "pause_reason") == (
        201,
        [3, "12.5000", "0.0000", ""],
    )


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"priority": 11}, "priority"),
        ({"priority": -11}, "priority"),
        ({"budget": "0"}, "budget"),
        ({"budget": "a lot"}, "budget"),
        ({"budget": "5"}, "budget"),  # no price is set
    ],
)
def test_job_is_not_started_with_a_bad_priority_or_budget(
    client: APIClient, manager: User, order: dict[str, object], field: str
) -> None:
    dataset = make_dataset(manager)

    answer = client.post(f"/api/v1/datasets/{dataset.slug}/jobs/", {"kind": "check", **order})

    assert (answer.status_code, list(answer.json()["details"])) == (400, [field])
    assert not dataset.jobs.exists()


def test_job_is_paused_and_resumed(client: APIClient, job: Job) -> None:
    make_batch(job)

    paused = client.post(f"/api/v1/jobs/{job.pk}/pause/")
    again = client.post(f"/api/v1/jobs/{job.pk}/pause/")
    resumed = client.post(f"/api/v1/jobs/{job.pk}/resume/")

    assert shown(paused, "state", "pause_reason") == (200, ["paused", "asked"])
    assert shown(again, "code") == (409, ["invalid_transition"])
    assert shown(resumed, "state", "pause_reason") == (200, ["running", ""])


def test_job_that_reached_its_budget_goes_on_with_a_higher_one(client: APIClient, job: Job) -> None:
    make_batch(job, state=BatchState.DONE, busy_seconds=3600)
    make_batch(job)
    Job.objects.update(state=JobState.PAUSED, pause_reason="budget_reached", budget=Decimal(2))

    refused = client.post(f"/api/v1/jobs/{job.pk}/resume/")
    raised = client.patch(f"/api/v1/jobs/{job.pk}/", {"budget": "2.5"})
    resumed = client.post(f"/api/v1/jobs/{job.pk}/resume/")

    assert shown(refused, "code") == (409, ["budget_reached"])
    assert shown(raised, "state", "budget", "cost") == (200, ["paused", "2.5000", "2.0000"])
    assert shown(resumed, "state") == (200, ["running"])


def test_patch_changes_only_what_it_names(client: APIClient, job: Job) -> None:
    client.patch(f"/api/v1/jobs/{job.pk}/", {"budget": "2.5"})

    answer = client.patch(f"/api/v1/jobs/{job.pk}/", {"priority": -4})
    removed = client.patch(f"/api/v1/jobs/{job.pk}/", {"budget": None})

    assert shown(answer, "priority", "budget") == (200, [-4, "2.5000"])
    assert shown(removed, "priority", "budget") == (200, [-4, None])


def test_failed_units_are_listed_and_retried(client: APIClient, job: Job) -> None:
    Job.objects.update(state=JobState.SUCCEEDED)
    batch = make_batch(job, state=BatchState.DONE, subject_ids=[5, 6], units_failed=1)
    UnitFailure.objects.create(job=job, batch=batch, subject_id=6, code="odd", message="so odd")

    listed = client.get(f"/api/v1/jobs/{job.pk}/failures/")
    retried = client.post(f"/api/v1/jobs/{job.pk}/retry/")
    again = client.post(f"/api/v1/jobs/{job.pk}/retry/")

    assert listed.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "subject_id": 6,
                "item_id": None,
                "code": "odd",
                "message": "so odd",
                "batch": batch.pk,
            }
        ],
    }
    assert shown(retried, "state", "finished_at") == (200, ["running", None])
    assert retried.json()["progress"]["batches"]["ready"] == 1
    assert shown(again, "code") == (409, ["invalid_transition"])


def test_failures_of_one_cause_name_their_items(client: APIClient, manager: User) -> None:
    text = make_translation(make_item(make_dataset(manager)))
    gone = text.pk + 1
    job = make_job(text.dataset, kind="synthesize")
    batch = make_batch(job, state=BatchState.DONE, subject_ids=[text.pk, gone])
    for subject, code in ((text.pk, "odd"), (text.pk, "even"), (gone, "odd")):
        UnitFailure.objects.create(
            job=job, batch=batch, subject_id=subject, code=code, message=code
        )

    answer = client.get(f"/api/v1/jobs/{job.pk}/failures/", {"code": "odd"})

    rows = answer.json()["results"]
    assert [(row["subject_id"], row["item_id"], row["code"]) for row in rows] == [
        (text.pk, text.item_id, "odd"),
        (gone, None, "odd"),
    ]


@pytest.mark.parametrize(("kind", "own"), [("translate", True), ("check-storage", False)])
def test_failures_of_items_name_them_and_of_no_item_none(
    client: APIClient, manager: User, kind: str, own: bool
) -> None:
    job = make_job(make_dataset(manager), kind=kind)
    batch = make_batch(job, state=BatchState.DONE, subject_ids=[7])
    UnitFailure.objects.create(job=job, batch=batch, subject_id=7, code="odd", message="odd")
    (row,) = client.get(f"/api/v1/jobs/{job.pk}/failures/").json()["results"]
    assert row["item_id"] == (7 if own else None)


@pytest.mark.parametrize("count", [1, 3])
def test_failures_take_as_many_queries_for_three_as_for_one(
    count: int,
    client: APIClient,
    job: Job,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    batch = make_batch(job, state=BatchState.DONE)
    for number in range(count):
        UnitFailure.objects.create(
            job=job, batch=batch, subject_id=number, code="odd", message="odd"
        )

    with django_assert_num_queries(FAILURE_QUERIES):
        answer = client.get(f"/api/v1/jobs/{job.pk}/failures/")

    assert [row["subject_id"] for row in answer.json()["results"]] == list(range(count))
