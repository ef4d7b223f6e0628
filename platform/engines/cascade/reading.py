"""A chat model that reads what is said: what a system could do that heard perfectly."""

from collections.abc import Mapping, Sequence

from engines import registry
from engines.cascade.instructions import conversation, reply
from engines.protocols import (
    FailureCode,
    ItemFailure,
    ListenerCapabilities,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
    Task,
)
from languages import LANGUAGES

_MOST_SECONDS = 86_400.0
"""It hears none of them."""


class Reader:
    """`transcript:NAME`: any chat model by its name, which never hears a clip.

    Source: SpeechVerse, section 4.1, whose baseline takes ground truth instead of a recognizer.
    """

    def __init__(self, chat: str) -> None:
        """Raises EngineUnknownError where there is no such chat model."""
        self._chat = registry.chat_model(chat)
        self.name = f"transcript:{chat}"

    @property
    def version(self) -> str:
        return self._chat.version

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return {"chat model": self._chat.version, "instructions": 1}

    @property
    def capabilities(self) -> ListenerCapabilities:
        return ListenerCapabilities(
            languages=frozenset(LANGUAGES),
            max_seconds=_MOST_SECONDS,
            licence=self._chat.capabilities.licence,
        )

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        problems = [_problem(request) for request in requests]
        conversations = [
            conversation(request, request.transcript)
            for request, problem in zip(requests, problems, strict=True)
            if problem is None
        ]
        completions = iter(self._chat.complete(conversations, sampling))
        return [problem or reply(next(completions), heard=None) for problem in problems]


def _problem(request: ResponseRequest) -> ItemFailure | None:
    if request.task == Task.TRANSCRIBE:
        message = "It reads the transcript, so it has nothing to transcribe; ask one that hears."
        return ItemFailure(FailureCode.NO_TRANSCRIPT, message)
    if not request.transcript:
        message = "The benchmark doesn't know what is said in the clip; ask a system that hears."
        return ItemFailure(FailureCode.NO_TRANSCRIPT, message)
    return None
