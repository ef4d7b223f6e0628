"""A rater of the crowd tests: a program that speaks HTTP and nothing else, honest or not."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from accounts.models import User
from annotation.models import Campaign

CSRF = "c" * 32
Answer = tuple[int, Any]
"""Status, and what came with it."""


class CrowdMember:
    """Signed in as one person, over one connection."""

    def __init__(self, url: str, user: User, campaign: Campaign) -> None:
        browser = Client()
        browser.force_login(user)
        self.user = user
        self.place = {"campaign": campaign.pk, "language": "ara"}
        self._line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
        self._line.connect()  # one after the other: ten may wait at the server's door, no more
        self._headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={browser.cookies['sessionid'].value}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }

    def post(self, path: str, body: object = None) -> Answer:
        self._line.request("POST", f"/api/v1/{path}", json.dumps(body), self._headers)
        answer = self._line.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None

    def close(self) -> None:
        self._line.close()

    def start(self, device: str = "tab") -> Answer:
        return self.post("work/sessions/", {**self.place, "device": device})

    def agree(self) -> Answer:
        return self.post("work/consent/", {**self.place, "version": 1})

    def rate(
        self, slot: int, score: object, heard_s: float | None = 60.0, **more: object
    ) -> Answer:
        """``heard_s``: what the player says; None: it never came to the clip's end."""
        ended = [] if heard_s is None else [{"kind": "ended", "seconds": heard_s}]
        scores = {"naturalness": score, "understood": score, "playback": ended, **more}
        return self.post(f"assignments/{slot}/rating/", scores)
