"""Managers see which programs the people of their dataset gave a key to, never the key."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import ApiToken, User
from accounts.services import note_token_use
from catalog.models import Dataset
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_user
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/tokens/"


@pytest.fixture
def manager() -> User:
    return make_user(Role.MANAGER)


@pytest.fixture
def dataset(manager: User) -> Dataset:
    return make_dataset(manager)


@pytest.fixture
def client(manager: User, client_for: ClientFor) -> APIClient:
    return client_for(manager)


def make_token(client: APIClient) -> ApiToken:
    asked = {"name": "notebook", "days": 30, "scopes": ["rate"]}
    return ApiToken.objects.get(pk=client.post(TOKENS, asked).json()["id"])


def test_token_that_was_made_and_revoked_is_told_with_its_owner(
    client: APIClient, dataset: Dataset, client_for: ClientFor
) -> None:
    rater = make_user(Role.RATER)
    dataset.memberships.create(user=rater)
    own = client_for(rater)
    token = make_token(own)
    note_token_use(token)  # no person's doing
    assert own.delete(f"{TOKENS}{token.pk}/").status_code == 204
    token.refresh_from_db()
    assert token.revoked_at is not None

    revoked, made = ask_history(client, dataset, "token")

    called = f"{rater.username}: notebook"
    expires = token.expires_at.isoformat()
    assert tell(made) == (
        "insert", rater.username, called, {"scopes": ("", "rate"), "expires_at": ("", expires)},
    )  # fmt: skip
    assert tell(revoked) == (
        "update", rater.username, called, {"revoked_at": ("", token.revoked_at.isoformat())},
    )  # fmt: skip
    assert token.digest not in str([made, revoked])


def test_tokens_of_strangers_are_not_told(
    client: APIClient, dataset: Dataset, client_for: ClientFor
) -> None:
    make_token(client_for(make_user(Role.RATER)))
    assert ask_history(client, dataset, "token") == []


def test_tokens_that_never_reached_the_dataset_are_not_told(
    client: APIClient, dataset: Dataset, client_for: ClientFor
) -> None:
    rater = make_user(Role.RATER)
    own = client_for(rater)
    revoked, expired, open_still = (make_token(own) for _ in range(3))
    before = timezone.now() - timedelta(days=1)
    ApiToken.objects.filter(pk=revoked.pk).update(revoked_at=before)
    ApiToken.objects.filter(pk=expired.pk).update(expires_at=before)
    make_dataset(rater)
    dataset.memberships.create(user=rater)
    later = make_token(own)
    own.delete(f"{TOKENS}{later.pk}/")

    told = [row["object_id"] for row in ask_history(client, dataset, "token")]

    assert told == [later.pk, later.pk, open_still.pk]


@pytest.mark.django_db(transaction=True)  # events are of the time at which theirs began
def test_tokens_made_and_ended_while_their_person_was_out_are_not_told(
    client: APIClient, dataset: Dataset, client_for: ClientFor
) -> None:
    rater = make_user(Role.RATER)
    make_dataset(rater)
    own = client_for(rater)
    dataset.memberships.create(user=rater).delete()
    elsewhere, open_still = make_token(own), make_token(own)
    own.delete(f"{TOKENS}{elsewhere.pk}/")
    dataset.memberships.create(user=rater)

    told = {row["object_id"] for row in ask_history(client, dataset, "token")}

    assert told == {open_still.pk}
