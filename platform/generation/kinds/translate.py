"""Translating English items into other languages."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from catalog.models import Dataset
from corpus.fingerprints import fingerprint
from corpus.texts import Lineage, NewText, add_translations
from engines import registry
from engines.licences import combine_licences
from engines.protocols import ItemFailure, TranslationRequest, TranslationResult, Translator
from generation.counting import tally_new_texts
from generation.kinds.parameters import EngineField, LanguagesParameters, queue_of_engine
from generation.memory import memory_key
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import Subject, add_reports
from generation.results import FIELDS, check_fields
from generation.reuse import Answer, Asker, reused_fields, tally_hits
from generation.subjects import items_themselves
from generation.turns import find_elsewhere
from jobs.counts import record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job
from languages import SOURCE

BATCH_UNITS = 200
# Nobody may use what was kept out of train (docs/decisions/0008-kept-out-of-train.md).
_UNTRANSLATED = """
SELECT wanted.language, i.id, length(i.question) + length(i.answer) AS size, i.id AS item_id
FROM corpus_item i CROSS JOIN unnest(%(languages)s::text[]) AS wanted (language)
WHERE i.dataset_id = %(dataset)s AND i.split <> 'excluded' AND wanted.language <> 'eng'
  AND NOT EXISTS (
    SELECT FROM corpus_translation t
    WHERE t.item_id = i.id AND t.language = wanted.language AND t.is_current)
"""
# By arrays: a list of 200 parameters would be taken to pieces anew for every batch.
_ITEMS = """
SELECT i.id, i.external_id, i.question, i.answer, s.slug
FROM corpus_item i JOIN corpus_source s ON s.id = i.source_id
WHERE i.id = ANY(%s) ORDER BY i.id
"""
_TRANSLATED = """
SELECT item_id FROM corpus_translation WHERE item_id = ANY(%s) AND language = %s AND is_current
"""


class TranslateParameters(LanguagesParameters):
    engine = EngineField("translator", default="translation-memory")


def subjects(parameters: Parameters) -> Subjects:
    return Subjects(_UNTRANSLATED, {"languages": parameters["languages"]})


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


class SourceItem(NamedTuple):
    pk: int
    external_id: str
    question: str
    answer: str
    source: str


def run(batch: Batch) -> WriteResults:
    translator = registry.translator(batch.job.parameters["engine"])
    items, answers = _answer(batch, translator)
    maker = TextMaker(batch, translator)
    made: list[SourceItem] = []
    texts: list[NewText] = []
    failed: list[FailedUnit] = []
    for item, question, answer in zip(items, answers[::2], answers[1::2], strict=True):
        if isinstance(question, ItemFailure):
            failed.append(fail_item(item, question))
        elif isinstance(answer, ItemFailure):
            failed.append(fail_item(item, answer))
        else:
            made.append(item)
            texts.append(maker.text(item, question, answer))
    found = [
        check_fields(item, text, batch.language) for item, text in zip(made, texts, strict=True)
    ]
    hits = tally_hits(batch.language, answers)
    checked = [*zip((item.source for item in made), found, strict=True)]

    def write() -> list[FailedUnit]:
        now = timezone.now()
        ids = add_translations(texts, maker.lineage, at=now)
        of = [Subject(batch.job.dataset_id, batch.language, translation_id=pk) for pk in ids]
        add_reports(zip(of, found, strict=True))
        new = tally_new_texts(batch.language, translator.name, checked, at=now)
        record_counts(batch.job.dataset_id, hits + new)
        return failed

    return write


def fail_item(
    item: SourceItem, failure: ItemFailure, *, subject_id: int | None = None
) -> FailedUnit:
    """Says that an item has no translation; the subject is the item unless it is named."""
    message = f"{item.external_id}: {failure.message}"
    return FailedUnit(subject_id or item.pk, failure.code, message)


def _answer(batch: Batch, translator: Translator) -> tuple[list[SourceItem], list[Answer]]:
    """What is to be translated, and the answers for question and answer of each.

    First come the texts that are this batch's alone, then those that older ones were making.
    """
    asker = Asker(translator, dataset=batch.job.dataset)
    items = _load_items(batch)
    elsewhere = find_elsewhere(batch, texts=_texts_of(items) if asker.makes_texts else ())
    items, requests = _untranslated(batch, items)
    asker.ask(requests, leaving=elsewhere.texts)
    if elsewhere.wait(subjects=[item.pk for item in items], texts=asker.missing(requests)):
        items, requests = _untranslated(batch, items)
    return items, asker.answer(requests)


def _texts_of(items: Iterable[SourceItem]) -> set[str]:
    return {text for item in items for text in (item.question, item.answer)}


def _load_items(batch: Batch) -> list[SourceItem]:
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS, [batch.subject_ids])
        return [SourceItem(*row) for row in cursor.fetchall()]


def _untranslated(
    batch: Batch, items: Iterable[SourceItem]
) -> tuple[list[SourceItem], list[TranslationRequest]]:
    """Leaves out what another job translated since this one was planned."""
    with connection.cursor() as cursor:
        cursor.execute(_TRANSLATED, [batch.subject_ids, batch.language])
        done = {row[0] for row in cursor.fetchall()}
    left = [item for item in items if item.pk not in done]
    return left, build_requests(batch, left)


def build_requests(batch: Batch, items: Iterable[SourceItem]) -> list[TranslationRequest]:
    """Question and answer of the first item, then of the second, and so on."""
    return [
        TranslationRequest(
            text=getattr(item, field),
            source=SOURCE,
            target=batch.language,
            key=memory_key(batch.job.dataset_id, field, item.external_id),
        )
        for item in items
        for field in FIELDS
    ]


class TextMaker:
    """Makes the texts of a batch with their lineage."""

    def __init__(self, batch: Batch, translator: Translator) -> None:
        self.lineage = Lineage(
            batch.job.dataset_id, batch.job_id, batch.language, translator.name, translator.version
        )
        self._made_by = (translator.name, translator.version, batch.language)
        self._parameters = dict(translator.parameters)
        self._as_json = json.dumps(self._parameters)
        self._as_text = str(self._parameters)
        self._dataset_licence = batch.job.dataset.licence
        self._engine_licence = translator.capabilities.licence.name

    def text(
        self, item: SourceItem, question: TranslationResult, answer: TranslationResult
    ) -> NewText:
        reused = reused_fields(question, answer)
        scores = [result.score for result in (question, answer) if result.score is not None]
        return NewText(
            item_id=item.pk,
            question=question.text,
            answer=answer.text,
            parameters=json.dumps({**self._parameters, "reused": reused})
            if reused
            else self._as_json,
            score=min(scores) if scores else None,
            licence=self._combine(question.licence, answer.licence),
            fingerprint=fingerprint(*self._made_by, item.question, item.answer, self._as_text),
        )

    def _combine(self, *stated: str | None) -> str:
        """Of what was used: a text without a licence of its own has the engine's."""
        used = (self._engine_licence if licence is None else licence for licence in stated)
        return combine_licences(self._dataset_licence, *used)


TRANSLATE = JobKind(
    name="translate",
    title="Translate",
    description="Translates English questions and answers that a language doesn't have yet.",
    queue=queue_of_engine("translator"),
    parameters=TranslateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_themselves,
)
