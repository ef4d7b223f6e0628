"""Small engines for tests: quick, and the same answer to the same request everywhere.

They have no row in the registry, so nobody gets one without asking for it by its class.
"""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from engines.hearing.clips import Limits, check
from engines.protocols import (
    ChatCapabilities,
    Completion,
    FailureCode,
    ItemFailure,
    Licence,
    ListenerCapabilities,
    Message,
    Parameter,
    Reply,
    ResponseRequest,
    Sampling,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
    Voice,
)
from engines.requests import refusal
from languages import LANGUAGES

_LICENCE = Licence(name="CC0-1.0")
_RATE = 16_000
_SECONDS_PER_CHARACTER = 0.06
_HEARS = Limits(least_s=0, most_s=30.0)


class TaggingTranslator:
    """Answers with the text behind the code of the target language."""

    name = "fake-translator"
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = TranslatorCapabilities(
        sources=frozenset(LANGUAGES), targets=frozenset(LANGUAGES), licence=_LICENCE
    )

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        return [self._translate(request) for request in requests]

    def _translate(self, request: TranslationRequest) -> TranslationResult | ItemFailure:
        for code in (request.source, request.target):
            if code not in LANGUAGES:
                return ItemFailure(
                    FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} has no language {code!r}."
                )
        if not request.text.strip():
            return ItemFailure(FailureCode.NO_TRANSLATION, "There is no text to translate.")
        return TranslationResult(text=f"[{request.target}] {request.text}", score=1.0)


class ToneSynthesizer:
    """Answers with a tone whose length follows the text and whose pitch follows the request."""

    name = "fake-synthesizer"
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = SynthesizerCapabilities(
        voices=dict.fromkeys(
            LANGUAGES,
            (Voice(name="low", perceived="male"), Voice(name="high", perceived="female")),
        ),
        sample_rate=_RATE,
        max_characters=5_000,
        licence=_LICENCE,
        has_chance=False,
    )

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        return [
            refusal(request, self.name, self.capabilities) or self._tone(request)
            for request in requests
        ]

    def _tone(self, request: SynthesisRequest) -> SynthesisResult:
        identity = f"{request.language}\n{request.voice}\n{request.text}"
        hertz = 120 + hashlib.sha256(identity.encode()).digest()[0]
        count = int(_RATE * (0.5 + _SECONDS_PER_CHARACTER * len(request.text)))
        seconds = np.arange(count) / _RATE
        samples = (0.1 * np.sin(2 * np.pi * hertz * seconds)).astype(np.float32)
        return SynthesisResult(samples=samples, sample_rate=_RATE)


class EchoResponder:
    """Answers with how long the clip is and what it was asked."""

    name = "fake-responder"
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = ListenerCapabilities(
        languages=frozenset(LANGUAGES), max_seconds=_HEARS.most_s, licence=_LICENCE
    )

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        return [self._respond(request, sampling) for request in requests]

    def _respond(self, request: ResponseRequest, sampling: Sampling) -> Reply | ItemFailure:
        if request.target not in LANGUAGES:
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} does not know {request.target!r}."
            )
        if failure := check(request.clip, _HEARS, self.name):
            return failure
        if sampling.choices:
            return Reply(text=sampling.choices[len(request.clip.samples) % len(sampling.choices)])
        if sampling.slots:
            return Reply(text=f"{sampling.slots[0]} = {request.clip.seconds:.2f} s")
        return Reply(
            text=f"[{request.target}] {request.clip.seconds:.2f} s {request.prompt}".strip()
        )


class LastWordsChat:
    """Answers with the last message."""

    name = "fake-chat"
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = ChatCapabilities(max_tokens=8_192, licence=_LICENCE)

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        return [
            Completion(text=_first_of(sampling.choices, conversation[-1].content))
            for conversation in conversations
        ]


def _first_of(choices: Sequence[str], text: str) -> str:
    """The first label that stands in a text, or else the first."""
    return next((one for one in choices if one in text), choices[0]) if choices else text
