"""Who changed what, of whatever people change."""

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from annotation.models import Campaign
from catalog.history import registered
from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import (
    make_campaign,
    make_dataset,
    make_job,
    make_protocol,
    make_user,
    make_voiced_item,
)
from tests.histories import ask_history, check_readers, tell

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


def test_change_is_told_with_who_made_it_and_what_was_before(
    client: APIClient, dataset: Dataset, manager: User
) -> None:
    job = make_job(dataset, priority=0)
    make_job(dataset)
    assert client.patch(f"/api/v1/jobs/{job.pk}/", {"priority": 5}).status_code == 200

    changed, made = ask_history(client, dataset, "job", id=job.pk)

    assert (made["what"], made["who"], made["changes"]) == ("insert", None, [])
    assert (changed["what"], changed["who"], changed["title"]) == (
        "update",
        manager.username,
        f"check #{job.pk}",
    )
    assert changed["changes"] == [
        {"name": "priority", "called": "priority", "sort": "number", "before": "0", "after": "5"}
    ]


def test_things_are_told_by_name_while_they_are_there(client: APIClient, dataset: Dataset) -> None:
    stays, goes = make_protocol(dataset, name="strict"), make_protocol(dataset)
    make_voiced_item(dataset)
    campaign, gone = make_campaign(dataset), goes.pk
    for protocol in (goes, stays):
        Campaign.objects.filter(pk=campaign.pk).update(protocol=protocol)
    goes.delete()

    last, first, _ = (tell(row)[3] for row in ask_history(client, dataset, "campaign"))

    assert first == {"protocol": ("", f"#{gone}")}
    assert last == {"protocol": (f"#{gone}", "strict, version 1")}


def test_person_who_was_shown_out_stays_in_the_history(
    client: APIClient, dataset: Dataset, manager: User
) -> None:
    rater = make_user(Role.RATER)
    members = f"/api/v1/datasets/{dataset.slug}/members/"
    [member] = client.post(members, {"usernames": [rater.username]}).json()
    assert client.delete(f"{members}{member['id']}/").status_code == 204

    told = [row for row in ask_history(client, dataset, "member") if row["title"] == rater.username]

    assert [(row["what"], row["who"]) for row in told] == [
        ("delete", manager.username),
        ("insert", manager.username),
    ]


@pytest.mark.parametrize("of", sorted(registered()))
def test_everything_that_is_registered_can_be_asked(
    of: str, client: APIClient, dataset: Dataset
) -> None:
    assert isinstance(ask_history(client, dataset, of), list)


@pytest.mark.parametrize("of", sorted(registered()))
def test_only_managers_of_the_dataset_read_it(
    of: str, dataset: Dataset, client_for: ClientFor
) -> None:
    check_readers(client_for, dataset, of)


def test_what_has_no_name_is_not_asked_by_one(client: APIClient, dataset: Dataset) -> None:
    answer = client.get(f"/api/v1/datasets/{dataset.slug}/history/", {"of": "job", "name": "check"})
    assert (answer.status_code, answer.json()["code"]) == (400, "not_asked_by_name")


def test_another_dataset_s_things_are_not_told(client: APIClient, dataset: Dataset) -> None:
    other = make_job(make_dataset(make_user(Role.MANAGER)))
    assert ask_history(client, dataset, "job", id=other.pk) == []


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
        ask_history(client, dataset, "job")
