"""What tests of neural synthesizers share. Imports no torch."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from engines import residency, settings
from engines.protocols import (
    AudioClip,
    FailureCode,
    ItemFailure,
    Samples,
    SynthesisResult,
)
from engines.settings import EngineSettings
from languages import LANGUAGES, Language

LONG = "Who wrote the old book about the sea, and when? " * 104
"""5,000 characters."""


@contextmanager
def checkpoints(folders: Mapping[str, Path | str]) -> Iterator[None]:
    """Engines find their models in these folders, on the CPU."""
    before = settings.current()
    told = {name: str(folder) for name, folder in folders.items()}
    settings.configure(EngineSettings(checkpoints=told, device="cpu"))
    try:
        yield
    finally:
        settings.configure(before)
        residency.evict()


def only(*codes: str) -> Mapping[str, Language]:
    return {code: LANGUAGES[code] for code in codes}


def voice_clip(seconds: float = 3.0, seed: int = 0, rate: int = 22_050) -> AudioClip:
    """Something that sounds."""
    count = int(seconds * rate)
    noise = 0.1 * np.random.default_rng(seed).standard_normal(count)
    return AudioClip(samples=noise.astype(np.float32), sample_rate=rate)


def spoken(results: Sequence[SynthesisResult | ItemFailure]) -> list[Samples]:
    """Samples of results that all must be speech."""
    found = [result.samples for result in results if isinstance(result, SynthesisResult)]
    assert len(found) == len(results), results
    return found


def codes(results: Sequence[SynthesisResult | ItemFailure]) -> list[FailureCode | None]:
    return [result.code if isinstance(result, ItemFailure) else None for result in results]
