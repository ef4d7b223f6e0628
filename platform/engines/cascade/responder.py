"""Whisper, then Aya Expanse: the paper's strong baseline, for all three tasks."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from engines import registry
from engines.aya import AyaExpanse
from engines.cascade.instructions import conversation, reply
from engines.cascade.transcribing import Hearing, transcribe
from engines.protocols import (
    ChatModel,
    ItemFailure,
    ListenerCapabilities,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
    Task,
)
from engines.whisper import WhisperRecognizer

_MOST_SECONDS = 300.0
_LONGEST_VERSION = 60
"""What lineages have room for."""


class Cascade:
    """Answers what it wrote down; a request's prompt stands before that.

    A transcription is Whisper's. So is a translation into English; one into another language is
    asked of the chat model, in words of ours. Where nothing was heard, nothing is answered.
    """

    name = "cascade"

    def __init__(self, hearing: Hearing | None = None, chat: ChatModel | None = None) -> None:
        self._hearing = hearing or WhisperRecognizer()
        self._chat = chat or AyaExpanse()

    @property
    def version(self) -> str:
        whole = f"{self._hearing.version}+{self._chat.version}"
        if len(whole) <= _LONGEST_VERSION:
            return whole
        return f"{self._hearing.name}+{self._chat.name}@{sha256(whole.encode()).hexdigest()[:12]}"

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return {
            "recognizer": self._hearing.version,
            "chat model": self._chat.version,
            "instructions": 1,
        }

    @property
    def capabilities(self) -> ListenerCapabilities:
        return ListenerCapabilities(
            languages=self._hearing.capabilities.languages,
            max_seconds=_MOST_SECONDS,
            licence=self._chat.capabilities.licence,
        )

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        heard = transcribe(requests, self._hearing, name=self.name, most_s=_MOST_SECONDS)
        asked = [
            (request, text)
            for request, text in zip(requests, heard, strict=True)
            if isinstance(text, str) and _needs_chat(request, text)
        ]
        conversations = [conversation(request, text) for request, text in asked]
        completions = iter(self._chat.complete(conversations, sampling))
        return [
            reply(next(completions), heard=text)
            if isinstance(text, str) and _needs_chat(request, text)
            else _heard_alone(text)
            for request, text in zip(requests, heard, strict=True)
        ]


class CascadeWith(Cascade):
    """`cascade:NAME`: Whisper, then any chat model by its name; `cascade:endpoint:aya`, say."""

    def __init__(self, chat: str) -> None:
        """Raises EngineUnknownError where there is no such chat model."""
        super().__init__(chat=registry.chat_model(chat))
        self.name = f"cascade:{chat}"


def _needs_chat(request: ResponseRequest, text: str) -> bool:
    match request.task:
        case Task.ANSWER:
            return bool(text)
        case Task.TRANSCRIBE:
            return False
        case Task.TRANSLATE:
            return bool(text) and request.target not in ("eng", request.language)


def _heard_alone(text: str | ItemFailure) -> Reply | ItemFailure:
    """Of a question that was not heard there is no answer either."""
    return text if isinstance(text, ItemFailure) else Reply(text=text, heard=text)
