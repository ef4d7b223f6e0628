"""Identical segments are translated once: a machine is asked only for what is new.

Questions and answers repeat ("Yes", "Who are you?"). Before an engine is asked, each text is looked
up: first what people translated, then what any engine translated for another item. Within a batch
the engine gets each text once; what another batch is just asking for is waited for (`turns.py`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from catalog.models import Dataset
from engines.protocols import (
    FailureCode,
    ItemFailure,
    TranslationRequest,
    TranslationResult,
    Translator,
)
from generation.memory import MemoryTranslator
from jobs.counts import Key, Metric, Tally

Answer = TranslationResult | ItemFailure

# Near matches of the memory are translations of other texts: never reused.
_KNOWN = """
SELECT wanted.text, found.target, found.origin, found.licence, found.made_by
FROM unnest(%(texts)s::text[]) AS wanted (text)
CROSS JOIN LATERAL (
    (SELECT target_text AS target, 'human' AS origin, %(licence)s AS licence,
            'translation-memory' AS made_by, 0 AS rank
     FROM corpus_memoryentry
     WHERE dataset_id = %(dataset)s AND language = %(language)s
       AND md5(source_text) = md5(wanted.text) AND source_text = wanted.text
     ORDER BY (origin = 'correction') DESC, id DESC LIMIT 1)
    UNION ALL
    (SELECT t.question, t.origin, t.licence, concat_ws(' ', t.engine, t.engine_version), 1
     FROM corpus_item i JOIN corpus_translation t
       ON t.item_id = i.id AND t.language = %(language)s AND t.is_current
      AND t.engine <> 'translation-memory'
     WHERE i.dataset_id = %(dataset)s AND md5(i.question) = md5(wanted.text)
       AND i.question = wanted.text
     ORDER BY (t.origin = 'human') DESC, t.id LIMIT 1)
    UNION ALL
    (SELECT t.answer, t.origin, t.licence, concat_ws(' ', t.engine, t.engine_version), 2
     FROM corpus_item i JOIN corpus_translation t
       ON t.item_id = i.id AND t.language = %(language)s AND t.is_current
      AND t.engine <> 'translation-memory'
     WHERE i.dataset_id = %(dataset)s AND md5(i.answer) = md5(wanted.text)
       AND i.answer = wanted.text
     ORDER BY (t.origin = 'human') DESC, t.id LIMIT 1)
    ORDER BY rank LIMIT 1) found
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReusedResult(TranslationResult):
    """A translation that was there already."""

    made_by: str
    """The engine and its version; "translation-memory" for texts by people."""


def translate_once(
    translator: Translator, requests: Sequence[TranslationRequest], *, dataset: Dataset
) -> list[Answer]:
    """Answers like the translator itself, in the order of the requests, all in one language.

    The memory is asked for everything: it prefers the text of the same item.
    """
    if translator.name == MemoryTranslator.name or not requests:
        return translator.translate(requests)
    known: dict[str, Answer] = dict(_find_known(requests, dataset))
    new = {request.text: request for request in requests if request.text not in known}
    made = dict(zip(new, translator.translate([*new.values()]), strict=True))
    answers: list[Answer] = []
    for request in requests:
        if (answer := known.get(request.text)) is not None:
            answers.append(answer)
        else:
            answer = made[request.text]
            answers.append(answer)
            known[request.text] = _again(answer, translator)
    return answers


def find_new(
    translator: Translator, requests: Sequence[TranslationRequest], *, dataset: Dataset
) -> list[str]:
    """The texts that `translate_once` would ask a machine for; the memory makes none."""
    if translator.name == MemoryTranslator.name or not requests:
        return []
    known = _find_known(requests, dataset)
    return sorted({request.text for request in requests} - known.keys())


def tally_hits(language: str, answers: Iterable[Answer]) -> Tally:
    """What answers in one language say about the memory, for the maintained counts."""
    return Counter(
        Key(metric, language) for answer in answers if (metric := _metric(answer)) is not None
    )


def reused_fields(question: TranslationResult, answer: TranslationResult) -> dict[str, str]:
    """For the lineage: which of the two texts was there already, and who made it."""
    both = {"question": question, "answer": answer}
    return {field: text.made_by for field, text in both.items() if isinstance(text, ReusedResult)}


def _find_known(
    requests: Sequence[TranslationRequest], dataset: Dataset
) -> dict[str, ReusedResult]:
    values: dict[str, list[str] | int | str] = {
        "texts": list(dict.fromkeys(request.text for request in requests)),
        "dataset": dataset.pk,
        "language": requests[0].target,
        "licence": dataset.licence,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, values)
        return {
            text: ReusedResult(
                text=target,
                origin="human" if origin == "human" else "machine",
                licence=licence,
                made_by=made_by,
            )
            for text, target, origin, licence, made_by in cursor.fetchall()
        }


def _again(answer: Answer, translator: Translator) -> Answer:
    if isinstance(answer, ItemFailure):
        return answer
    return ReusedResult(
        text=answer.text,
        score=answer.score,
        origin=answer.origin,
        licence=answer.licence,
        made_by=f"{translator.name} {translator.version}",
    )


def _metric(answer: Answer) -> Metric | None:
    if isinstance(answer, ItemFailure):
        # Other failures say nothing about the memory.
        return Metric.MEMORY_MISSES if answer.code == FailureCode.NO_TRANSLATION else None
    if isinstance(answer, ReusedResult):
        return Metric.MEMORY_EXACT
    if answer.origin == "machine":
        return Metric.MEMORY_MISSES
    return Metric.MEMORY_EXACT if answer.score == 1 else Metric.MEMORY_NEAR
