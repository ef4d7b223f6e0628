"""Running the automatic checks again, after a check changed or became known.

For a threshold that moved, `manage.py judge_checks` is enough.
"""

from collections import Counter

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_reports
from generation.kinds.parameters import LanguagesParameters
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import lock_reports, merge_reports, subject_of
from generation.results import check_audio, check_text
from generation.subjects import items_of_texts
from jobs.counts import Tally, record_counts
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

BATCH_UNITS = 200
_TEXTS = """
SELECT t.language, t.id, length(t.question) AS size FROM corpus_translation t
WHERE t.dataset_id = %(dataset)s AND t.is_current AND t.language = ANY(%(languages)s)
"""


def subjects(parameters: Parameters) -> Subjects:
    return Subjects(_TEXTS, {"languages": parameters["languages"]})


def plan(job: Job) -> int:
    return plan_batches(job, *subjects(job.parameters), batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    return estimate_subjects(dataset, subjects(parameters))


def run(batch: Batch) -> WriteResults:
    texts = Translation.objects.filter(pk__in=batch.subject_ids).select_related("item")
    recordings = Recording.objects.filter(translation__in=batch.subject_ids, is_current=True)
    of_texts = [(text, check_text(text)) for text in texts]
    of_audio = [
        (recording, check_audio(recording, recording.translation.question))
        for recording in recordings.select_related("translation")
    ]

    def write() -> list[FailedUnit]:
        current = lock_current(batch.subject_ids)
        lock_reports(current)
        change: Tally = Counter()
        change.subtract(tally_reports(current))
        merge_reports((subject_of(t), found) for t, found in of_texts if t.pk in current)
        merge_reports(
            (subject_of(r), found) for r, found in of_audio if r.translation_id in current
        )
        change.update(tally_reports(current))
        record_counts(batch.job.dataset_id, change)
        return []

    return write


CHECK = JobKind(
    name="check",
    title="Check",
    description="Runs the automatic checks again on current texts and recordings.",
    queue=Queue.CPU,
    parameters=LanguagesParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
