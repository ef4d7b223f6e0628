"""XTTS v2 behind the Synthesizer Protocol. No torch in here."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from engines import checkpoints, settings
from engines.batching import Budget, run_in_batches
from engines.loading import is_out_of_memory, reading
from engines.protocols import (
    ItemFailure,
    Licence,
    Parameter,
    Samples,
    SynthesisRequest,
    SynthesisResult,
    SynthesizerCapabilities,
)
from engines.residency import free_memory, resident
from engines.speakable import VERSION as SPEAKABLE
from engines.speaking import Part, speak_in_parts
from engines.xtts.references import identity, unusable
from engines.xtts.sampling import Sampling
from languages import LANGUAGES, Language

if TYPE_CHECKING:
    from engines.xtts.model import ClonedVoice, XttsModel

_VOICES_KEPT = 256
"""Of about 140 kB each."""
_PADDED_CHARACTERS = 4_000
"""Of a batch: with 250 characters a part, about 16 clips of 20 s, 10 GB at most."""
_LIMITS = {"jpn": 70, "cmn": 80, "kor": 90, "hin": 145, "ara": 160}
"""Characters of a part where XTTS's own limit lies below that of the other languages."""
_LIMIT = 180
_LICENCE = Licence(
    name="LicenseRef-Coqui-Public-Model-License",
    note=(
        "Non-commercial: the licence of XTTS v2 covers its output, too "
        "(https://coqui.ai/cpml). The person whose voice is cloned must have agreed."
    ),
)


class XttsSynthesizer:
    """Speaks with the voice of each request's reference, several texts of one voice at a time."""

    name = "xtts-v2"

    def __init__(
        self,
        *,
        languages: Mapping[str, Language] = LANGUAGES,
        sampling: Sampling = Sampling(),  # noqa: B008 - it is frozen
        padded_characters: int = _PADDED_CHARACTERS,
    ) -> None:
        self._languages = tuple(code for code, row in languages.items() if row.codes.xtts)
        self._sampling = sampling
        self._budget = Budget(padded=padded_characters)
        self._voices: OrderedDict[tuple[str, str], ClonedVoice] = OrderedDict()

    @property
    def version(self) -> str:
        return checkpoints.identity(settings.current().checkpoint(self.name))

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        return MappingProxyType({**asdict(self._sampling), "speakable": SPEAKABLE})

    @cached_property
    def capabilities(self) -> SynthesizerCapabilities:
        return SynthesizerCapabilities(
            voices=MappingProxyType(dict.fromkeys(self._languages, ())),
            sample_rate=24_000,
            max_characters=10_000,
            licence=_LICENCE,
            clones=True,
        )

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        return speak_in_parts(
            requests,
            name=self.name,
            capabilities=self.capabilities,
            limit=lambda language: _LIMITS.get(language, _LIMIT),
            speak=self._speak,
        )

    def _speak(self, parts: list[Part]) -> list[Samples | ItemFailure]:
        refused = [unusable(part.request, self.name) for part in parts]
        usable = [part for part, failure in zip(parts, refused, strict=True) if failure is None]
        spoken = iter(self._speak_usable(usable) if usable else ())
        return [next(spoken) if failure is None else failure for failure in refused]

    def _speak_usable(self, parts: list[Part]) -> list[Samples | ItemFailure]:
        checkpoint = settings.current().checkpoint(self.name)
        key = f"{self.name}|{checkpoint}"
        weigh = partial(checkpoints.weight_bytes, checkpoint)
        with resident(key, lambda: self._load(checkpoint), weigh) as model:
            return run_in_batches(
                parts,
                size_of=lambda part: len(part.text),
                run=lambda batch: self._speak_batch(batch, model, checkpoint),
                budget=self._budget,
                is_out_of_memory=is_out_of_memory,
                free_memory=free_memory,
                group_of=lambda part: _identity(part.request),
            )

    def _load(self, checkpoint: str) -> "XttsModel":
        with reading(self.name, checkpoint):
            from engines.xtts.model import load

            return load(checkpoint, self._sampling)

    def _speak_batch(
        self, batch: list[Part], model: "XttsModel", checkpoint: str
    ) -> list[Samples | ItemFailure]:
        """All of a batch have one reference."""
        request = batch[0].request
        assert request.reference is not None  # noqa: S101 - `unusable` refused the others
        key = (checkpoint, _identity(request))
        if key not in self._voices:
            self._voices[key] = model.clone(request.reference)
        self._voices.move_to_end(key)
        if len(self._voices) > _VOICES_KEPT:
            self._voices.popitem(last=False)
        return model.speak(batch, self._voices[key])


def _identity(request: SynthesisRequest) -> str:
    return identity(request.reference) if request.reference else ""
