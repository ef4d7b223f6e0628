"""Translating again what a manager chose, by another engine or a newer version."""

from collections import Counter
from collections.abc import Mapping

from django.db import connection
from django.utils import timezone
from rest_framework import serializers

from catalog.models import Dataset
from corpus.models import Item, Recording, Translation
from corpus.texts import NewText, add_translations
from engines import registry
from engines.protocols import ItemFailure
from generation.counting import lock_current, tally_recordings, tally_reports, tally_texts
from generation.kinds.parameters import EngineField, LanguagesParameters, queue_of_engine
from generation.kinds.selecting import FAILED, SelectionParameters, selected
from generation.kinds.translate import SourceItem, TextMaker, build_requests, fail_item
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import Subject, add_reports, lock_reports
from generation.results import Findings, check_fields
from generation.selectors import settled_sql
from generation.subjects import items_of_texts
from generation.voicing import NOTHING_NEW
from jobs.counts import Tally, record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

BATCH_UNITS = 100
# No machine replaces what a person wrote or stands for.
_CHOSEN = """
SELECT t.language, t.id, length(i.question) + length(i.answer) AS size, t.item_id
FROM corpus_translation t JOIN corpus_item i ON i.id = t.item_id
JOIN corpus_source s ON s.id = i.source_id AND (%(source)s = '' OR s.slug = %(source)s)
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.origin = 'machine' AND i.split <> 'excluded'
  AND t.language = ANY(%(languages)s) AND (%(made_by)s = '' OR t.engine = %(made_by)s)
  AND (%(score_below)s::float8 IS NULL OR t.score < %(score_below)s) AND {failed}
  AND t.id NOT IN ({settled})
"""
_HAND_OVER = """
UPDATE corpus_recording r SET translation_id = new.id
FROM corpus_translation new JOIN corpus_translation old
    ON old.item_id = new.item_id AND old.language = new.language AND old.question = new.question
WHERE new.id = ANY(%(new)s) AND old.id = ANY(%(old)s) AND r.translation_id = old.id
"""

Made = Mapping[int, tuple[NewText, Findings]]
"""New texts and what their checks found, by the id of the text that each replaces."""


class RetranslateParameters(SelectionParameters, LanguagesParameters):
    engine = EngineField("translator", default="translation-memory")
    score_below = serializers.FloatField(
        default=None, allow_null=True, help_text="only below this score of the translator's own"
    )


_CHOICES = ("languages", "source", "made_by", "score_below")


def subjects(parameters: Parameters) -> Subjects:
    failed = FAILED.format(report="c.translation_id = t.id")
    sql = _CHOSEN.format(failed=failed, settled=settled_sql())
    return Subjects(sql, selected(parameters, *_CHOICES))


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    translator = registry.translator(batch.job.parameters["engine"])
    maker = TextMaker(batch, translator)
    old = _texts_to_replace(batch)
    items = [_item_of(text) for text in old]
    # Not through what was translated before: that is what is to be replaced.
    answers = translator.translate(build_requests(batch, items))
    made: dict[int, tuple[NewText, Findings]] = {}
    failed: list[FailedUnit] = []
    for text, item, question, answer in zip(old, items, answers[::2], answers[1::2], strict=True):
        if isinstance(question, ItemFailure) or isinstance(answer, ItemFailure):
            problem = question if isinstance(question, ItemFailure) else answer
            assert isinstance(problem, ItemFailure)  # noqa: S101 - one of the two is
            failed.append(fail_item(item, problem, subject_id=text.pk))
            continue
        new = maker.text(item, question, answer)
        if new.fingerprint == text.fingerprint:
            failed.append(_nothing_new(text, translator.name))
        else:
            made[text.pk] = (new, check_fields(item, new, batch.language))

    def write() -> list[FailedUnit]:
        _replace(made, maker)
        return failed

    return write


def _texts_to_replace(batch: Batch) -> list[Translation]:
    """Leaves out what was replaced since this job was planned."""
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    return list(texts.select_related("item__source").order_by("item_id"))


def _item_of(text: Translation) -> SourceItem:
    item = text.item
    return SourceItem(item.pk, item.external_id, item.question, item.answer, item.source.slug)


def _nothing_new(text: Translation, engine: str) -> FailedUnit:
    message = f"{engine} translated it before and would say the same. Choose another engine."
    return FailedUnit(text.pk, NOTHING_NEW, f"{text.item.external_id}: {message}")


def _replace(made: Made, maker: TextMaker) -> None:
    """Old texts stay as history, and so do their recordings, unless the question is the same."""
    # In the order of a correction: item, text, report.
    items = Item.objects.filter(translations__in=[*made]).order_by("pk")
    list(items.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    old = sorted(lock_current(made))
    lock_reports(old)
    change: Tally = Counter()
    change.subtract(_tally(old))
    Translation.objects.filter(pk__in=old).update(is_current=False)
    new = add_translations([made[pk][0] for pk in old], maker.lineage, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, {"new": new, "old": old})
    lineage = maker.lineage
    of = [Subject(lineage.dataset_id, lineage.language, translation_id=pk) for pk in new]
    add_reports(zip(of, (made[pk][1] for pk in old), strict=True))
    change.update(_tally(new))
    record_counts(lineage.dataset_id, change)


def _tally(text_ids: list[int]) -> Tally:
    texts = Translation.objects.filter(pk__in=text_ids).select_related("item__source")
    recordings = Recording.objects.filter(translation__in=text_ids, is_current=True)
    spoken = recordings.select_related("translation__item__source")
    return tally_texts(texts) + tally_recordings(spoken) + tally_reports(text_ids)


RETRANSLATE = JobKind(
    name="retranslate",
    title="Translate again",
    description="Translates chosen texts again. What people wrote or confirmed stays as it is.",
    queue=queue_of_engine("translator"),
    parameters=RetranslateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
