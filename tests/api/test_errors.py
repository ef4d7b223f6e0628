"""One error shape, whatever goes wrong."""

import pytest
from rest_framework.test import APIClient

from accounts.enums import Role
from tests.conftest import ClientFor
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DATASETS = "/api/v1/datasets/"


@pytest.fixture
def client(client_for: ClientFor) -> APIClient:
    client = client_for(make_user(Role.MANAGER))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        ("{", "application/json", (400, "parse_error")),
        ('{"name": NaN}', "application/json", (400, "parse_error")),
        ("[]", "application/json", (400, "invalid")),
        ('"text"', "application/json", (400, "invalid")),
        ("a=1", "application/x-www-form-urlencoded", (415, "unsupported_media_type")),
    ],
)
def test_body_that_cannot_be_read_is_refused(
    content: str, kind: str, expected: tuple[int, str], client: APIClient
) -> None:
    response = client.generic("POST", DATASETS, content, content_type=kind)
    body = response.json()
    assert body.keys() == {"code", "message", "details"}
    assert (response.status_code, body["code"]) == expected


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/nothing/", "/api/v1/session", "/api/v2/datasets/"]
)
def test_address_without_an_operation_is_named(path: str, client: APIClient) -> None:
    response = client.get(path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert path in response.json()["message"]


def test_problems_are_told_by_field(client: APIClient) -> None:
    body = {"slug": "a b", "name": "", "languages": ["eng", "xxx"], "dev_size": "many"}
    answer = client.post(DATASETS, body).json()
    assert answer["code"] == "invalid"
    assert list(answer["details"]) == ["slug", "name", "languages.1", "dev_size"]
    assert answer["message"].startswith("slug: ")


def test_wrong_method_names_the_right_ones(client: APIClient) -> None:
    response = client.put(DATASETS, {})
    assert (response.status_code, response.json()["code"], response.headers["Allow"]) == (
        405, "method_not_allowed", "GET, POST, HEAD, OPTIONS",
    )  # fmt: skip


def test_answer_is_json_even_where_another_format_was_asked_for(client: APIClient) -> None:
    response = client.get(DATASETS, headers={"Accept": "text/csv"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")
