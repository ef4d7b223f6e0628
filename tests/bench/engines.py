"""An engine that does nothing, so that a job's own cost is what is left."""

from collections.abc import Mapping, Sequence

from engines import registry
from engines.protocols import (
    ItemFailure,
    Licence,
    Parameter,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
)
from languages import SOURCE, TARGETS

NAME = "nothing"


class NoTranslator:
    """Gives every text back."""

    name = NAME
    version = "1"
    parameters: Mapping[str, Parameter] = {}
    capabilities = TranslatorCapabilities(
        sources=frozenset({SOURCE}), targets=frozenset(TARGETS), licence=Licence(name="CC0-1.0")
    )

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        return [TranslationResult(text=request.text, score=1.0) for request in requests]


def register() -> None:
    registry.ENGINES["translator", NAME] = registry.Entry("tests.bench.engines.NoTranslator")
