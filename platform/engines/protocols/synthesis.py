"""Text into speech."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from engines.protocols.common import AudioClip, Engine, ItemFailure, Licence, Samples


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """One voice in one language; `name` is what a request asks for."""

    name: str
    perceived: Literal["female", "male", "unknown"]
    """Unknown where the model's publisher doesn't say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SynthesisRequest:
    """Language is ISO 639-3; `seed` means nothing to an engine without chance.

    To an engine that clones, `voice` names the person whose speech `reference` is.
    """

    text: str
    language: str
    voice: str
    seed: int | None = None
    reference: AudioClip | None = None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SynthesisResult:
    samples: Samples
    sample_rate: int
    """Hz."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SynthesizerCapabilities:
    voices: Mapping[str, tuple[Voice, ...]]
    """By language, ISO 639-3; never empty for a language that is there, but where it clones."""
    sample_rate: int
    """Hz, of everything the engine returns."""
    max_characters: int
    licence: Licence
    has_chance: bool = True
    """Another seed gives other speech; where not, trying again is useless."""
    clones: bool = False
    """Speaks with the voice of a request's `reference`, and has no voices of its own."""

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.voices)


class Synthesizer(Engine, Protocol):
    @property
    def capabilities(self) -> SynthesizerCapabilities: ...

    def synthesize(
        self, requests: Sequence[SynthesisRequest]
    ) -> list[SynthesisResult | ItemFailure]:
        """Speak a batch.

        Returns:
            One result per request, in order: audible mono samples at `capabilities.sample_rate`,
            or why there are none.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...
