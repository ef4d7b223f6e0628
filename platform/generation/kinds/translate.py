"""Translating English items into other languages."""

from collections.abc import Sequence

from rest_framework import serializers

from catalog.models import Dataset
from corpus.enums import Origin
from corpus.fingerprints import fingerprint
from corpus.models import Item, Translation
from engines import registry
from engines.errors import EngineUnknownError
from engines.protocols import ItemFailure, TranslationRequest, TranslationResult, Translator
from generation.counting import tally_new_texts, tally_texts
from generation.kinds.parameters import LanguagesParameters
from generation.licences import combine_licences
from generation.memory import memory_key
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import add_reports
from generation.results import check_text
from generation.reuse import reused_fields, tally_hits, translate_once
from jobs.counts import record_counts
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job
from languages import SOURCE

BATCH_UNITS = 50
_UNTRANSLATED = """
SELECT wanted.language, i.id, length(i.question) + length(i.answer) AS size
FROM corpus_item i CROSS JOIN unnest(%(languages)s::text[]) AS wanted (language)
WHERE i.dataset_id = %(dataset)s AND wanted.language <> 'eng' AND NOT EXISTS (
    SELECT FROM corpus_translation t
    WHERE t.item_id = i.id AND t.language = wanted.language AND t.is_current)
"""


class TranslateParameters(LanguagesParameters):
    engine = serializers.CharField(default="translation-memory")

    def validate_engine(self, value: str) -> str:
        if value not in registry.names("translator"):
            known = registry.names("translator")
            raise serializers.ValidationError(str(EngineUnknownError("translator", value, known)))
        return value


def subjects(parameters: Parameters) -> Subjects:
    return Subjects(_UNTRANSLATED, {"languages": parameters["languages"]})


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    translator = registry.translator(batch.job.parameters["engine"])
    items = _items_to_translate(batch)
    fields = ("question", "answer")
    requests = [_request(item, field, batch.language) for item in items for field in fields]
    answers = translate_once(translator, requests, dataset=batch.job.dataset)
    hits = tally_hits(batch.language, answers)
    done: list[Translation] = []
    failed: list[FailedUnit] = []
    for item, question, answer in zip(items, answers[::2], answers[1::2], strict=True):
        if isinstance(question, ItemFailure):
            failed.append(_failed(item, question))
        elif isinstance(answer, ItemFailure):
            failed.append(_failed(item, answer))
        else:
            done.append(_translation(batch, translator, item, question, answer))
    found = [(text, check_text(text)) for text in done]

    def write() -> list[FailedUnit]:
        Translation.objects.bulk_create(done)
        add_reports(found)
        record_counts(batch.job.dataset_id, tally_texts(done) + tally_new_texts(found) + hits)
        return failed

    return write


def _failed(item: Item, failure: ItemFailure) -> FailedUnit:
    return FailedUnit(item.pk, failure.code, f"{item.external_id}: {failure.message}")


def _items_to_translate(batch: Batch) -> Sequence[Item]:
    """Leaves out what another job translated since this one was planned."""
    translated = Translation.objects.filter(
        item__in=batch.subject_ids, language=batch.language, is_current=True
    )
    items = Item.objects.filter(pk__in=batch.subject_ids).select_related("source")
    return list(items.exclude(pk__in=translated.values("item")).order_by("pk"))


def _request(item: Item, field: str, language: str) -> TranslationRequest:
    return TranslationRequest(
        text=getattr(item, field),
        source=SOURCE,
        target=language,
        key=memory_key(item.dataset_id, field, item.external_id),
    )


def _translation(
    batch: Batch,
    translator: Translator,
    item: Item,
    question: TranslationResult,
    answer: TranslationResult,
) -> Translation:
    scores = [result.score for result in (question, answer) if result.score is not None]
    reused = reused_fields(question, answer)
    made_from = (translator.name, translator.version, batch.language, item.question, item.answer)
    return Translation(
        dataset_id=item.dataset_id,
        item=item,
        language=batch.language,
        question=question.text,
        answer=answer.text,
        origin=Origin.MACHINE,
        engine=translator.name,
        engine_version=translator.version,
        parameters={**translator.parameters, **({"reused": reused} if reused else {})},
        score=min(scores) if scores else None,
        licence=combine_licences(
            batch.job.dataset.licence,
            *(_licence(translator, result) for result in (question, answer)),
        ),
        fingerprint=fingerprint(*made_from, str(dict(translator.parameters))),
        job_id=batch.job_id,
    )


def _licence(translator: Translator, result: TranslationResult) -> str:
    return translator.capabilities.licence.name if result.licence is None else result.licence


TRANSLATE = JobKind(
    name="translate",
    title="Translate",
    description="Translates English questions and answers that a language doesn't have yet.",
    queue=Queue.CPU,
    parameters=TranslateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
)
