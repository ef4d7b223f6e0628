"""From requests to parts that a model can speak, and back."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engines.audio import SILENCE_DBFS
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Samples,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
)
from engines.requests import is_speakable, refusal
from engines.speakable import spoken_text
from engines.speaking.cutting import cut_text

PAUSE_S = 0.25
"""Silence between two parts of one text."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a model speaks at once."""

    request: SynthesisRequest
    text: str
    """Written as it is spoken: no digits where the language's words are known, no emoji."""
    seed: int
    """Its own; the same in every run and in any batch. No seed in a request is seed 0."""


Speak = Callable[[list[Part]], Sequence[Samples | ItemFailure]]


def speak_in_parts(
    requests: Sequence[SynthesisRequest],
    *,
    name: str,
    capabilities: SynthesizerCapabilities,
    limit: Callable[[str], int],
    speak: Speak,
) -> list[SynthesisResult | ItemFailure]:
    """Speak texts of any length with a model that takes short ones.

    Args:
        requests: in any order; one that must be refused costs the others nothing.
        name: of the engine.
        capabilities: of the engine.
        limit: characters of a part, by language (ISO 639-3).
        speak: answers parts with mono samples, shape (samples,), at the engine's rate, in order.

    Returns:
        One result per request, in order; a text with one part that failed has failed.
    """
    plans = [_plan(request, name, capabilities, limit) for request in requests]
    parts = [part for plan in plans if not isinstance(plan, ItemFailure) for part in plan]
    answers = iter(speak(parts) if parts else ())
    results: list[SynthesisResult | ItemFailure] = []
    for plan in plans:
        if isinstance(plan, ItemFailure):
            results.append(plan)
        else:
            spoken = [_checked(next(answers), part, name) for part in plan]
            results.append(_join(spoken, capabilities.sample_rate))
    return results


def _plan(
    request: SynthesisRequest,
    name: str,
    capabilities: SynthesizerCapabilities,
    limit: Callable[[str], int],
) -> list[Part] | ItemFailure:
    refused = refusal(request, name, capabilities)
    if refused is not None:
        return refused
    text = spoken_text(request.text, request.language)
    texts = cut_text(text, request.language, limit(request.language))
    return [
        Part(request, part, _seed(request, number))
        for number, part in enumerate(part for part in texts if is_speakable(part))
    ]


def _seed(request: SynthesisRequest, number: int) -> int:
    digest = hashlib.blake2b(f"{request.seed or 0}|{number}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big")


def _checked(samples: Samples | ItemFailure, part: Part, name: str) -> Samples | ItemFailure:
    """What came out, within -1 to 1, or why it can't be used."""
    if isinstance(samples, ItemFailure):
        return samples
    if not samples.size:
        return _invalid(part, name, "no samples")
    if not np.isfinite(samples).all():
        return _invalid(part, name, "samples that are no numbers")
    if np.abs(samples).max() < 10 ** (SILENCE_DBFS / 20):
        return _invalid(part, name, "silence")
    return np.clip(samples, -1.0, 1.0).astype(np.float32)


def _invalid(part: Part, name: str, what: str) -> ItemFailure:
    return ItemFailure(
        FailureCode.OUTPUT_INVALID,
        f"{name} answers {part.text[:40]!r} with {what}. Try another seed.",
    )


def _join(parts: list[Samples | ItemFailure], rate: int) -> SynthesisResult | ItemFailure:
    pause = np.zeros(round(PAUSE_S * rate), np.float32)
    pieces: list[Samples] = []
    for part in parts:
        if isinstance(part, ItemFailure):
            return part
        pieces += [pause, part] if pieces else [part]
    return SynthesisResult(samples=np.concatenate(pieces), sample_rate=rate)
