"""The REST interface as the demo's people use it."""

from collections.abc import Iterator
from typing import Any

import requests

from supervisor.accounts import DemoAccount

TIMEOUT_S = 600


class RestError(Exception):
    """The studio refused; the message is its own."""


class Client:
    """Signed in as one person, with a session like a browser's."""

    def __init__(self, url: str, account: DemoAccount) -> None:
        self.account = account
        self._api = f"{url}/api/v1"
        self._session = requests.Session()
        self.get("/session/")
        self.post("/session/", {"username": account.username, "password": account.password})

    def get(self, path: str) -> Any:
        return self._send("GET", path)

    def post(self, path: str, body: Any = None, *, files: Any = None) -> Any:
        """Returns None where the answer has no content."""
        return self._send("POST", path, json=None if files else body, files=files)

    def patch(self, path: str, body: Any) -> Any:
        return self._send("PATCH", path, json=body)

    def rows(self, path: str) -> Iterator[Any]:
        """Those of a list, page after page."""
        while path:
            page = self.get(path)
            yield from page["results"]
            path = (page["next"] or "").removeprefix(self._api)

    def lines(self, path: str) -> int:
        """How many rows an NDJSON stream has."""
        headers = {"Accept": "application/x-ndjson"}
        answer = self._session.get(
            f"{self._api}{path}", headers=headers, stream=True, timeout=TIMEOUT_S
        )
        return sum(1 for _ in answer.iter_lines())

    def _send(self, method: str, path: str, **sent: Any) -> Any:
        token = self._session.cookies.get("csrftoken", "")
        answer = self._session.request(
            method,
            f"{self._api}{path}",
            headers={"X-CSRFToken": token},
            timeout=TIMEOUT_S,
            **sent,
        )
        if not answer.ok:
            raise RestError(f"{method} {path}: {_reason(answer)}")
        return answer.json() if answer.content else None


def _reason(answer: requests.Response) -> str:
    try:
        return str(answer.json()["message"])
    except ValueError:
        return f"{answer.status_code} {answer.reason}"
