"""Engines that ask a `ChatServer`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from engines import settings
from engines.endpoint import EndpointChatModel, EndpointResponder, Patience
from engines.protocols import Completion, ItemFailure, Message
from engines.settings import Endpoint, EngineSettings
from tests.endpoints.server import ChatServer, Play

KEY = "sk-very-secret"
PATIENCE = Patience(tries=3, first_wait_s=0.01, longest_wait_s=2.0, timeout_s=30.0)
HASTY = Patience(tries=4, first_wait_s=0.01, longest_wait_s=2.0, timeout_s=0.3)
"""For servers that never answer; one that does, but slowly since the machine is busy, has four."""


@contextmanager
def endpoints(**named: Endpoint) -> Iterator[None]:
    """The settings of this process name these endpoints, and nothing else."""
    before = settings.current()
    settings.configure(EngineSettings(endpoints=named))
    try:
        yield
    finally:
        settings.configure(before)


@contextmanager
def chat_server(
    play: Play, *, patience: Patience = PATIENCE, **fields: Any
) -> Iterator[tuple[ChatServer, EndpointChatModel]]:
    """A server, and the chat model `endpoint:local` that asks it."""
    with ChatServer(play) as server:
        endpoint = Endpoint(url=server.url, model="small", **{"key": KEY, **fields})
        with endpoints(local=endpoint):
            yield server, EndpointChatModel("local", patience)


@contextmanager
def hearing_server(
    play: Play, *, patience: Patience = PATIENCE, **fields: Any
) -> Iterator[tuple[ChatServer, EndpointResponder]]:
    """A server, and the responder `endpoint:local` that asks it."""
    with ChatServer(play) as server:
        endpoint = Endpoint(url=server.url, model="small", hears=True, **{"key": KEY, **fields})
        with endpoints(local=endpoint):
            yield server, EndpointResponder("local", patience)


def conversation(text: str) -> tuple[Message, ...]:
    return (Message(role="user", content=text),)


def said(results: list[Completion | ItemFailure]) -> list[str]:
    """The texts of results that all must be completions."""
    texts = [result.text for result in results if isinstance(result, Completion)]
    assert len(texts) == len(results), results
    return texts
