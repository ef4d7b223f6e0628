"""Voicing the questions. Answers stay text, as in the paper (section 3)."""

from rest_framework import serializers

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_new_recordings
from generation.kinds.speaking import (
    SpeakingParameters,
    estimate_speaking,
    plan_speaking,
    queue_of_speakers,
)
from generation.planning import Subjects
from generation.reports import add_reports, lock_reports, subject_of
from generation.subjects import items_of_texts
from generation.turns import find_elsewhere
from generation.voicing import Voiced, voice_texts
from jobs.counts import record_counts
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

# Nobody may use what was kept out of train (docs/decisions/0008-kept-out-of-train.md); but what a
# person wrote is voiced in any case, as the sweep asks for it until it is.
_UNVOICED = """
SELECT t.language, t.id, length(t.question) AS size, t.item_id FROM corpus_translation t
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
  AND (NOT %(corrected_only)s OR t.origin = 'human')
  AND NOT EXISTS (SELECT FROM corpus_recording r WHERE r.translation_id = t.id AND r.is_current)
  AND (t.origin = 'human' OR NOT EXISTS (
       SELECT FROM corpus_item i
       WHERE i.id = t.item_id AND i.dataset_id = %(dataset)s AND i.split = 'excluded'))
"""


class SynthesizeParameters(SpeakingParameters):
    corrected_only = serializers.BooleanField(
        default=False, help_text="Only questions that a person corrected."
    )


def subjects(parameters: Parameters) -> Subjects:
    values = {name: parameters[name] for name in ("languages", "corrected_only")}
    return Subjects(_UNVOICED, values)


def plan(job: Job) -> int:
    return plan_speaking(job, subjects(job.parameters))


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_speaking(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    texts, voiced = _voice(batch)

    def write() -> list[FailedUnit]:
        current = lock_current([text.pk for text in texts])
        Recording.objects.bulk_create(take.recording for take in voiced.all())
        add_reports((subject_of(take.recording), take.findings) for take in voiced.all())
        lock_reports(current)
        # A recording of words that a person just replaced is history from the start.
        counted = [take for take in voiced.best() if take.recording.translation_id in current]
        record_counts(batch.job.dataset_id, tally_new_recordings(counted))
        return voiced.failed

    return write


def _voice(batch: Batch) -> tuple[list[Translation], Voiced]:
    """First the texts that are this batch's alone, then those that older ones were voicing."""
    elsewhere = find_elsewhere(batch)
    texts = _texts_to_voice(batch)
    own = [text for text in texts if text.pk not in elsewhere.subjects]
    voiced = voice_texts(batch, own)
    if not elsewhere.wait(subjects=[text.pk for text in texts]):
        return own, voiced
    mine = {text.pk for text in own}
    left = [text for text in _texts_to_voice(batch) if text.pk not in mine]
    return [*own, *left], voiced.and_also(voice_texts(batch, left))


def _texts_to_voice(batch: Batch) -> list[Translation]:
    """Leaves out what another job voiced, and a person corrected, since this one was planned."""
    voiced = Recording.objects.filter(translation__in=batch.subject_ids, is_current=True)
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    return list(
        texts.select_related("item__source")
        .exclude(pk__in=voiced.values("translation"))
        .order_by("item_id")
    )


SYNTHESIZE = JobKind(
    name="synthesize",
    title="Synthesize",
    description="Voices questions that have no recording of their current text.",
    queue=queue_of_speakers,
    parameters=SynthesizeParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
