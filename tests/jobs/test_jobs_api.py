import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from jobs.enums import BatchState, JobState
from jobs.models import UnitFailure
from tests.conftest import ClientFor
from tests.factories import make_batch, make_dataset, make_job, make_user

pytestmark = pytest.mark.django_db
LIST_QUERIES = 7  # session, person, dataset, jobs; batches, failed units, failed batches


@pytest.mark.parametrize("count", [1, 3])
def test_jobs_list_takes_as_many_queries_for_three_as_for_one(
    count: int, client_for: ClientFor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    jobs = [make_job(dataset, created_by=manager) for _ in range(count)]
    for job in jobs:
        batch = make_batch(job, state=BatchState.DONE, error="slow at first", units_failed=1)
        UnitFailure.objects.create(job=job, batch=batch, subject_id=1, code="odd", message="odd")
    client = client_for(manager)

    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get(f"/api/v1/datasets/{dataset.slug}/jobs/")

    assert [row["id"] for row in answer.json()["results"]] == [job.pk for job in reversed(jobs)]
    assert [row["progress"]["units_done"] for row in answer.json()["results"]] == [1] * count


def test_jobs_start_over_rest_and_refuse_the_second_click(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    client = client_for(manager)
    order = {"kind": "check", "parameters": {"languages": ["ara"]}}

    first = client.post(f"/api/v1/datasets/{dataset.slug}/jobs/", order)
    second = client.post(f"/api/v1/datasets/{dataset.slug}/jobs/", order)

    job = first.json()
    assert (first.status_code, second.status_code) == (201, 409)
    assert {
        name: job[name] for name in ("dataset", "kind", "parameters", "state", "created_by")
    } == {
        "dataset": dataset.slug,
        "kind": "check",
        "parameters": {
            "languages": ["ara"],
            "groups": ["text", "signal"],
            "recognizers": [],
            "again": False,
        },
        "state": "planning",
        "created_by": manager.username,
    }
    assert second.json() == {
        "code": "job_already_running",
        "message": f"Job {job['id']} does exactly this already. Wait for it or cancel it.",
        "details": {},
    }


@pytest.mark.parametrize(
    ("order", "code", "field"),
    [
        ({"kind": "dance"}, "job_kind_unknown", None),
        ({}, "invalid", "kind"),
        ({"kind": "check", "parameters": {"languages": ["deu"]}}, "invalid", "languages"),
        ({"kind": "translate", "parameters": {"engine": "babelfish"}}, "invalid", "engine"),
        ({"kind": "check", "parameters": {"languages": ["xx\0"]}}, "invalid", "languages.0"),
    ],
)
def test_jobs_refuse_a_bad_order_and_name_the_field(
    client_for: ClientFor, order: dict[str, object], code: str, field: str | None
) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)

    answer = client_for(manager).post(f"/api/v1/datasets/{dataset.slug}/jobs/", order)

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert list(answer.json()["details"]) == ([] if field is None else [field])


def test_job_is_cancelled_over_rest_once(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    job = make_job(make_dataset(manager), units_total=1)
    make_batch(job)
    client = client_for(manager)

    first = client.post(f"/api/v1/jobs/{job.pk}/cancel/")
    second = client.post(f"/api/v1/jobs/{job.pk}/cancel/")

    assert (first.status_code, second.status_code) == (200, 409)
    assert first.json() == client.get(f"/api/v1/jobs/{job.pk}/").json()
    assert first.json()["state"] == JobState.CANCELLED
    assert first.json()["progress"] == {
        "units_done": 0,
        "units_failed": 0,
        "batches": {"ready": 0, "claimed": 0, "done": 0, "failed": 0, "cancelled": 1},
        "errors": [],
        "rate_per_s": None,
        "seconds_left": None,
        "busy_seconds": 0.0,
    }
    assert second.json()["code"] == "invalid_transition"


def test_jobs_of_a_foreign_dataset_are_not_there(client_for: ClientFor) -> None:
    job = make_job(make_dataset())
    client = client_for(make_user(Role.MANAGER))

    answers = [
        client.get(f"/api/v1/datasets/{job.dataset.slug}/jobs/"),
        client.get(f"/api/v1/jobs/{job.pk}/"),
        client.post(f"/api/v1/jobs/{job.pk}/cancel/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_job_kinds_are_listed_for_the_form(client_for: ClientFor) -> None:
    answer = client_for(make_user(Role.RESEARCHER)).get("/api/v1/job-kinds/")

    assert [(row["kind"], row["title"]) for row in answer.json()] == [
        ("benchmark", "Freeze a benchmark"),
        ("check", "Check"),
        ("check-storage", "Check storage"),
        ("draw-splits", "Draw the splits"),
        ("evaluate", "Ask a system"),
        ("export", "Export a release"),
        ("finetune", "Finetune a model"),
        ("instruct", "Instruct"),
        ("judge", "Let a judge compare"),
        ("listen", "Listen"),
        ("near-duplicates", "Find near-duplicates"),
        ("regenerate", "Voice again"),
        ("release", "Make a release"),
        ("retranslate", "Translate again"),
        ("synthesize", "Synthesize"),
        ("translate", "Translate"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_batches_that_were_taken_up_are_the_log_of_a_job_latest_first(
    count: int, client_for: ClientFor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = make_user(Role.MANAGER)
    job = make_job(make_dataset(manager))
    make_batch(job)
    make_batch(make_job(make_dataset(manager)), state=BatchState.DONE, fence=9)
    done = [
        make_batch(job, state=BatchState.DONE, fence=fence, worker="one", attempts=1)
        for fence in range(1, count)
    ]
    failed = make_batch(job, state=BatchState.FAILED, fence=count, error="no luck", attempts=3)
    client = client_for(manager)

    with django_assert_num_queries(4):
        rows = client.get(f"/api/v1/jobs/{job.pk}/batches/").json()["results"]
    only = client.get(f"/api/v1/jobs/{job.pk}/batches/", {"state": "failed"}).json()["results"]

    assert [row["id"] for row in rows] == [failed.pk, *(batch.pk for batch in reversed(done))]
    assert only == [
        {
            "id": failed.pk,
            "language": "ara",
            "state": "failed",
            "units": 1,
            "units_failed": 0,
            "attempts": 3,
            "deaths": 0,
            "worker": "",
            "claimed_at": None,
            "finished_at": None,
            "busy_seconds": 0.0,
            "error": "no luck",
        }
    ]


def test_batches_of_others_jobs_are_not_found(client_for: ClientFor) -> None:
    job = make_job(make_dataset())

    answer = client_for(make_user(Role.MANAGER)).get(f"/api/v1/jobs/{job.pk}/batches/")

    assert answer.status_code == 404


def test_estimate_refuses_a_budget_that_nothing_could_ever_reach(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    order = {"kind": "check", "budget": "5", "priority": 99}
    address = f"/api/v1/datasets/{dataset.slug}/jobs/estimate/"

    wrong = client_for(manager).post(address, order).json()
    unpriced = client_for(manager).post(address, {**order, "priority": 1}).json()

    assert [*wrong["details"]] == ["priority"]
    assert (unpriced["code"], [*unpriced["details"]]) == ("budget_without_price", ["budget"])
