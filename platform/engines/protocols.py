"""What each kind of engine promises.

Every engine takes a batch and answers with one result per request, in the order of the requests.
One bad item never loses a batch: its result is an `ItemFailure`. An engine raises `EngineError`
only when it can do no work at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Mono audio, shape (samples,), from -1 to 1."""

Parameter = str | int | float | bool


class FailureCode(StrEnum):
    NOTHING_TO_SPEAK = "nothing_to_speak"
    NO_TRANSLATION = "no_translation"
    LANGUAGE_UNSUPPORTED = "language_unsupported"
    VOICE_UNKNOWN = "voice_unknown"
    TEXT_TOO_LONG = "text_too_long"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class ItemFailure:
    """Why one request of a batch has no result."""

    code: FailureCode
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Licence:
    """What may be done with an engine's output."""

    name: str
    """SPDX identifier where there is one."""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationRequest:
    """Languages are ISO 639-3; `key` names what is translated and stays the same over runs."""

    text: str
    source: str
    target: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationResult:
    text: str
    score: float | None = None
    """The engine's own confidence, 0 to 1, where it has one."""
    origin: Literal["machine", "human"] = "machine"
    licence: str | None = None
    """Where this text's licence is not the engine's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslatorCapabilities:
    sources: frozenset[str]
    targets: frozenset[str]
    licence: Licence


class Engine(Protocol):
    """What every engine tells of itself; it goes into the lineage of its outputs."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Settings that, besides request and version, decide the output."""
        ...


class Translator(Engine, Protocol):
    @property
    def capabilities(self) -> TranslatorCapabilities: ...

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        """Translate a batch.

        Returns:
            One result per request, in order; `NO_TRANSLATION` where the engine has none.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """One voice in one language; `name` is what a request asks for."""

    name: str
    perceived: Literal["female", "male"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SynthesisRequest:
    """Language is ISO 639-3; `seed` means nothing to an engine without chance."""

    text: str
    language: str
    voice: str
    seed: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SynthesisResult:
    samples: Samples
    sample_rate: int
    """Hz."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SynthesizerCapabilities:
    voices: Mapping[str, tuple[Voice, ...]]
    """By language, ISO 639-3; never empty for a language that is there."""
    sample_rate: int
    """Hz, of everything the engine returns."""
    max_characters: int
    licence: Licence

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.voices)


class Synthesizer(Engine, Protocol):
    @property
    def capabilities(self) -> SynthesizerCapabilities: ...

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        """Speak a batch.

        Returns:
            One result per request, in order: audible mono samples at `capabilities.sample_rate`,
            or why there are none.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...
