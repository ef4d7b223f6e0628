"""Identical segments are translated once: a machine is asked only for what is new.

Questions and answers repeat ("Yes", "Who are you?"). Before an engine is asked, each text is looked
up: first what people translated, then what any engine translated for another item. Within a batch
the engine gets each text once; what another batch is just asking for is left to it (`turns.py`).
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
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

# Near matches of the memory are translations of other texts: never reused. Each place is searched
# only where those before it knew nothing, and only to the first hit: tens of thousands of items may
# share a text such as "True". What people wrote is in the memory, so no order puts it first here.
_OF_OTHER_ITEMS = """
LEFT JOIN LATERAL (
    SELECT t.{field} AS target, t.origin, t.licence,
           concat_ws(' ', t.engine, t.engine_version) AS made_by
    FROM corpus_item i JOIN corpus_translation t
      ON t.item_id = i.id AND t.language = %(language)s AND t.is_current
     AND t.engine <> 'translation-memory'
    WHERE {unknown} AND i.dataset_id = %(dataset)s
      AND md5(i.{field}) = md5(wanted.text) AND i.{field} = wanted.text
    LIMIT 1) {field} ON true
"""
_IN_QUESTIONS = _OF_OTHER_ITEMS.format(field="question", unknown="memory.target IS NULL")
_IN_ANSWERS = _OF_OTHER_ITEMS.format(
    field="answer", unknown="memory.target IS NULL AND question.target IS NULL"
)
_KNOWN = f"""
SELECT wanted.text, coalesce(memory.target, question.target, answer.target),
       coalesce(memory.origin, question.origin, answer.origin),
       coalesce(memory.licence, question.licence, answer.licence),
       coalesce(memory.made_by, question.made_by, answer.made_by)
FROM unnest(%(texts)s::text[]) AS wanted (text)
LEFT JOIN LATERAL (
    SELECT target_text AS target, 'human' AS origin, %(licence)s AS licence,
           'translation-memory' AS made_by
    FROM corpus_memoryentry
    WHERE dataset_id = %(dataset)s AND language = %(language)s
      AND md5(source_text) = md5(wanted.text) AND source_text = wanted.text
    ORDER BY (origin = 'correction') DESC, id DESC LIMIT 1) memory ON true
{_IN_QUESTIONS} {_IN_ANSWERS}
WHERE coalesce(memory.target, question.target, answer.target) IS NOT NULL
"""  # noqa: S608 - made of constants


@dataclass(frozen=True, kw_only=True, slots=True)
class ReusedResult(TranslationResult):
    """A translation that was there already."""

    made_by: str
    """The engine and its version; "translation-memory" for texts by people."""


class Asker:
    """Asks a translator for each text once, and only where nobody translated it yet.

    All requests are in one language. The memory is asked for everything: it prefers the text of
    the same item.
    """

    def __init__(self, translator: Translator, *, dataset: Dataset) -> None:
        self.makes_texts = translator.name != MemoryTranslator.name
        self._translator = translator
        self._dataset = dataset
        self._answers: dict[str, Answer] = {}

    def missing(self, requests: Iterable[TranslationRequest]) -> set[str]:
        """What would be made for them that isn't yet; the memory makes nothing."""
        texts = {request.text for request in requests} if self.makes_texts else set()
        return texts - self._answers.keys()

    def ask(
        self, requests: Sequence[TranslationRequest], *, leaving: Container[str] = frozenset()
    ) -> None:
        """Looks up all texts, and has made what nobody knows; not what is left to others."""
        if not (missing := self.missing(requests)):
            return
        self._answers |= _find_known([*missing], requests[0].target, self._dataset)
        new = {
            request.text: request
            for request in requests
            if request.text not in self._answers and request.text not in leaving
        }
        if new:
            made = self._translator.translate([*new.values()])
            self._answers |= zip(new, made, strict=True)

    def answer(self, requests: Sequence[TranslationRequest]) -> list[Answer]:
        """Answers like the translator itself, in the order of the requests."""
        if not self.makes_texts:
            return self._translator.translate(requests) if requests else []
        self.ask(requests)
        answers: list[Answer] = []
        for request in requests:
            answer = self._answers[request.text]
            answers.append(answer)
            self._answers[request.text] = self._again(answer)
        return answers

    def _again(self, answer: Answer) -> Answer:
        """The answer for whoever wants the same text next."""
        if isinstance(answer, ItemFailure | ReusedResult):
            return answer
        return ReusedResult(
            text=answer.text,
            score=answer.score,
            origin=answer.origin,
            licence=answer.licence,
            made_by=f"{self._translator.name} {self._translator.version}",
        )


def tally_hits(language: str, answers: Iterable[Answer]) -> Tally:
    """What answers in one language say about the memory, for the maintained counts."""
    return Counter(
        Key(metric, language) for answer in answers if (metric := _metric(answer)) is not None
    )


def reused_fields(question: TranslationResult, answer: TranslationResult) -> dict[str, str]:
    """For the lineage: which of the two texts was there already, and who made it."""
    both = {"question": question, "answer": answer}
    return {field: text.made_by for field, text in both.items() if isinstance(text, ReusedResult)}


def _find_known(texts: list[str], language: str, dataset: Dataset) -> dict[str, Answer]:
    values: dict[str, list[str] | int | str] = {
        "texts": texts,
        "dataset": dataset.pk,
        "language": language,
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


def _metric(answer: Answer) -> Metric | None:
    if isinstance(answer, ItemFailure):
        # Other failures say nothing about the memory.
        return Metric.MEMORY_MISSES if answer.code == FailureCode.NO_TRANSLATION else None
    if isinstance(answer, ReusedResult):
        return Metric.MEMORY_EXACT
    if answer.origin == "machine":
        return Metric.MEMORY_MISSES
    return Metric.MEMORY_EXACT if answer.score == 1 else Metric.MEMORY_NEAR
