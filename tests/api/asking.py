from typing import Any

from django.db import transaction
from rest_framework.test import APIClient

Answer = tuple[int, Any]


def ask(
    client: APIClient, name: str, path: str, body: dict[str, Any], kind: str = "json"
) -> Answer:
    """Asks, and takes back what the asking changed."""
    with transaction.atomic():
        call = getattr(client, name.partition(" ")[0].lower())
        response = call(path, body) if name.startswith("GET ") else call(path, body, format=kind)
        transaction.set_rollback(True)
    if response.streaming:
        response.getvalue()  # to its end, where the file is closed
    is_json = response.headers.get("Content-Type") == "application/json"
    return response.status_code, response.json() if is_json else None


def start(
    client: APIClient, path: str, body: dict[str, Any], *, key: str | None, kind: str = "json"
) -> Any:
    """Starts something under a key, or without one."""
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(path, body, format=kind, headers=headers)
