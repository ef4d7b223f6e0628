"""Running the automatic checks that texts and recordings lack.

For a threshold that moved, `manage.py judge_checks` is enough.
"""

from collections import Counter
from dataclasses import replace

from rest_framework import serializers

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_reports
from generation.crew import LISTENING, READING, Crew, Group, crew_of, gather, needs_gpu
from generation.examination import Examination, examine
from generation.kinds.parameters import EngineField, LanguagesParameters
from generation.lacking import lacking_subjects
from generation.pace import renew_paces
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import lock_reports, merge_reports, subject_of
from generation.subjects import items_of_texts
from jobs.counts import Tally, record_counts
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job

BATCH_UNITS = 200


class CheckParameters(LanguagesParameters):
    groups = serializers.MultipleChoiceField(
        choices=[group.value for group in Group],
        default={group.value for group in READING},
        allow_empty=False,
        help_text="Of checks; all but text and signal ask engines.",
    )
    recognizers = serializers.ListField(
        child=EngineField("recognizer"),
        default=list,
        max_length=10,
        help_text="All that are here if absent.",
    )
    again = serializers.BooleanField(
        default=False, help_text="Also what was checked in this version already."
    )

    def validate_groups(self, value: set[str]) -> list[str]:
        """In one order, so that equal jobs have equal fingerprints."""
        return [group.value for group in Group if group.value in value]


class ListenParameters(CheckParameters):
    groups = serializers.MultipleChoiceField(
        choices=[group.value for group in LISTENING],
        default={group.value for group in LISTENING},
        allow_empty=False,
    )


def _settle(dataset_id: int, parameters: Parameters) -> tuple[Crew, list[str]]:
    """Who checks; measures the pace of voices where it is to be judged and not known well."""
    crew, skipped = gather(parameters["groups"], parameters["recognizers"])
    if Group.SIGNAL in crew.groups:
        crew = replace(crew, pace_version=renew_paces(dataset_id))
    return crew, skipped


def _subjects(dataset_id: int, crew: Crew, parameters: Parameters) -> Subjects:
    return lacking_subjects(crew, dataset_id, parameters["languages"], again=parameters["again"])


def plan(job: Job) -> int:
    """Also writes into the parameters who checks, and what is left out for lack of engines."""
    crew, skipped = _settle(job.dataset_id, job.parameters)
    settled = {**job.parameters, "crew": crew.as_parameters(), "skipped": skipped}
    Job.objects.filter(pk=job.pk).update(parameters=settled)
    subjects = _subjects(job.dataset_id, crew, job.parameters)
    return plan_batches(job, *subjects, batch_units=BATCH_UNITS)


def estimate(dataset: Dataset, parameters: Parameters) -> Estimate:
    crew, _ = gather(parameters["groups"], parameters["recognizers"])
    return estimate_subjects(dataset, _subjects(dataset.pk, crew, parameters))


def run(batch: Batch) -> WriteResults:
    texts = Translation.objects.filter(pk__in=batch.subject_ids, is_current=True)
    recordings = Recording.objects.filter(translation__in=batch.subject_ids, is_current=True)
    job = batch.job
    found = examine(
        crew_of(job.parameters),
        [*texts.select_related("item").order_by("pk")],
        [*recordings.select_related("translation__item").order_by("pk")],
        again=job.parameters["again"],
    )
    return lambda: _write(batch, found)


def _write(batch: Batch, found: Examination) -> list[FailedUnit]:
    current = lock_current(batch.subject_ids)
    lock_reports(current)
    change: Tally = Counter()
    change.subtract(tally_reports(current))
    merge_reports((subject_of(t), one) for t, one in found.of_texts if t.pk in current)
    merge_reports(
        (subject_of(r), one) for r, one in found.of_recordings if r.translation_id in current
    )
    change.update(tally_reports(current))
    record_counts(batch.job.dataset_id, change)
    return found.failed


def _queue_of(parameters: Parameters) -> Queue:
    return Queue.GPU if needs_gpu(parameters["groups"]) else Queue.CPU


CHECK = JobKind(
    name="check",
    title="Check",
    description="Checks current texts and recordings by what is written and what was measured.",
    queue=_queue_of,
    parameters=CheckParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
LISTEN = JobKind(
    name="listen",
    title="Listen",
    description=(
        "Lets engines hear current recordings: what is said, in which language, how well, by whom."
    ),
    queue=_queue_of,
    parameters=ListenParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
