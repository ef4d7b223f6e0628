"""Two made-up languages that say other words with the same sounds. Knows no torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np
import numpy.typing as npt

from engines.hearing import RATE
from engines.protocols import Samples, Task
from training.examples import Example

LANGUAGES = ("qaa", "qab")
"""ISO 639-3 keeps these for local use."""
WORDS = ("mo", "ta", "ki", "lu", "se", "bo", "ni", "fa")
LENGTH = 3
"""Words of a sentence."""
WORD_S = 0.34
"""Seconds: a window of the Q-Former, 17 states of 20 ms."""
_LOWEST, _HIGHEST = 400.0, 4_000.0
_HUMS = (120.0, 200.0)
"""Hz, by language: what tells them apart."""


class Cue(StrEnum):
    """Where a clip tells its language."""

    THROUGHOUT = "throughout"
    """A hum below every sound, as an accent would be."""
    START = "start"
    """A hum before the first sound: no window tells it but the first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    conflict: bool
    """The second language means the next word by each sound; else both mean the same."""
    cue: Cue

    def sound_of(self, word: str, language: str) -> int:
        shift = int(self.conflict and language == LANGUAGES[1])
        return (WORDS.index(word) - shift) % len(WORDS)

    def clip(self, said: Sequence[str], language: str) -> Samples:
        """Plain tones, 16 kHz."""
        hum = _HUMS[LANGUAGES.index(language)]
        sounds = [_tone(_pitch(self.sound_of(word, language)), 0.3) for word in said]
        if self.cue is Cue.START:
            return np.concatenate([_tone(hum, 0.3), *sounds])
        return np.concatenate([one + _tone(hum, 0.1) for one in sounds])

    def example(self, said: Sequence[str], language: str) -> Example:
        text = " ".join(said)
        return Example(
            key=f"{language} {text}",
            samples=self.clip(said, language),
            answer=text,
            transcript=text,
            language=language,
            target=language,
            source="two_languages",
            task=Task.TRANSCRIBE,
        )


def sentences() -> Iterator[tuple[str, ...]]:
    """All there are."""
    return product(WORDS, repeat=LENGTH)


def _pitch(sound: int) -> float:
    return float(_LOWEST * (_HIGHEST / _LOWEST) ** (sound / (len(WORDS) - 1)))


def _tone(hertz: float, loudness: float) -> npt.NDArray[np.float32]:
    time = np.arange(round(WORD_S * RATE)) / RATE
    return (loudness * np.sin(2 * np.pi * hertz * time)).astype(np.float32)
