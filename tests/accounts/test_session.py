"""Signing in and out, and who is signed in."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle

from accounts.enums import Role
from accounts.models import User
from accounts.services import create_person

pytestmark = pytest.mark.django_db
SESSION = "/api/v1/session/"
PASSWORD = "correct horse battery"


@pytest.fixture
def amira() -> User:
    return create_person(
        "amira",
        password=PASSWORD,
        role=Role.RATER,
        languages=["ara", "eng"],
        display_name="Amira",
        interface_language="ar",
    )


def sign_in(
    client: APIClient, username: str = "amira", password: str = PASSWORD
) -> tuple[int, str]:
    response = client.post(SESSION, {"username": username, "password": password})
    return response.status_code, response.json().get("code", "")


def test_session_of_nobody_is_null_and_sets_the_csrf_cookie() -> None:
    response = APIClient().get(SESSION)
    assert response.json() == {"user": None}
    assert response.cookies["csrftoken"].value


def test_signing_in_shows_the_person_and_lasts(amira: User) -> None:
    client = APIClient()
    response = client.post(SESSION, {"username": "amira", "password": PASSWORD})
    shown = {
        "user": {
            "id": amira.pk,
            "username": "amira",
            "display_name": "Amira",
            "role": "rater",
            "languages": ["ara", "eng"],
            "interface_language": "ar",
            "arrived_by": "house",
            "token_scopes": ["rate"],
        }
    }
    assert (response.status_code, response.json()) == (200, shown)
    assert client.get(SESSION).json() == shown


def test_signing_in_works_as_a_browser_does_it(amira: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    token = client.get(SESSION).cookies["csrftoken"].value
    body = {"username": "amira", "password": PASSWORD}
    assert client.post(SESSION, body).status_code == 403
    assert client.post(SESSION, body, headers={"X-CSRFToken": token}).status_code == 200
    fresh = client.cookies["csrftoken"].value
    assert client.delete(SESSION, headers={"X-CSRFToken": fresh}).status_code == 204


def test_signing_out_ends_the_session(amira: User) -> None:
    client = APIClient()
    sign_in(client)
    assert client.delete(SESSION).status_code == 204
    assert client.get(SESSION).json() == {"user": None}
    assert client.delete(SESSION).status_code == 204


def test_refusal_is_the_same_for_wrong_name_wrong_password_and_deactivated(amira: User) -> None:
    create_person("gone", password=PASSWORD, role=Role.RATER)
    User.objects.filter(username="gone").update(is_active=False)
    client = APIClient()
    tries = [("amira", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD)]
    bodies = [
        client.post(SESSION, {"username": name, "password": word}).json() for name, word in tries
    ]
    assert (
        bodies
        == [
            {
                "code": "login_refused",
                "message": "That name and password don't match an active account.",
                "details": {},
            }
        ]
        * 3
    )


@pytest.mark.parametrize("body", [{}, {"username": "a"}, {"username": "a\x00", "password": "b"}])
def test_malformed_sign_in_is_refused(body: dict[str, str]) -> None:
    response = APIClient().post(SESSION, body)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_deactivating_ends_the_session(amira: User) -> None:
    client = APIClient()
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get(SESSION).json() == {"user": None}


def test_too_many_tries_are_turned_away_but_reading_is_not(
    amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"login": "3/min"})
    client = APIClient()
    assert [sign_in(client, password="wrong") for _ in range(4)] == [
        *[(400, "login_refused")] * 3,
        (429, "throttled"),
    ]
    assert sign_in(client) == (429, "throttled")
    assert client.get(SESSION).status_code == 200
    cache.clear()


def test_password_is_kept_as_a_hash_only(amira: User) -> None:
    assert PASSWORD not in amira.password
    assert amira.check_password(PASSWORD)
