"""How often programs and strangers may ask, and what they are told of it."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle

from accounts.enums import Role, Scope
from accounts.models import User
from accounts.services import issue_token
from config.cache import SharedCache
from supervisor.ports import free_port
from tests.conftest import ClientFor
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DATASETS = "/api/v1/datasets/"
LANGUAGES = "/api/v1/languages/"
TOKENS = "/api/v1/tokens/"
RATES = {
    "token": "2/min",
    "anonymous": "3/min",
    "wrong_token": "2/min",
    "login": "20/min",
    "join": "60/min",
}
Told = tuple[int, str | None, str | None, str | None]


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", RATES)


def make_client(user: User | None = None) -> APIClient:
    client = APIClient()
    user = user or make_user(Role.RESEARCHER)
    _, key = issue_token(user, name="a", days=1, scopes=[Scope.READ_ITEMS])
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def told(client: APIClient, path: str) -> Told:
    response = client.get(path)
    found = response.headers
    return (
        response.status_code,
        found.get("RateLimit-Limit"),
        found.get("RateLimit-Remaining"),
        found.get("Retry-After"),
    )


def test_token_is_told_what_is_left_and_when_to_come_back() -> None:
    client = make_client()
    assert [told(client, DATASETS)[:3] for _ in range(2)] == [(200, "2", "1"), (200, "2", "0")]
    refused = client.get(DATASETS)
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
    reset, retry = (int(refused.headers[name]) for name in ("RateLimit-Reset", "Retry-After"))
    assert 0 < retry <= reset <= 60
    assert refused.headers["RateLimit-Remaining"] == "0"


def test_people_are_counted_apart_however_many_tokens_they_make() -> None:
    person = make_user(Role.RESEARCHER)
    first, second, other = make_client(person), make_client(person), make_client()
    assert [told(first, DATASETS)[0] for _ in range(3)] == [200, 200, 429]
    assert told(second, DATASETS)[0] == 429
    assert told(other, DATASETS)[0] == 200


def test_strangers_are_counted_by_address() -> None:
    client = APIClient()
    assert [told(client, LANGUAGES)[:3] for _ in range(4)] == [
        (200, "3", "2"), (200, "3", "1"), (200, "3", "0"), (429, "3", "0"),
    ]  # fmt: skip
    elsewhere = client.get(LANGUAGES, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def send(key: str, *, address: str = "127.0.0.1") -> tuple[int, str]:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    response = client.get(DATASETS, REMOTE_ADDR=address)
    return response.status_code, response.json().get("code", "")


def test_who_guesses_tokens_is_refused_right_ones_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ScopedRateThrottle, "THROTTLE_RATES", {**RATES, "anonymous": "9/min", "token": "9/min"}
    )
    _, key = issue_token(make_user(Role.RESEARCHER), name="a", days=1, scopes=[Scope.READ_ITEMS])
    assert send(key)[0] == 200
    guessed = [send(f"mss_{number}") for number in range(5)]
    assert guessed == [(401, "token_refused")] * 3 + [(429, "throttled")] * 2
    assert send(key) == (429, "throttled")
    assert send(key, address="192.0.2.7")[0] == 200


def test_old_token_in_a_script_is_limited_and_locks_nobody_out() -> None:
    _, key = issue_token(make_user(Role.RESEARCHER), name="a", days=1, scopes=[Scope.READ_ITEMS])
    assert [send("mss_old")[0] for _ in range(5)] == [401, 401, 401, 429, 429]
    assert send(key)[0] == 200


def test_what_is_not_allowed_is_counted() -> None:
    stranger, program = APIClient(), make_client()
    assert [told(stranger, DATASETS)[0] for _ in range(4)] == [401, 401, 401, 429]
    assert [told(program, TOKENS)[0] for _ in range(3)] == [403, 403, 429]


def test_people_in_their_browsers_are_not_counted(client_for: ClientFor) -> None:
    client = client_for(make_user(Role.RESEARCHER))
    assert {told(client, DATASETS) for _ in range(5)} == {(200, None, None, None)}


def test_nobody_is_counted_while_the_cache_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    away = SharedCache(f"redis://127.0.0.1:{free_port()}/1", {})
    monkeypatch.setattr(ScopedRateThrottle, "cache", away)
    client = make_client()
    assert {told(client, DATASETS) for _ in range(4)} == {(200, None, None, None)}
