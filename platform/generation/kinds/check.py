"""Running the automatic checks again, after a check or its threshold changed."""

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_checks_of
from generation.kinds.parameters import LanguagesParameters
from generation.models import CheckResult
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.results import check_audio, check_text
from jobs.counts import record_counts
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
    of_texts = [check for text in texts for check in check_text(text)]
    of_audio = [
        check
        for recording in recordings.select_related("translation")
        for check in check_audio(recording, recording.translation.question)
    ]

    def write() -> list[FailedUnit]:
        current = lock_current(batch.subject_ids)
        before = tally_checks_of(current)
        _replace(of_texts, unique=["translation", "field", "name"])
        _replace(of_audio, unique=["recording", "name"])
        change = tally_checks_of(current)
        change.subtract(before)
        record_counts(batch.job.dataset_id, change)
        return []

    return write


def _replace(checks: list[CheckResult], *, unique: list[str]) -> None:
    CheckResult.objects.bulk_create(
        checks,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=["version", "value", "threshold", "passed", "detail"],
    )


CHECK = JobKind(
    name="check",
    title="Check",
    description="Runs the automatic checks again on current texts and recordings.",
    queue=Queue.CPU,
    parameters=LanguagesParameters,
    plan=plan,
    run=run,
    estimate=estimate,
)
