"""Requests that can't be read are refused in words; none ends as an error of the server."""

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory

from accounts.enums import Role
from config.handler import StudioHandler
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    admin = make_user(Role.ADMIN)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client = Client()
    client.force_login(admin)
    return client


def answer(client: Client, path: str, **headers: str) -> tuple[int, str]:
    response = client.get(path, headers=headers)
    is_json = response.headers["Content-Type"] == "application/json"
    return response.status_code, response.json()["code"] if is_json else ""


@pytest.mark.parametrize(
    "path",
    [
        "/admin/accounts/user/?role=%00",
        "/admin/accounts/user/?q=a%00b",
        "/api/v1/datasets/?cursor=%00",
        "/d/%00",
    ],
)
def test_address_with_a_nul_is_refused(client: Client, path: str) -> None:
    assert answer(client, path) == (400, "invalid")


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_cookie_with_a_nul_is_refused(client: Client, name: str) -> None:
    cookie = rf'{name}="{"a" * 32}\000"'  # in a cookie's own way of writing it
    assert answer(client, "/admin/", Cookie=cookie) == (400, "invalid")


@pytest.mark.parametrize("charset", ["hex", "rot13", "undefined", "punycode", "utf-16", "a\0b"])
@pytest.mark.parametrize("path", ["/api/v1/datasets/?page_size=1", "/admin/accounts/user/?q=a"])
def test_other_encodings_are_refused(path: str, charset: str) -> None:
    """Asked of the handler itself: Django's test client has one of its own."""
    kind = f"application/json; charset={charset}"
    request = RequestFactory().get(path, headers={"Content-Type": "text/plain"})
    answers: list[Any] = []
    handler: Any = StudioHandler()  # takes any callable to start the answer with
    environ = {**request.environ, "CONTENT_TYPE": kind}
    body = handler(environ, lambda *answer: answers.append(answer))
    assert [status for status, _ in answers] == ["415 Unsupported Media Type"]
    assert json.loads(b"".join(body))["code"] == "unsupported_media_type"


@pytest.mark.parametrize("kind", ["application/json; charset=UTF-8", ";", "/", "nothing", "a/b; c"])
def test_strange_kinds_of_content_without_content_do_no_harm(client: Client, kind: str) -> None:
    assert answer(client, "/admin/accounts/user/?q=é", content_type=kind)[0] == 200
