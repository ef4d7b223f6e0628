"""Translating English items into other languages."""

from collections.abc import Sequence

from catalog.models import Dataset
from corpus.enums import Origin
from corpus.fingerprints import fingerprint
from corpus.models import Item, Translation
from engines import registry
from engines.protocols import ItemFailure, TranslationRequest, TranslationResult, Translator
from generation.counting import tally_checks, tally_texts
from generation.kinds.parameters import EngineField, LanguagesParameters, queue_of_engine
from generation.licences import combine_licences
from generation.memory import memory_key
from generation.models import CheckResult
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.results import check_text
from generation.reuse import find_new, reused_fields, tally_hits, translate_once
from generation.turns import wait_for_older
from jobs.counts import record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job
from languages import SOURCE

BATCH_UNITS = 50
# Nobody may use what was kept out of train (docs/decisions/0008-kept-out-of-train.md).
_UNTRANSLATED = """
SELECT wanted.language, i.id, length(i.question) + length(i.answer) AS size
FROM corpus_item i CROSS JOIN unnest(%(languages)s::text[]) AS wanted (language)
WHERE i.dataset_id = %(dataset)s AND i.split <> 'excluded' AND wanted.language <> 'eng'
  AND NOT EXISTS (
    SELECT FROM corpus_translation t
    WHERE t.item_id = i.id AND t.language = wanted.language AND t.is_current)
"""


class TranslateParameters(LanguagesParameters):
    engine = EngineField("translator", default="translation-memory")


def subjects(parameters: Parameters) -> Subjects:
    return Subjects(_UNTRANSLATED, {"languages": parameters["languages"]})


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    translator = registry.translator(batch.job.parameters["engine"])
    items, requests = _work_of(batch)
    new = find_new(translator, requests, dataset=batch.job.dataset)
    if wait_for_older(batch, texts=new):
        items, requests = _work_of(batch)
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
    checks = [check for text in done for check in check_text(text)]

    def write() -> list[FailedUnit]:
        Translation.objects.bulk_create(done)
        CheckResult.objects.bulk_create(checks)
        record_counts(batch.job.dataset_id, tally_texts(done) + tally_checks(checks) + hits)
        return failed

    return write


def _failed(item: Item, failure: ItemFailure) -> FailedUnit:
    return FailedUnit(item.pk, failure.code, f"{item.external_id}: {failure.message}")


def _work_of(batch: Batch) -> tuple[Sequence[Item], list[TranslationRequest]]:
    """Returns the items, and for each of them one request for the question, one for the answer."""
    items = _items_to_translate(batch)
    fields = ("question", "answer")
    return items, [_request(item, field, batch.language) for item in items for field in fields]


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
    queue=queue_of_engine("translator"),
    parameters=TranslateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
)
