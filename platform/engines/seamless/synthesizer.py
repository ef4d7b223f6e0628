"""SeamlessM4T v2 as a synthesizer: it speaks the text it is given. No torch in here."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from engines import settings
from engines.batching import Budget, run_in_batches
from engines.checkpoints import identity, weight_bytes
from engines.loading import is_out_of_memory, reading
from engines.protocols import (
    ItemFailure,
    Licence,
    Parameter,
    Samples,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
    Voice,
)
from engines.residency import free_memory, resident
from engines.speakable import VERSION as SPEAKABLE
from engines.speaking import Part, speak_in_parts
from languages import LANGUAGES, Language

if TYPE_CHECKING:
    from engines.seamless.speech import SeamlessSpeech

_RATE = 16_000
_LIMIT = 250
"""Characters of a part: long texts are where it loses sentences."""
_PADDED_CHARACTERS = 8_000
_SPEAKERS = 8
"""Of the vocoder's 200; which of them sound best is nowhere said."""


class SeamlessSynthesizer:
    name = "seamless-m4t-v2"

    def __init__(
        self,
        *,
        languages: Mapping[str, Language] = LANGUAGES,
        padded_characters: int = _PADDED_CHARACTERS,
    ) -> None:
        self._languages = tuple(
            code
            for code, row in languages.items()
            if row.codes.seamless and row.codes.seamless_speaks
        )
        self._speakers = {f"speaker-{number}": number for number in range(_SPEAKERS)}
        self._budget = Budget(padded=padded_characters)
        self.parameters: Mapping[str, Parameter] = MappingProxyType({"speakable": SPEAKABLE})

    @property
    def version(self) -> str:
        return identity(settings.current().checkpoint(self.name))

    @cached_property
    def capabilities(self) -> SynthesizerCapabilities:
        voices = tuple(Voice(name=name, perceived="unknown") for name in self._speakers)
        return SynthesizerCapabilities(
            voices=MappingProxyType(dict.fromkeys(self._languages, voices)),
            sample_rate=_RATE,
            max_characters=10_000,
            licence=Licence(name="CC-BY-NC-4.0", note="Non-commercial, the model's own licence."),
            has_chance=False,
        )

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        return speak_in_parts(
            requests,
            name=self.name,
            capabilities=self.capabilities,
            limit=lambda _: _LIMIT,
            speak=self._speak,
        )

    def _speak(self, parts: list[Part]) -> list[Samples | ItemFailure]:
        checkpoint = settings.current().checkpoint(self.name)
        # Of another class than the model that translates, so of another name
        key = f"{self.name} speech|{checkpoint}"
        weigh = partial(weight_bytes, checkpoint)
        with resident(key, lambda: self._load(checkpoint), weigh) as model:
            return run_in_batches(
                parts,
                size_of=lambda part: len(part.text),
                run=lambda batch: model.speak(batch, self._speakers[batch[0].request.voice]),
                budget=self._budget,
                is_out_of_memory=is_out_of_memory,
                free_memory=free_memory,
                group_of=lambda part: (part.request.language, part.request.voice),
            )

    def _load(self, checkpoint: str) -> "SeamlessSpeech":
        with reading(self.name, checkpoint):
            from engines.seamless.speech import load

            return load(checkpoint, rate=_RATE)
