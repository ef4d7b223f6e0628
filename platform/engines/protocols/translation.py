"""Text into text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from engines.protocols.common import Engine, ItemFailure, Licence


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationRequest:
    """Languages are ISO 639-3; `key` names what is translated and stays the same over runs."""

    text: str
    source: str
    target: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationResult:
    text: str
    score: float | None = None
    """The engine's own confidence, 0 to 1, where it has one."""
    origin: Literal["machine", "human"] = "machine"
    licence: str | None = None
    """Where this text's licence is not the engine's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslatorCapabilities:
    sources: frozenset[str]
    targets: frozenset[str]
    licence: Licence


class Translator(Engine, Protocol):
    @property
    def capabilities(self) -> TranslatorCapabilities: ...

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        """Translate a batch.

        Returns:
            One result per request, in order; `NO_TRANSLATION` where the engine has none.

        Raises:
            EngineError: the engine can do no work at all.
        """
        ...
