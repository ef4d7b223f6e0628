"""Who changed what, of whatever people change."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_job, make_user

pytestmark = pytest.mark.django_db
QUERIES = 6  # session, person, dataset; a page, what came before each, the people


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    return make_dataset(manager)


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def ask(client: APIClient, dataset: Dataset, of: str, **filters: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/history/", {"of": of, **filters})
    assert answer.status_code == 200, answer.json()
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def test_change_is_told_with_who_made_it_and_what_was_before(
    client: APIClient, dataset: Dataset, manager: User
) -> None:
    job = make_job(dataset, priority=0)
    make_job(dataset)
    assert client.patch(f"/api/v1/jobs/{job.pk}/", {"priority": 5}).status_code == 200

    changed, made = ask(client, dataset, "job", id=job.pk)

    assert (made["what"], made["who"], made["changes"]) == ("insert", None, [])
    assert (changed["what"], changed["who"], changed["title"]) == (
        "update",
        manager.username,
        f"check #{job.pk}",
    )
    assert changed["changes"] == [{"name": "priority", "before": "0", "after": "5"}]


def test_person_who_was_shown_out_stays_in_the_history(
    client: APIClient, dataset: Dataset, manager: User
) -> None:
    rater = make_user(Role.RATER)
    members = f"/api/v1/datasets/{dataset.slug}/members/"
    [member] = client.post(members, {"usernames": [rater.username]}).json()
    assert client.delete(f"{members}{member['id']}/").status_code == 204

    told = [row for row in ask(client, dataset, "member") if row["title"] == rater.username]

    assert [(row["what"], row["who"]) for row in told] == [
        ("delete", manager.username),
        ("insert", manager.username),
    ]


@pytest.mark.parametrize(
    "of",
    [
        *("dataset", "member", "person", "job", "voice", "campaign", "protocol"),
        *("publication", "connection"),
    ],
)
def test_everything_that_is_registered_can_be_asked(
    of: str, client: APIClient, dataset: Dataset
) -> None:
    assert isinstance(ask(client, dataset, of), list)


def test_another_dataset_s_things_are_not_told(client: APIClient, dataset: Dataset) -> None:
    other = make_job(make_dataset(make_user(Role.MANAGER)))
    assert ask(client, dataset, "job", id=other.pk) == []


def test_what_has_no_history_is_refused_with_what_has(client: APIClient, dataset: Dataset) -> None:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/history/", {"of": "weather"})
    assert (answer.status_code, answer.json()["code"]) == (400, "history_unknown")


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_as_many_queries_for_three_as_for_one(
    count: int,
    client: APIClient,
    dataset: Dataset,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        job = make_job(dataset)
    client.patch(f"/api/v1/jobs/{job.pk}/", {"priority": 1})
    with django_assert_num_queries(QUERIES):
        ask(client, dataset, "job")
