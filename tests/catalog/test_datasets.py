"""Making and changing datasets, and who sees which."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from catalog.models import Dataset
from catalog.services import DatasetExistsError, add_members, create_dataset
from languages import LANGUAGES
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_user

pytestmark = pytest.mark.django_db
DATASETS = "/api/v1/datasets/"
NEW = {"slug": "spoken-xquad", "name": "Spoken XQuAD", "languages": ["eng", "ara"]}


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def client(client_for: ClientFor, manager: User) -> APIClient:
    return client_for(manager)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    return make_dataset(manager, slug="mine", dev_size=10, test_size=10, bench_size=5)


def patch(client: APIClient, dataset: Dataset, **changes: Any) -> tuple[int, list[str]]:
    response = client.patch(f"{DATASETS}{dataset.slug}/", changes)
    return response.status_code, list(response.json().get("details", []))


def test_maker_is_the_first_member_and_sizes_are_the_papers(
    client: APIClient, manager: User
) -> None:
    response = client.post(DATASETS, NEW)
    shown = response.json()
    shown.pop("created_at")
    assert (response.status_code, shown) == (
        201,
        {**NEW, "description": "", "licence": "", "dev_size": 2000, "test_size": 1000,
         "bench_size": 200, "split_seed": 1, "splits_drawn_at": None, "voice_seed": 1,
         "voice_share_cap": 0.2, "synthesizers": {}, "bench_synthesizers": {}},
    )  # fmt: skip
    made = Dataset.objects.get()
    assert (made.created_by, [m.user for m in made.memberships.all()]) == (manager, [manager])


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "Not A Slug"},
        {"slug": ""},
        {"slug": "x" * 61},
        {"name": ""},
        {"name": "a\x00"},
        {"languages": []},
        {"languages": ["ara"]},
        {"languages": ["eng", "klingon"]},
        {"languages": "eng"},
        {"dev_size": 0},
        {"test_size": -1},
        {"bench_size": 10**12},
        {"bench_size": 1001},
        {"split_seed": -1},
    ],
)
def test_dataset_that_cannot_be_is_refused(wrong: dict[str, Any], client: APIClient) -> None:
    response = client.post(DATASETS, {**NEW, **wrong})
    answer = response.json()
    assert (response.status_code, answer["code"]) == (400, "invalid")
    assert [field.partition(".")[0] for field in answer["details"]] == list(wrong)
    assert Dataset.objects.count() == 0


def test_address_is_taken_once(client: APIClient, manager: User, dataset: Dataset) -> None:
    response = client.post(DATASETS, {**NEW, "slug": "mine"})
    assert (response.status_code, list(response.json()["details"])) == (400, ["slug"])
    with pytest.raises(DatasetExistsError):
        create_dataset(by=manager, slug="mine", name="Other", languages=["eng"])


def test_language_given_twice_counts_once(client: APIClient) -> None:
    body = {**NEW, "languages": ["eng", "ara", "eng"]}
    assert client.post(DATASETS, body).json()["languages"] == ["eng", "ara"]


def test_settings_can_be_changed_one_by_one(client: APIClient, dataset: Dataset) -> None:
    more = ["eng", "ara", "hin", "jpn"]
    assert patch(client, dataset, name="New", languages=more, bench_size=10)[0] == 200
    dataset.refresh_from_db()
    assert (dataset.name, dataset.languages, dataset.bench_size, dataset.test_size) == (
        "New", more, 10, 10,
    )  # fmt: skip


def test_bench_never_gets_larger_than_test(client: APIClient, dataset: Dataset) -> None:
    assert patch(client, dataset, bench_size=11) == (400, ["bench_size"])
    assert patch(client, dataset, test_size=4) == (400, ["bench_size"])
    assert patch(client, dataset, test_size=4, bench_size=4) == (200, [])


def test_address_and_date_stay(client: APIClient, dataset: Dataset) -> None:
    assert patch(client, dataset, slug="other") == (400, ["slug"])
    assert patch(client, dataset, slug="mine", created_at="2000-01-01T00:00:00Z") == (200, [])
    dataset.refresh_from_db()
    assert dataset.created_at.year > 2000


def test_put_and_delete_are_not_offered(client: APIClient, dataset: Dataset) -> None:
    for method in (client.put, client.delete):
        response = method(f"{DATASETS}mine/", NEW)
        assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


def test_people_see_their_datasets_and_administrators_all(
    client: APIClient, client_for: ClientFor, dataset: Dataset
) -> None:
    other = make_dataset()
    admin = client_for(make_user(Role.ADMIN))
    assert [row["slug"] for row in client.get(DATASETS).json()["results"]] == ["mine"]
    assert [row["slug"] for row in admin.get(DATASETS).json()["results"]] == [other.slug, "mine"]


def test_letting_someone_in_twice_is_once(dataset: Dataset, manager: User) -> None:
    guest = make_user()
    add_members(dataset, [guest, manager])
    add_members(dataset, [guest])
    assert set(dataset.memberships.values_list("user", flat=True)) == {manager.pk, guest.pk}
    assert dataset.memberships.count() == 2


def test_members_are_listed_and_let_in_by_name(client: APIClient, dataset: Dataset) -> None:
    guest = make_user(languages=("ara", "hin"), username="guest")
    at = f"{DATASETS}mine/members/"
    assert client.post(at, {"usernames": ["guest", "guest"]}).status_code == 201
    assert client.post(at, {"usernames": ["guest"]}).status_code == 201
    refused = client.post(at, {"usernames": ["guest", "nobody"]})
    assert (refused.status_code, list(refused.json()["details"])) == (400, ["usernames"])
    shown = client.get(at).json()["results"][-1]
    assert (shown["username"], shown["role"], shown["languages"]) == (
        guest.username, "rater", ["ara", "hin"],
    )  # fmt: skip


def test_languages_are_public_and_complete(client_for: ClientFor) -> None:
    rows = client_for(None).get("/api/v1/languages/").json()
    assert [row["code"] for row in rows] == list(LANGUAGES)
    assert rows[1] == {name: getattr(LANGUAGES[rows[1]["code"]], name) for name in rows[1]}
