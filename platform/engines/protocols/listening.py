"""What hears speech: recognizers, and what tells language, quality, speaker and silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from engines.protocols.common import AudioClip, Engine, ItemFailure, Licence

Embedding = npt.NDArray[np.float32]
"""A speaker as a vector of length 1, shape (dimensions,)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListenerCapabilities:
    languages: frozenset[str]
    """ISO 639-3, those it tells apart or writes down; empty where language doesn't matter."""
    max_seconds: float
    licence: Licence


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RecognitionRequest:
    """The language is told, never guessed; ISO 639-3."""

    clip: AudioClip
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcript:
    text: str
    """Empty where nothing was heard."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageGuess:
    language: str
    """ISO 639-3 where it is one of ours, else the engine's own code."""
    probability: float
    """From 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionPrediction:
    mos: float
    """Predicted mean opinion score, 1 to 5."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeechSpan:
    """A stretch of speech within a clip, in seconds from its start."""

    start_s: float
    end_s: float


class Listener(Engine, Protocol):
    @property
    def capabilities(self) -> ListenerCapabilities: ...


class Recognizer(Listener, Protocol):
    def recognize(self, requests: Sequence[RecognitionRequest]) -> list[Transcript | ItemFailure]:
        """Write a batch down.

        Returns:
            One result per request, in order.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


class SpokenLanguageIdentifier(Listener, Protocol):
    def identify(self, clips: Sequence[AudioClip]) -> list[LanguageGuess | ItemFailure]:
        """The most probable language of each clip, in order.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


class TextLanguageIdentifier(Listener, Protocol):
    def identify(self, texts: Sequence[str]) -> list[LanguageGuess | ItemFailure]:
        """The most probable language of each text, in order.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


class QualityPredictor(Listener, Protocol):
    def predict(self, clips: Sequence[AudioClip]) -> list[OpinionPrediction | ItemFailure]:
        """How good people would find each clip, in order.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


class SpeakerEncoder(Listener, Protocol):
    def embed(self, clips: Sequence[AudioClip]) -> list[Embedding | ItemFailure]:
        """Who speaks in each clip, in order; the dot product of two is their cosine similarity.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...


class VoiceDetector(Listener, Protocol):
    def find_speech(self, clips: Sequence[AudioClip]) -> list[tuple[SpeechSpan, ...] | ItemFailure]:
        """Where somebody speaks in each clip, in order; an empty tuple is silence throughout.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...
