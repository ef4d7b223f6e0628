"""The translation memory as a translator: exact matches first, then near ones with a score."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

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
SELECT wanted.number, found.target_text FROM unnest(
    %(numbers)s::int[], %(datasets)s::bigint[], %(languages)s::text[], %(texts)s::text[],
    %(fields)s::text[], %(item_keys)s::text[]
) AS wanted (number, dataset, language, text, field, item_key)
CROSS JOIN LATERAL (
    SELECT target_text FROM corpus_memoryentry
    WHERE dataset_id = wanted.dataset AND language = wanted.language
      AND md5(source_text) = md5(wanted.text) AND source_text = wanted.text
    ORDER BY (item_key = wanted.item_key AND field = wanted.field) DESC,
             (origin = 'correction') DESC, id DESC LIMIT 1) AS found
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
        numbered = {
            number: request
            for number, request in enumerate(requests)
            if request.target in self.capabilities.targets
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SETTINGS, [str(self.floor)])
            exact = _find_exact(cursor, numbered)
            return [
                TranslationResult(text=exact[number], score=1.0, origin="human")
                if number in exact
                else self._find_near(cursor, request)
                for number, request in enumerate(requests)
            ]

    def _find_near(
        self, cursor: CursorWrapper, request: TranslationRequest
    ) -> TranslationResult | ItemFailure:
        if request.target not in self.capabilities.targets:
            return ItemFailure(
                FailureCode.LANGUAGE_UNSUPPORTED, f"{self.name} has no language {request.target!r}."
            )
        dataset, field, _ = _parts(request)
        cursor.execute(_NEAR, [request.text, dataset, request.target, request.text])
        if near := cursor.fetchone():
            score = min(round(near[1], 3), self.best_near)
            return TranslationResult(text=near[0], score=score, origin="human")
        message = f"The memory has no text like this {field} (floor {self.floor})."
        return ItemFailure(FailureCode.NO_TRANSLATION, message)


def _find_exact(
    cursor: CursorWrapper, numbered: Mapping[int, TranslationRequest]
) -> dict[int, str]:
    """Texts by the numbers of their requests, in one statement for all."""
    keys = [_parts(request) for request in numbered.values()]
    values: dict[str, list[int] | list[str]] = {
        "numbers": [*numbered],
        "datasets": [int(dataset) for dataset, _, _ in keys],
        "languages": [request.target for request in numbered.values()],
        "texts": [request.text for request in numbered.values()],
        "fields": [field for _, field, _ in keys],
        "item_keys": [item_key for _, _, item_key in keys],
    }
    cursor.execute(_EXACT, values)
    return dict(cursor.fetchall())


def _parts(request: TranslationRequest) -> list[str]:
    """Dataset, field and item, as `memory_key` joined them."""
    return request.key.split(":", 2)
