"""Chat models and responders that a server runs."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from engines.endpoint.answer import Answer
from engines.endpoint.choosing import held, held_fields
from engines.endpoint.connection import Connection, Patience, Payload, host_of
from engines.endpoint.speech import to_base64_wav
from engines.errors import EngineUnknownError
from engines.hearing.clips import Limits, check
from engines.protocols import (
    ChatCapabilities,
    Completion,
    FailureCode,
    ItemFailure,
    Licence,
    ListenerCapabilities,
    Message,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
)
from engines.settings import Endpoint, current

_PATIENCE = Patience()
_MAX_TOKENS = 8_192
"""Servers don't say in their protocol how much they take; those of today all take this much."""
_LIMITS = Limits(least_s=0.1, most_s=300.0)
"""As WAV and base64 the longest has 13 MB, which servers take."""

_connection = lru_cache(maxsize=32)(Connection)


class _EndpointEngine:
    """Reads its endpoint from the settings at each call, and holds nothing itself.

    The version is the model's name as it stands in the settings, since it must be known before a
    server is asked; each answer also says what the server calls the model that gave it.
    """

    too_long: FailureCode

    def __init__(self, endpoint: str, patience: Patience = _PATIENCE) -> None:
        """Take the endpoint's name in the settings.

        Raises:
            EngineUnknownError: the settings name no such endpoint.
        """
        known = current().endpoints
        if endpoint not in known:
            raise EngineUnknownError("endpoint", endpoint, known)
        self.name = f"endpoint:{endpoint}"
        self._endpoint_name = endpoint
        self._patience = patience

    @property
    def version(self) -> str:
        return self._endpoint.model

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        manner = self._endpoint.choices
        told = {"choices": manner} if manner else {}
        return {"host": host_of(self._endpoint.url), "model": self._endpoint.model, **told}

    @property
    def _endpoint(self) -> Endpoint:
        return current().endpoints[self._endpoint_name]

    def _ask(self, payloads: Sequence[Payload], sampling: Sampling) -> list[Answer | ItemFailure]:
        connection = _connection(self.name, self._endpoint, self._patience, too_long=self.too_long)
        return [held(answer, sampling, name=self.name) for answer in connection.ask_all(payloads)]

    def _payload(self, messages: list[dict[str, Any]], sampling: Sampling) -> Payload:
        """Greedy requests name no top_p and no seed: they change nothing, and some servers balk."""
        drawing = {"top_p": sampling.top_p, "seed": sampling.seed} if sampling.temperature else {}
        return {
            "model": self._endpoint.model,
            "messages": messages,
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            **drawing,
            **held_fields(self._endpoint.choices, sampling, name=self.name),
        }


class EndpointChatModel(_EndpointEngine):
    """Continues conversations on a server."""

    too_long = FailureCode.TEXT_TOO_LONG

    @property
    def capabilities(self) -> ChatCapabilities:
        licence = Licence(name=self._endpoint.licence)
        return ChatCapabilities(max_tokens=_MAX_TOKENS, licence=licence)

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        payloads = [self._payload(_told(messages), sampling) for messages in conversations]
        return [_completion(answer) for answer in self._ask(payloads, sampling)]


class EndpointResponder(_EndpointEngine):
    """Hears clips on a server, and answers."""

    too_long = FailureCode.AUDIO_TOO_LONG

    @property
    def capabilities(self) -> ListenerCapabilities:
        return ListenerCapabilities(
            languages=frozenset(self._endpoint.languages),
            max_seconds=_LIMITS.most_s,
            licence=Licence(name=self._endpoint.licence),
        )

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        refused = [check(request.clip, _LIMITS, self.name) for request in requests]
        answers = iter(
            self._ask(
                [
                    self._payload([_spoken(request)], sampling)
                    for request, problem in zip(requests, refused, strict=True)
                    if problem is None
                ],
                sampling,
            )
        )
        return [_reply(next(answers) if problem is None else problem) for problem in refused]


def _told(messages: Sequence[Message]) -> list[dict[str, Any]]:
    return [{"role": message.role, "content": message.content} for message in messages]


def _spoken(request: ResponseRequest) -> dict[str, Any]:
    sound = {"data": to_base64_wav(request.clip), "format": "wav"}
    parts: list[dict[str, Any]] = [{"type": "input_audio", "input_audio": sound}]
    if request.prompt:
        parts.append({"type": "text", "text": request.prompt})
    return {"role": "user", "content": parts}


def _completion(answer: Answer | ItemFailure) -> Completion | ItemFailure:
    if isinstance(answer, ItemFailure):
        return answer
    return Completion(
        text=answer.text,
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
        cut=answer.cut,
        model=answer.model,
    )


def _reply(answer: Answer | ItemFailure) -> Reply | ItemFailure:
    if isinstance(answer, ItemFailure):
        return answer
    return Reply(
        text=answer.text,
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
        model=answer.model,
    )
