"""The translation memory as a translator: exact matches first, then near ones with a score."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from engines.protocols import (
    FailureCode,
    ItemFailure,
    Licence,
    Parameter,
    TranslationRequest,
    TranslationResult,
    TranslatorCapabilities,
)
from languages import SOURCE, TARGETS

# The same text of the same item, else of any item; a rater's correction before an import.
_EXACT = """
SELECT target_text FROM corpus_memoryentry
WHERE dataset_id = %s AND language = %s AND md5(source_text) = md5(%s) AND source_text = %s
ORDER BY (item_key = %s AND field = %s) DESC, (origin = 'correction') DESC, id DESC LIMIT 1
"""
# For the transaction. The planner takes comparing trigrams for cheap and would read whole tables.
_SETTINGS = """
SELECT set_config('pg_trgm.similarity_threshold', %s, true),
       set_config('enable_seqscan', 'off', true)
"""
# The operator, not the function, can use the trigram index.
_NEAR = """
SELECT target_text, similarity(source_text, %s) AS score, source_text FROM corpus_memoryentry
WHERE dataset_id = %s AND language = %s AND source_text %% %s
ORDER BY score DESC, (origin = 'correction') DESC, id DESC LIMIT 1
"""


def memory_key(dataset_id: int, field: str, external_id: str) -> str:
    """What a `TranslationRequest.key` must be for this translator."""
    return f"{dataset_id}:{field}:{external_id}"


class MemoryTranslator:
    """Answers only what people translated before; never makes up a text."""

    name = "translation-memory"
    version = "1"
    floor = 0.75
    """Trigram similarity, 0 to 1, under which a near match is no match."""
    best_near = 0.999
    """1 means the very same text; trigrams know no case and no signs: 2 + 2 is like 2 - 2."""
    capabilities = TranslatorCapabilities(
        sources=frozenset({SOURCE}),
        targets=frozenset(TARGETS),
        licence=Licence(name="", note="that of the memory's own texts"),
    )

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return {"floor": self.floor}

    def translate(
        self, requests: Sequence[TranslationRequest]
    ) -> list[TranslationResult | ItemFailure]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SETTINGS, [str(self.floor)])
            return [self._translate(request) for request in requests]

    def _translate(self, request: TranslationRequest) -> TranslationResult | ItemFailure:
        if not {request.target} <= self.capabilities.targets:
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} has no language {request.target!r}."
            )
        dataset, field, item_key = request.key.split(":", 2)
        with connection.cursor() as cursor:
            cursor.execute(
                _EXACT,
                [dataset, request.target, request.text, request.text, item_key, field],
            )
            if exact := cursor.fetchone():
                return TranslationResult(text=exact[0], score=1.0, origin="human")
            cursor.execute(_NEAR, [request.text, dataset, request.target, request.text])
            if near := cursor.fetchone():
                score = min(round(near[1], 3), self.best_near)
                return TranslationResult(text=near[0], score=score, origin="human")
        message = f"The memory has no text like this {field} (floor {self.floor})."
        return ItemFailure(FailureCode.NO_TRANSLATION, message)
