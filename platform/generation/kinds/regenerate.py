"""Voicing again what a manager chose: with another seed, or by another engine."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_spoken
from generation.kinds.selecting import FAILED, SelectionParameters, selected
from generation.kinds.speaking import (
    SpeakingParameters,
    estimate_speaking,
    plan_speaking,
    queue_of_speakers,
)
from generation.planning import Subjects
from generation.reports import add_reports, lock_reports, subject_of
from generation.selectors import score_names, score_sql
from generation.subjects import items_of_texts
from generation.voicing import Take, voice_texts
from jobs.counts import Tally, record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

_OF_ITEM = """
FROM corpus_translation t JOIN corpus_item i
    ON i.id = t.item_id AND (i.split <> 'excluded' OR t.origin = 'human')
JOIN corpus_source s ON s.id = i.source_id AND (%(source)s = '' OR s.slug = %(source)s)
"""
_SPOKEN = """
SELECT t.language, t.id, length(t.question) AS size, t.item_id
{of_item} JOIN corpus_recording r ON r.translation_id = t.id AND r.is_current
{scores}
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
  AND (%(made_by)s = '' OR r.engine = %(made_by)s) AND (%(voice)s = '' OR r.voice = %(voice)s)
  AND (NOT %(set_aside)s OR r.set_aside IS NOT NULL) AND {failed}
"""
_SCORED = """
JOIN ({sql}) scored ON scored.recording_id = r.id AND scored.score < %(score_below)s
"""
# The old recording speaks words that were replaced; votes on it say nothing of the new ones.
_CHANGED = """
SELECT t.language, t.id, length(t.question) AS size, t.item_id {of_item}
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
  AND NOT EXISTS (SELECT FROM corpus_recording r WHERE r.translation_id = t.id AND r.is_current)
  AND EXISTS (
    SELECT FROM corpus_translation old JOIN corpus_recording r ON r.translation_id = old.id
    WHERE old.item_id = t.item_id AND old.language = t.language AND old.id <> t.id
      AND (%(made_by)s = '' OR r.engine = %(made_by)s) AND (%(voice)s = '' OR r.voice = %(voice)s)
      AND (NOT %(set_aside)s OR r.set_aside IS NOT NULL) AND {failed})
"""


class RegenerateParameters(SelectionParameters, SpeakingParameters):
    voice = serializers.CharField(default="", allow_blank=True, max_length=60)
    set_aside = serializers.BooleanField(default=False, help_text="only what was set aside")
    text_changed = serializers.BooleanField(
        default=False, help_text="only where the words changed since they were spoken"
    )
    score = serializers.CharField(
        default="naturalness", max_length=30, help_text="which of the raters' scores counts"
    )
    score_below = serializers.FloatField(
        default=None, allow_null=True, help_text="only below this mean"
    )

    def validate_score(self, value: str) -> str:
        if value not in score_names():
            raise serializers.ValidationError(f"Choose one of {', '.join(score_names())}.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["text_changed"] and attrs["score_below"] is not None:
            raise serializers.ValidationError(
                {"score_below": "New words have no votes yet. Choose by one of the two."}
            )
        return super().validate(attrs)


_CHOICES = ("languages", "source", "made_by", "voice", "set_aside", "score_below")


def subjects(parameters: Parameters) -> Subjects:
    """Current texts; their recordings, or those of their earlier words, are what was chosen."""
    sql = _CHANGED if parameters["text_changed"] else _SPOKEN
    scored = "" if parameters["score_below"] is None else score_sql(parameters["score"])
    chosen = sql.format(
        of_item=_OF_ITEM,
        scores=_SCORED.format(sql=scored) if scored else "",
        failed=FAILED.format(report="c.recording_id = r.id"),
    )
    return Subjects(chosen, selected(parameters, *_CHOICES))


def plan(job: Job) -> int:
    return plan_speaking(job, subjects(job.parameters))


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_speaking(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    old = _current_recordings(batch.subject_ids)
    texts = _texts_to_voice(batch, old)
    voiced = voice_texts(batch, texts, instead_of=old)

    def write() -> list[FailedUnit]:
        current = lock_current([text.pk for text in texts])
        lock_reports(current)
        # Whose recording is still the one that was chosen; else somebody was quicker.
        now = _current_recordings(current)
        fit = {pk for pk in current if _id_of(now, pk) == _id_of(old, pk)}
        takes = [take for take in voiced.all() if take.recording.translation_id in fit]
        change: Tally = Counter()
        change.subtract(tally_spoken(fit))
        _replace(takes)
        change.update(tally_spoken(fit))
        record_counts(batch.job.dataset_id, change)
        return voiced.failed

    return write


def _texts_to_voice(batch: Batch, old: dict[int, Recording]) -> list[Translation]:
    """Leaves out what was voiced, or got other words, since the job was started."""
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    started = batch.job.created_at
    return [
        text
        for text in texts.select_related("item__source").order_by("item_id")
        if text.pk not in old or old[text.pk].created_at < started
    ]


def _current_recordings(text_ids: Iterable[int]) -> dict[int, Recording]:
    recordings = Recording.objects.filter(translation__in=[*text_ids], is_current=True)
    return {recording.translation_id: recording for recording in recordings}


def _id_of(recordings: dict[int, Recording], text_id: int) -> int | None:
    return recordings[text_id].pk if text_id in recordings else None


def _replace(takes: list[Take]) -> None:
    """The old recordings stay, as history."""
    spoken = {take.recording.translation_id for take in takes}
    Recording.objects.filter(translation__in=spoken, is_current=True).update(is_current=False)
    Recording.objects.bulk_create(take.recording for take in takes)
    add_reports((subject_of(take.recording), take.findings) for take in takes)


REGENERATE = JobKind(
    name="regenerate",
    title="Voice again",
    description="Voices chosen questions again, with another seed or engine. Votes on the old"
    " recordings expire and are asked again.",
    queue=queue_of_speakers,
    parameters=RegenerateParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
