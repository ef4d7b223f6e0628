"""espeak-ng behind the Synthesizer Protocol."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np

from engines.espeak import kana, worker
from engines.espeak.process import EspeakProcess
from engines.protocols import (
    FailureCode,
    ItemFailure,
    Licence,
    Parameter,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
    Voice,
)
from engines.requests import refusal
from languages import LANGUAGES, Language

_VARIANTS = (
    Voice(name="f1", perceived="female"),
    Voice(name="f2", perceived="female"),
    Voice(name="f5", perceived="female"),
    Voice(name="m1", perceived="male"),
    Voice(name="m2", perceived="male"),
    Voice(name="m3", perceived="male"),
)

_VOLUME = 70
"""Of 100, where Vietnamese, Korean and others clip; this gives about -24 LUFS."""

_LICENCE = Licence(
    name="LicenseRef-unrestricted",
    note=(
        "espeak-ng is GPL-3.0-or-later; that covers the program, not the speech it makes. No claim "
        "is known on its output: what binds a recording is the licence of the text it speaks."
    ),
)

# How a text is written for espeak-ng, where that isn't how people write it.
_SPELLING: Mapping[str, Callable[[str], str]] = {"jpn": kana.to_kana}


class EspeakSynthesizer:
    """Speaks through one worker process; equal requests give equal samples, everywhere."""

    name = "espeak-ng"

    def __init__(
        self,
        *,
        languages: Mapping[str, Language] = LANGUAGES,
        words_per_minute: int = 165,
        timeout_s: float = 30.0,
    ) -> None:
        self._codes = {
            code: row.codes.espeak for code, row in languages.items() if row.codes.espeak
        }
        self._process = EspeakProcess(
            name=self.name,
            extra="embedded",
            words_per_minute=words_per_minute,
            volume=_VOLUME,
            timeout_s=timeout_s,
        )
        self._timeout_s = timeout_s
        self.parameters: Mapping[str, Parameter] = MappingProxyType(
            {
                "words_per_minute": words_per_minute,
                "volume": _VOLUME,
                "japanese_readings": kana.dictionary(),
            }
        )

    @property
    def version(self) -> str:
        return self._process.hello().version

    @cached_property
    def capabilities(self) -> SynthesizerCapabilities:
        hello = self._process.hello()
        found = [variant for variant in _VARIANTS if variant.name in hello.variants]
        return SynthesizerCapabilities(
            voices=MappingProxyType(
                {
                    language: tuple(
                        Voice(name=f"{code}+{variant.name}", perceived=variant.perceived)
                        for variant in found
                    )
                    for language, code in self._codes.items()
                }
            ),
            sample_rate=hello.sample_rate,
            max_characters=10_000,
            licence=_LICENCE,
            has_chance=False,
        )

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        return [
            refusal(request, self.name, self.capabilities) or self._speak(request)
            for request in requests
        ]

    def close(self) -> None:
        """End the worker process; the next use starts another."""
        self._process.close()

    def _speak(self, request: SynthesisRequest) -> SynthesisResult | ItemFailure:
        text = _without_controls(request.text)
        if spell := _SPELLING.get(request.language):
            text = spell(text)
        kind, payload = self._process.speak(request.voice, text)
        if kind != worker.SAMPLES:
            return self._failure(kind, payload, request)
        samples = np.frombuffer(payload, dtype=np.int16)
        if not samples.any():
            return ItemFailure(
                FailureCode.NOTHING_TO_SPEAK,
                f"Nothing to speak: {self.name} answers {request.text[:40]!r} with silence.",
            )
        return SynthesisResult(
            samples=samples.astype(np.float32) / np.float32(32_768),
            sample_rate=self.capabilities.sample_rate,
        )

    def _failure(self, kind: bytes, payload: bytes, request: SynthesisRequest) -> ItemFailure:
        if kind == worker.VOICE_UNKNOWN:
            return ItemFailure(
                FailureCode.VOICE_UNKNOWN,
                f"The installed {self.name} has no voice {request.voice!r}.",
            )
        if kind == worker.TIMED_OUT:
            return ItemFailure(
                FailureCode.TIMED_OUT,
                f"{self.name} did not finish {len(request.text)} characters in "
                f"{self._timeout_s:g} s. Split the text.",
            )
        return ItemFailure(
            FailureCode.CRASHED,
            f"{self.name} crashed on {request.text[:40]!r} (status {payload.decode()}).",
        )


def _without_controls(text: str) -> str:
    """Put a space for each character that ends a C string or can't be encoded."""
    return "".join(
        " " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text
    )
