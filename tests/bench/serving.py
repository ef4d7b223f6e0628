"""The web server as `make run` starts it, and people who ask it over kept connections."""

import http.client
import json
import os
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

from django.test import Client

from accounts.models import User
from supervisor.ports import HOST, free_port
from supervisor.programs import studio_programs
from supervisor.state import ROOT

PATIENCE_S = 30.0
CSRF = "c" * 32


class WebServer:
    """Serves `tests.bench.application` in a `with`, by the studio's own command line."""

    def __init__(self) -> None:
        self.port = free_port()
        web = next(one for one in studio_programs(ROOT, self.port).kept if one.name == "web")
        argv = [word.replace("config.wsgi", "tests.bench.application") for word in web.argv]
        self._argv = [*argv, "--keep-alive", "30"]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(
            self._argv, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert time.monotonic() < until, "the web server didn't start"
            time.sleep(0.1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            line = http.client.HTTPConnection(HOST, self.port, timeout=5)
            line.request("GET", "/health/")
            return line.getresponse().status == 200
        except OSError:
            return False


class Visitor:
    """A person with a browser's session, over one connection."""

    def __init__(self, port: int, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        self._line = http.client.HTTPConnection(HOST, port, timeout=60)
        self._headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }

    def post(self, path: str, body: dict[str, Any]) -> Any:
        self._line.request("POST", path, json.dumps(body), self._headers)
        answer = self._line.getresponse()
        content = answer.read()
        assert answer.status == 200, (answer.status, content[:500])
        return json.loads(content)
