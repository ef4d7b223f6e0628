"""A real HTTP server that speaks OpenAI's chat protocol and behaves as a test tells it.

    with ChatServer(lambda asked: Say("TIE")) as server:
        ...  # ask server.url
    assert server.answered_twice() == []

A play is a function from a request to what the server does with it. `stumbling(play, *acts)` does
the acts first, at each new request, before it goes on with the play.
"""

import json
import select
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    """By names in small letters."""
    before: int
    """How often the very same body came before."""

    @property
    def text(self) -> str:
        """Of the last message; of its first text part, where it has parts."""
        content = self.body["messages"][-1]["content"]
        if isinstance(content, str):
            return content
        return next((part["text"] for part in content if part["type"] == "text"), "")

    @property
    def identity(self) -> str:
        return json.dumps(self.body, sort_keys=True)


@dataclass(frozen=True)
class Say:
    """Answer."""

    text: str | None
    after_s: float = 0.0
    finish: str = "stop"
    model: str = ""
    """What it calls itself; what it was asked for, where empty."""
    usage: Mapping[str, int] | None = field(
        default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 10}
    )


@dataclass(frozen=True)
class Refuse:
    status: int
    message: str = "no"
    code: str = ""
    retry_after: str | None = "0.01"
    """A header; None leaves the waiting to the client."""


@dataclass(frozen=True)
class Raw:
    """Send these bytes with status 200 and call them JSON."""

    body: bytes


@dataclass(frozen=True)
class Drop:
    """Close the connection without a word."""


Act = Say | Refuse | Raw | Drop
Play = Callable[[Asked], Act]


def stumbling(play: Play, *acts: Act) -> Play:
    """Do these acts, one a time, before each new request comes to the play."""
    return lambda asked: acts[asked.before] if asked.before < len(acts) else play(asked)


class ChatServer:
    """On a free port of 127.0.0.1; what was asked stays readable after it stopped."""

    def __init__(self, play: Play) -> None:
        self.asked: list[Asked] = []
        """All requests, in the order they came."""
        self._came: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._play = play
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        handler = type("Handler", (_Handler,), {"chat": self})
        self._http = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def answers(self) -> int:
        """How many requests were answered with words, to a client that still waited."""
        return self._answered.total()

    def answered_twice(self) -> list[str]:
        """Bodies, as JSON, that count more than once among the answers."""
        return [identity for identity, times in self._answered.items() if times > 1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()

    def take(self, body: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[Asked, Act]:
        """Write a request down and say what to do with it, once it's time."""
        with self._lock:
            identity = json.dumps(body, sort_keys=True)
            asked = Asked(body, headers, before=self._came[identity])
            self._came[identity] += 1
            self.asked.append(asked)
        act = self._play(asked)
        if isinstance(act, Say):
            self._stopping.wait(act.after_s)
        return asked, act

    def count(self, asked: Asked) -> None:
        """It is about to be answered with words."""
        with self._lock:
            self._answered[asked.identity] += 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """Several workers may connect at once."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    chat: ChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._send(HTTPStatus.NOT_FOUND, b"{}")
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._carry_out(*self.chat.take(body, headers))

    def _carry_out(self, asked: Asked, act: Act) -> None:
        match act:
            case Say() if self._is_alone():
                self.close_connection = True
            case Say():
                self.chat.count(asked)
                self._send(HTTPStatus.OK, _completion(act, asked.body["model"]))
            case Refuse():
                self._send(act.status, _error(act), act.retry_after)
            case Raw():
                self._send(HTTPStatus.OK, act.body)
            case Drop():
                self.close_connection = True

    def _is_alone(self) -> bool:
        """Whether the client is gone: it was killed, or waited no longer."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        try:
            return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
        except ConnectionError:
            return True

    def _send(self, status: int, body: bytes, retry_after: str | None = None) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if retry_after is not None:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True  # the client waited no longer

    def log_message(self, *_: object) -> None:
        """Keep tests quiet."""


def _completion(act: Say, model: str) -> bytes:
    message = {"role": "assistant", "content": act.text}
    answer = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": act.model or model,
        "choices": [{"index": 0, "message": message, "finish_reason": act.finish}],
    }
    return json.dumps(answer if act.usage is None else {**answer, "usage": act.usage}).encode()


def _error(act: Refuse) -> bytes:
    return json.dumps({"error": {"message": act.message, "code": act.code}}).encode()
