"""Clips as models want them: checked, and at the one rate that all of them hear."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from engines.protocols import AudioClip, FailureCode, ItemFailure, Samples

RATE = 16_000
"""Hz, of everything that a model hears."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How long a clip may be, in seconds."""

    least_s: float
    most_s: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Heard:
    """A clip made ready; `language` is the engine's own code, where it matters."""

    samples: Samples
    """Shape (samples,), at `RATE`."""
    language: str = ""

    @property
    def size(self) -> int:
        return len(self.samples)


def prepare(
    clip: AudioClip, limits: Limits, *, name: str, language: str = ""
) -> Heard | ItemFailure:
    """Resample a clip, or say why an engine can't hear it. Nothing is ever cut off.

    Args:
        clip: mono audio of any rate.
        limits: of the engine.
        name: of the engine, for the message.
        language: the engine's own code, passed on.
    """
    problem = check(clip, limits, name)
    if problem is not None:
        return problem
    return Heard(samples=_at_rate(clip), language=language)


def check(clip: AudioClip, limits: Limits, name: str) -> ItemFailure | None:
    """Why an engine of this name can't hear a clip, or None."""
    samples = clip.samples
    if samples.ndim != 1 or clip.sample_rate <= 0:
        return _invalid(f"Audio has shape {samples.shape} at {clip.sample_rate} Hz; give mono.")
    if not np.isfinite(samples).all():
        return _invalid("Some samples are not finite. Record or synthesize the clip again.")
    if clip.seconds < limits.least_s:
        return _invalid(f"The clip has {clip.seconds:.2f} s; {name} needs {limits.least_s:g} s.")
    if clip.seconds > limits.most_s:
        return ItemFailure(
            FailureCode.AUDIO_TOO_LONG,
            f"The clip has {clip.seconds:.1f} s; {name} hears at most {limits.most_s:g} s. Cut it.",
        )
    return None


def _invalid(message: str) -> ItemFailure:
    return ItemFailure(FailureCode.AUDIO_INVALID, message)


def _at_rate(clip: AudioClip) -> Samples:
    samples = np.ascontiguousarray(clip.samples, dtype=np.float32)
    if clip.sample_rate == RATE:
        return samples
    import soxr

    resampled: Samples = soxr.resample(samples, clip.sample_rate, RATE)
    return resampled


def answer_heard(
    given: Sequence[Heard | ItemFailure],
    run: Callable[[list[Heard]], Sequence[Answer | ItemFailure]],
) -> list[Answer | ItemFailure]:
    """Run what can be heard, and keep the failures of the others, all in their places."""
    heard = [one for one in given if isinstance(one, Heard)]
    answers = iter(run(heard) if heard else ())
    return [one if isinstance(one, ItemFailure) else next(answers) for one in given]
