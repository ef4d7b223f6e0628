"""Nobody fills the disk of the web server without having signed in."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.enums import Role
from tests.factories import make_dataset, make_user

pytestmark = pytest.mark.django_db
BOUNDARY = "edge"
FORM = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    f"{'x' * 1000}\r\n--{BOUNDARY}--\r\n"
).encode()


def send_file(client: Client, path: str) -> tuple[Any, int]:
    """Returns the answer, and how many bytes of the body were read for it."""
    body = BytesIO(FORM)
    client.cookies["csrftoken"] = "c" * 32  # anybody can make one up
    sent: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(len(FORM))}
    form = f"multipart/form-data; boundary={BOUNDARY}"
    response = client.generic("POST", path, content_type=form, **sent)
    return response, body.tell()


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/datasets/demo/imports/",
        "/api/v1/datasets/",
        "/api/v1/session/",
        "/login",
        "/admin/",
        "/admin/accounts/user/add/",
    ],
)
def test_file_of_a_stranger_is_refused_unread(path: str) -> None:
    response, read = send_file(APIClient(enforce_csrf_checks=True), path)
    assert (response.status_code, response.json()["code"], read) == (401, "not_authenticated", 0)


def test_file_with_a_made_up_token_is_refused_unread() -> None:
    client = APIClient(enforce_csrf_checks=True, HTTP_AUTHORIZATION="Bearer made-up")
    response, read = send_file(client, "/api/v1/datasets/demo/imports/")
    assert (response.status_code, response.json()["code"], read) == (401, "token_refused", 0)


def test_file_of_someone_signed_in_is_read() -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    client = APIClient()
    client.force_login(manager)
    response, read = send_file(client, f"/api/v1/datasets/{dataset.slug}/imports/")
    assert (response.status_code, read) == (400, len(FORM))  # its content is no import
