"""Synthesizers with chance, whose first attempts at a text can be told to be bad."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from engines import registry
from engines.protocols import (
    ItemFailure,
    Licence,
    Parameter,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
    Voice,
)
from engines.registry import Entry

_RATE = 16_000
_SECONDS_PER_CHARACTER = 0.07


class Chancy:
    """Speaks "Silent 90 70?" as 90% silence first, then as 70%, then well."""

    name = "chancy"
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = SynthesizerCapabilities(
        voices=dict.fromkeys(
            ("eng", "ara"),
            (Voice(name="low", perceived="male"), Voice(name="high", perceived="female")),
        ),
        sample_rate=_RATE,
        max_characters=500,
        licence=Licence(name="CC-BY-4.0"),
    )
    asked: list[SynthesisRequest]

    def __init__(self) -> None:
        self.asked = []

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        return [self._speak(request) for request in requests]

    def _speak(self, request: SynthesisRequest) -> SynthesisResult:
        before = sum(one.text == request.text for one in self.asked)
        self.asked.append(request)
        told = request.text if request.text.startswith("Silent") else ""
        shares = [int(share) / 100 for share in re.findall(r"[0-9]+", told)]
        silent = shares[before] if before < len(shares) else 0.0
        spoken = int(_RATE * (0.5 + _SECONDS_PER_CHARACTER * len(request.text)))
        hertz = 120 + (request.seed or 0) % 100
        samples = np.zeros(int(spoken / (1 - silent)), dtype=np.float32)
        sound = 0.1 * np.sin(2 * np.pi * hertz * np.arange(spoken) / _RATE)
        half = spoken // 2  # silence in the middle fails one check alone
        samples[:half], samples[half - spoken :] = sound[:half], sound[half:]
        return SynthesisResult(samples=samples, sample_rate=_RATE)


class Cloner(Chancy):
    """The same with the voices of a library."""

    name = "cloner"
    capabilities = SynthesizerCapabilities(
        voices=dict.fromkeys(("eng", "ara"), ()),
        sample_rate=_RATE,
        max_characters=500,
        licence=Licence(name="CC-BY-4.0"),
        clones=True,
    )


def install(monkeypatch: pytest.MonkeyPatch, speaker: type[Chancy], *, gpu: bool = False) -> Chancy:
    """Puts a new one of these among the studio's engines, and returns it."""
    row = Entry(
        f"{speaker.__module__}.{speaker.__qualname__}", gpu=gpu, clones=speaker.capabilities.clones
    )
    monkeypatch.setitem(registry.ENGINES, ("synthesizer", speaker.name), row)
    made = registry.synthesizer(speaker.name)
    assert isinstance(made, speaker)
    made.asked.clear()
    return made
