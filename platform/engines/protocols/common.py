"""What all kinds of engines share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

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
    AUDIO_TOO_LONG = "audio_too_long"
    AUDIO_INVALID = "audio_invalid"
    VOICE_UNUSABLE = "voice_unusable"
    SENTENCES_LOST = "sentences_lost"
    NO_TRANSCRIPT = "no_transcript"
    OUTPUT_INVALID = "output_invalid"
    OUT_OF_MEMORY = "out_of_memory"
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


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class AudioClip:
    """Speech to be heard by an engine."""

    samples: Samples
    sample_rate: int
    """Hz."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


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
