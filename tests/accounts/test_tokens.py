"""Keys for programs: shown once, kept as a hash, their last use noted."""

import hashlib
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.enums import Role, Scope
from accounts.models import ApiToken, User
from accounts.services import issue_token
from tests.conftest import ClientFor
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/tokens/"
SESSION = "/api/v1/session/"
RATE = [Scope.RATE]


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def client(client_for: ClientFor, user: User) -> APIClient:
    return client_for(user)


def last_use() -> datetime | None:
    return ApiToken.objects.get().last_used_at


def with_key(key: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def test_key_is_shown_once_and_kept_as_a_hash(client: APIClient, user: User) -> None:
    response = client.post(TOKENS, {"name": "notebook", "days": 30, "scopes": ["rate"]})
    issued = response.json()
    key = issued.pop("key")
    token = ApiToken.objects.get()
    assert (response.status_code, key.startswith("mss_"), len(key) > 40) == (201, True, True)
    assert token.digest == hashlib.sha256(key.encode()).hexdigest()
    lasts = token.expires_at - token.created_at
    assert abs(lasts - timedelta(days=30)) < timedelta(seconds=5)
    assert client.get(TOKENS).json()["results"] == [issued]
    assert with_key(key).get(SESSION).json()["user"]["id"] == user.pk


def test_two_keys_differ(user: User) -> None:
    first, second = (issue_token(user, name="a", days=1, scopes=RATE)[1] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    "body",
    [
        {"scopes": RATE},
        {"name": "", "scopes": RATE},
        {"name": "a", "days": 0, "scopes": RATE},
        {"name": "a", "days": 366, "scopes": RATE},
        {"name": "a"},
        {"name": "a", "scopes": []},
        {"name": "a", "scopes": ["everything"]},
    ],
)
def test_token_that_cannot_be_is_refused(body: dict[str, object], client: APIClient) -> None:
    response = client.post(TOKENS, body)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
    assert ApiToken.objects.count() == 0


def test_token_is_not_made_for_what_its_owner_may_not(client: APIClient) -> None:
    response = client.post(TOKENS, {"name": "a", "scopes": ["rate", "manage"]})
    problem = "Your own role has no use for manage. Your tokens can have: rate."
    assert (response.status_code, response.json()) == (
        400,
        {"code": "scope_not_yours", "message": problem, "details": {"scopes": [problem]}},
    )


def test_scopes_are_kept_once_and_in_order(client_for: ClientFor) -> None:
    client = client_for(make_user(Role.RESEARCHER))
    assert client.get(SESSION).json()["user"]["token_scopes"] == ["read_releases", "read_items"]
    body = {"name": "a", "scopes": ["read_items", "read_releases", "read_items"]}
    assert client.post(TOKENS, body).json()["scopes"] == ["read_releases", "read_items"]


def test_revoked_token_stays_in_the_list_and_opens_nothing(client: APIClient, user: User) -> None:
    token, key = issue_token(user, name="a", days=1, scopes=RATE)
    assert client.delete(f"{TOKENS}{token.pk}/").status_code == 204
    token.refresh_from_db()
    first = token.revoked_at
    assert first is not None
    assert with_key(key).get(SESSION).status_code == 401
    assert client.delete(f"{TOKENS}{token.pk}/").status_code == 204
    token.refresh_from_db()
    assert token.revoked_at == first
    assert [row["id"] for row in client.get(TOKENS).json()["results"]] == [token.pk]


def test_tokens_of_others_are_not_there(client: APIClient) -> None:
    token, _ = issue_token(make_user(), name="a", days=1, scopes=RATE)
    assert client.get(TOKENS).json()["results"] == []
    assert client.delete(f"{TOKENS}{token.pk}/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_last_use_is_kept_to_the_minute(user: User) -> None:
    _, key = issue_token(user, name="a", days=1, scopes=RATE)
    assert last_use() is None
    with_key(key).get(SESSION)
    first = last_use()
    assert first is not None
    with CaptureQueriesContext(connection) as queries:
        with_key(key).get(SESSION)
    assert [q["sql"] for q in queries if q["sql"].startswith("UPDATE")] == []
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    with_key(key).get(SESSION)
    second = last_use()
    assert second is not None
    assert second > first


def test_scheme_is_read_whatever_its_case_and_others_are_not_ours(user: User) -> None:
    _, key = issue_token(user, name="a", days=1, scopes=RATE)
    client = APIClient()
    found = {
        header: client.get(SESSION, headers={"Authorization": header.format(key)}).status_code
        for header in ("Bearer {}", "bearer  {} ", "Basic {}", "")
    }
    assert found == {"Bearer {}": 200, "bearer  {} ": 200, "Basic {}": 200, "": 200}
    answer = client.get(TOKENS, headers={"Authorization": f"Basic {key}"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
