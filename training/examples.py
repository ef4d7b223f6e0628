"""What a speech language model learns from: a clip, and what it should say."""

from dataclasses import dataclass

from engines.hearing.clips import RATE
from engines.protocols import Samples, Task

_FRAME = RATE // 100
"""Samples: 10 ms."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Example:
    key: str
    """Names it in messages and logs: item and language, or file and line."""
    samples: Samples
    """(samples,) float32, mono, 16 kHz."""
    answer: str
    """What the model should say; the loss is counted on its tokens alone."""
    instruction: str = ""
    """Text beside the audio; empty where the question is heard alone."""
    transcript: str = ""
    """What is said in the clip, where its source knows; never what is answered."""
    language: str
    """Spoken in the clip; ISO 639-3."""
    target: str
    """Language of the answer; ISO 639-3."""
    source: str
    """Of the mixture."""
    task: Task = Task.ANSWER

    @property
    def frames(self) -> int:
        """Of 10 ms each; the last one may be begun only."""
        return -(-len(self.samples) // _FRAME)
