"""What answers: speech models that hear a question, and language models that read a conversation.

Both draw their words by the same `Sampling`, which stands in the lineage of what they say.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal, Protocol

from engines.protocols.common import AudioClip, Engine, ItemFailure, Licence, Parameter
from engines.protocols.listening import ListenerCapabilities


@dataclass(frozen=True, kw_only=True, slots=True)
class Sampling:
    """How words are drawn."""

    temperature: float = 0.0
    """0 is greedy: always the likeliest word."""
    top_p: float = 1.0
    """Words are drawn among the likeliest that have this share of probability; from 0 to 1."""
    max_tokens: int = 512
    seed: int = 0
    """For temperatures above 0; an endpoint may not keep it."""
    choices: tuple[str, ...] = ()
    """Labels, one of which is to be written and nothing else; empty: any words.

    Who writes here keeps to them, however long they are. A server is told them in the words that
    its settings name, and without such words nothing is asked of it.
    """

    slots: tuple[str, ...] = ()
    """Labels of ``label = value; label = value``, or ``none``: nothing else is to be written.

    Values are free. They hold as choices do, up to `max_tokens`, where a reply may be cut; both
    together make no sense.
    """

    def __post_init__(self) -> None:
        """Takes lists, too, as JSON keeps them."""
        object.__setattr__(self, "choices", tuple(self.choices))
        object.__setattr__(self, "slots", tuple(self.slots))
        if self.choices and self.slots:
            raise ValueError("a reply is held to choices or to slots, not to both")

    def lineage(self) -> dict[str, Parameter | list[str]]:
        """What decides the words, for JSON; choices and slots only where there are any."""
        told = asdict(self)
        held = {name: list(told.pop(name)) for name in ("choices", "slots")}
        return {**told, **{name: labels for name, labels in held.items() if labels}}


GREEDY = Sampling()


class Task(StrEnum):
    """What a responder is asked for."""

    ANSWER = "answer"
    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ResponseRequest:
    """A clip, and what to do with it. Languages are ISO 639-3."""

    clip: AudioClip
    language: str
    """Spoken in the clip."""
    target: str
    """The answer's language: the clip's own, except where it is to be translated."""
    task: Task = Task.ANSWER
    prompt: str = ""
    """Text beside the audio; empty where the question is heard alone (the paper's section 4)."""
    transcript: str = ""
    """What is said in the clip, where a benchmark knows: for systems that read instead of hearing,
    and for nobody else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    text: str
    """Empty where the model says nothing."""
    heard: str | None = None
    """What a cascade's recognizer wrote down; None for a model that hears by itself."""
    input_tokens: int = 0
    output_tokens: int = 0
    """Tokens as the engine counts them; 0 where it doesn't tell."""
    model: str = ""
    """What a server says has answered, where the name asked for stands for many; else empty."""


class Responder(Engine, Protocol):
    """A system under test."""

    @property
    def capabilities(self) -> ListenerCapabilities:
        """Languages are those it says it supports; it answers others too, as well as it can."""
        ...

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        """Hear a batch of clips and answer.

        Returns:
            One result per request, in order. A clip's answer does not depend on its neighbours.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatCapabilities:
    max_tokens: int
    """Of conversation and completion together."""
    licence: Licence


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    """Tokens as the engine counts them; 0 where it doesn't tell."""
    cut: bool = False
    """It ended because ``max_tokens`` was reached."""
    model: str = ""
    """What a server says has answered, where the name asked for stands for many; else empty."""


class ChatModel(Engine, Protocol):
    """A language model that continues conversations: judges, and the second half of a cascade."""

    @property
    def capabilities(self) -> ChatCapabilities: ...

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        """Continue a batch of conversations.

        Returns:
            One result per conversation, in order.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...
