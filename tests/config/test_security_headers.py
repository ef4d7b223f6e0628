"""Every page and every answer carries the same protection."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy_of(header: str) -> dict[str, str]:
    """Directives by name, nonces left out: each answer has its own."""
    parts = (part.strip().split(" ", 1) for part in header.split(";"))
    return {name: re.sub(r" 'nonce-[^']+'", "", value) for name, value in parts}


@pytest.mark.parametrize(
    "path", ["/", "/d/demo", "/admin/login/", "/api/v1/languages/", "/api/v1/nothing/", "/health/"]
)
def test_answer_is_protected(client: Client, path: str) -> None:
    response = client.get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert policy_of(response.headers["Content-Security-Policy"]) == POLICY


def test_nonces_differ_from_answer_to_answer(client: Client) -> None:
    first, second = (client.get("/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second
