"""Whisper, then Aya Expanse: the paper's strong baseline, for all three tasks."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from engines.aya import AyaExpanse
from engines.cascade.instructions import ask_for_answer, ask_for_translation
from engines.cascade.transcribing import Hearing, transcribe
from engines.protocols import (
    ChatModel,
    Completion,
    ItemFailure,
    ListenerCapabilities,
    Message,
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
        conversations = [_conversation(request, text) for request, text in asked]
        completions = iter(self._chat.complete(conversations, sampling))
        return [
            _reply(text, next(completions))
            if isinstance(text, str) and _needs_chat(request, text)
            else _heard_alone(text)
            for request, text in zip(requests, heard, strict=True)
        ]


def _needs_chat(request: ResponseRequest, text: str) -> bool:
    match request.task:
        case Task.ANSWER:
            return bool(text)
        case Task.TRANSCRIBE:
            return False
        case Task.TRANSLATE:
            return bool(text) and request.target not in ("eng", request.language)


def _conversation(request: ResponseRequest, text: str) -> tuple[Message, ...]:
    if request.task == Task.TRANSLATE:
        return ask_for_translation(text, request.language, request.target)
    return ask_for_answer(text, request.prompt)


def _reply(text: str, completion: Completion | ItemFailure) -> Reply | ItemFailure:
    if isinstance(completion, ItemFailure):
        return completion
    return Reply(
        text=completion.text,
        heard=text,
        input_tokens=completion.input_tokens,
        output_tokens=completion.output_tokens,
    )


def _heard_alone(text: str | ItemFailure) -> Reply | ItemFailure:
    """Of a question that was not heard there is no answer either."""
    return text if isinstance(text, ItemFailure) else Reply(text=text, heard=text)
