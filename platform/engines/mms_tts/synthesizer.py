"""MMS-TTS behind the Synthesizer Protocol. No torch in here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from engines import settings
from engines.batching import Budget, run_in_batches
from engines.checkpoints import identity_of_all, weight_bytes
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
from languages import LANGUAGES, Language, get

if TYPE_CHECKING:
    from engines.mms_tts.model import MmsModel

_RATE = 16_000
_LIMIT = 400
"""Characters of a part: attention over letters grows with their square."""
_PADDED_CHARACTERS = 8_000


class MmsSynthesizer:
    """Speaks each language with the one voice that its model has."""

    name = "mms-tts"

    def __init__(
        self,
        *,
        languages: Mapping[str, Language] = LANGUAGES,
        noise: float = 1.0,
        padded_characters: int = _PADDED_CHARACTERS,
    ) -> None:
        self._codes = {
            code: row.codes.mms
            for code, row in languages.items()
            if row.codes.mms and row.codes.mms_speaks
        }
        self._noise = noise
        self._budget = Budget(padded=padded_characters)
        self.parameters: Mapping[str, Parameter] = MappingProxyType(
            {"noise": noise, "speakable": SPEAKABLE}
        )

    @property
    def version(self) -> str:
        """Of the models of all languages together: a new one of any shows."""
        return identity_of_all(settings.current().checkpoint(self.name))

    @cached_property
    def capabilities(self) -> SynthesizerCapabilities:
        return SynthesizerCapabilities(
            voices=MappingProxyType(
                {
                    language: (Voice(name=f"mms-{code}", perceived="unknown"),)
                    for language, code in self._codes.items()
                }
            ),
            sample_rate=_RATE,
            max_characters=10_000,
            licence=Licence(name="CC-BY-NC-4.0", note="Non-commercial, the model's own licence."),
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
        """Language by language, since each has a model of its own."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, part in enumerate(parts):
            places[part.request.language].append(place)
        spoken: dict[int, Samples | ItemFailure] = {}
        for language, those in places.items():
            answers = self._speak_language(language, [parts[place] for place in those])
            spoken.update(zip(those, answers, strict=True))
        return [spoken[place] for place in range(len(parts))]

    def _speak_language(self, language: str, parts: list[Part]) -> list[Samples | ItemFailure]:
        pattern = settings.current().checkpoint(self.name)
        checkpoint = pattern.replace("{mms}", str(get(language).codes.mms))
        key = f"{self.name}|{checkpoint}"
        weigh = partial(weight_bytes, checkpoint)
        with resident(key, lambda: self._load(checkpoint), weigh) as model:
            return run_in_batches(
                parts,
                size_of=lambda part: len(part.text),
                run=model.speak,
                budget=self._budget,
                is_out_of_memory=is_out_of_memory,
                free_memory=free_memory,
            )

    def _load(self, checkpoint: str) -> "MmsModel":
        with reading(self.name, checkpoint):
            from engines.mms_tts.model import load

            return load(checkpoint, rate=_RATE, noise=self._noise)
