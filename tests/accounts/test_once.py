"""Starts that are sent again under their key: one start, and the first answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from rest_framework.test import APIClient

from accounts import once
from accounts.enums import Role
from accounts.models import KeptStart, User
from catalog.models import Dataset
from jobs.tasks import sweep
from tests.api.asking import start
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_item, make_user
from tests.jobs import threads

KEY = "5f1e3f5a-0b7e-4f58-9d3a-0d8c5c1f3b11"
send = partial(start, key=KEY)


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    dataset = make_dataset(manager)
    make_item(dataset)
    return dataset


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def campaign(dataset: Dataset, **changes: object) -> tuple[str, dict[str, object]]:
    body = {"kind": "listening", "name": "Next", "languages": ["ara"], **changes}
    return f"/api/v1/datasets/{dataset.slug}/campaigns/", body


@pytest.mark.django_db
def test_a_key_belongs_to_one_request_of_one_person(
    dataset: Dataset, client: APIClient, client_for: ClientFor
) -> None:
    first = send(client, *campaign(dataset))
    changed = send(client, *campaign(dataset, name="Other"))
    elsewhere = send(client, f"/api/v1/datasets/{dataset.slug}/jobs/", {"kind": "check"})
    with_quotes = send(client, *campaign(dataset), key=f'"{KEY}"')
    other = make_user(Role.MANAGER)
    dataset.memberships.create(user=other)
    of_another = send(client_for(other), *campaign(dataset))

    assert [changed.status_code, elsewhere.status_code] == [422, 422]
    assert changed.json()["code"] == "key_reused"
    assert with_quotes.json() == first.json()
    assert of_another.status_code == 201
    assert dataset.campaigns.count() == 2
    assert not dataset.jobs.exists()


@pytest.mark.django_db
def test_without_a_key_or_with_another_it_is_another_start(
    dataset: Dataset, client: APIClient
) -> None:
    for key in (None, None, KEY, "another"):
        assert send(client, *campaign(dataset), key=key).status_code == 201
    assert dataset.campaigns.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["", " ", "two words", 'half"quoted', '"open', "x" * 201, "schlüssel"]
)
def test_a_key_that_cannot_be_read_starts_nothing(
    key: str, dataset: Dataset, client: APIClient
) -> None:
    answer = send(client, *campaign(dataset), key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "key_invalid")
    assert not dataset.campaigns.exists()


@pytest.mark.django_db
def test_a_refused_start_may_be_mended_under_its_key(dataset: Dataset, client: APIClient) -> None:
    refused = send(client, *campaign(dataset, languages=[]))
    mended = send(client, *campaign(dataset))
    assert (refused.status_code, mended.status_code) == (400, 201)


@pytest.mark.django_db
def test_a_file_is_the_same_by_its_content(dataset: Dataset, client: APIClient) -> None:
    path = f"/api/v1/datasets/{dataset.slug}/imports/"

    def sent(answer: str) -> Any:
        row = f'{{"id": "n1", "source": "identity", "question": "Who?", "answer": "{answer}"}}\n'
        file = SimpleUploadedFile("new.jsonl", row.encode())
        return send(client, path, {"file": file}, kind="multipart")

    first, again, other = sent("Me."), sent("Me."), sent("You.")

    assert first.json()["items_added"] == 1  # it was read from its beginning
    assert (again.status_code, again.json()) == (201, first.json())
    assert other.status_code == 422
    assert dataset.imports.count() == 1


@pytest.mark.django_db
def test_what_is_shown_once_is_shown_again_and_kept_nowhere(
    client: APIClient, dataset: Dataset
) -> None:
    orders: dict[str, tuple[dict[str, object], str]] = {
        "/api/v1/tokens/": ({"name": "A", "scopes": ["manage"]}, "key"),
        f"/api/v1/datasets/{dataset.slug}/invites/": ({"name": "A", "language": "ara"}, "link"),
    }
    for path, (order, shown) in orders.items():
        first, again, other = (send(client, path, order, key=key) for key in ("1", "1", "2"))
        secret = first.json()[shown].removeprefix("mss_").rpartition("#")[2]

        assert len(secret) == 43
        assert again.json() == first.json()
        assert other.json()[shown] != first.json()[shown]
        assert not KeptStart.objects.filter(body__contains=secret).exists()
        KeptStart.objects.all().delete()


@pytest.mark.django_db
def test_a_token_that_was_told_twice_opens_the_studio(
    client: APIClient, client_for: ClientFor
) -> None:
    order: dict[str, object] = {"name": "A", "scopes": ["read_items"]}
    keys = [send(client, "/api/v1/tokens/", order).json()["key"] for _ in range(2)]
    program = client_for(None)
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {keys[1]}")
    assert program.get("/api/v1/datasets/").status_code == 200


@pytest.mark.django_db
def test_a_second_click_finds_no_name_taken(client: APIClient) -> None:
    order: dict[str, object] = {"slug": "new", "name": "New", "languages": ["eng"]}
    first, again = (send(client, "/api/v1/datasets/", order) for _ in range(2))
    of_another_start = send(client, "/api/v1/datasets/", order, key="another")
    assert (again.status_code, again.json()) == (201, first.json())
    assert [*of_another_start.json()["details"]] == ["slug"]


@pytest.mark.django_db
def test_the_sweep_forgets_what_was_started_a_day_ago(dataset: Dataset, client: APIClient) -> None:
    send(client, *campaign(dataset))
    send(client, *campaign(dataset, name="Later"), key="later")
    old = KeptStart.objects.filter(key=KEY)
    old.update(created_at=timezone.now() - timedelta(hours=24, minutes=1))

    sweep()

    assert KeptStart.objects.get().key == "later"
    assert send(client, *campaign(dataset)).status_code == 201
    assert dataset.campaigns.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_starts_and_both_are_told(
    dataset: Dataset, manager: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "WAIT", "60s")  # on a busy machine the first may take its time
    clients = [client_for(manager) for _ in range(2)]
    answers = threads.at_the_same_time(*[partial(send, one, *campaign(dataset)) for one in clients])
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert dataset.campaigns.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_start_that_takes_long_is_not_waited_for_and_one_that_died_is_done_anew(
    dataset: Dataset, manager: User, client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "WAIT", "50ms")
    begun, die = Event(), Event()

    def die_on_the_way() -> None:
        with transaction.atomic():
            KeptStart.objects.create(user=manager, key=KEY, fingerprint="of the same")
            begun.set()
            assert die.wait(30)
            transaction.set_rollback(True)

    with ThreadPoolExecutor(1) as pool:
        dying = threads.start(pool, die_on_the_way)
        assert begun.wait(30)
        meanwhile = send(client, *campaign(dataset))
        die.set()
        dying.result()
    afterwards = send(client, *campaign(dataset))

    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "still_starting")
    assert afterwards.status_code == 201
    assert dataset.campaigns.count() == 1
