"""Running the automatic checks that texts and recordings lack.

For a threshold that moved, `manage.py judge_checks` is enough. A recording that fails is set
aside; one that passes now is fit for use again.
"""

from collections import Counter
from dataclasses import replace

from rest_framework import serializers

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.counting import lock_current, tally_spoken
from generation.crew import LISTENING, READING, Crew, Group, crew_of, gather, needs_gpu
from generation.examination import Examination, examine
from generation.kinds.parameters import EngineField, LanguagesParameters
from generation.kinds.speaking import MOST_ATTEMPTS
from generation.lacking import lacking_subjects
from generation.pace import renew_paces
from generation.planning import Subjects, estimate_subjects, plan_batches
from generation.reports import lock_reports, merge_reports, set_aside_what_fails, subject_of
from generation.retakes import Retakes, retake, write_retakes
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
    max_attempts = serializers.IntegerField(
        default=3,
        min_value=1,
        max_value=MOST_ATTEMPTS,
        help_text="A recording that fails what is heard is voiced again by its engine with another"
        " seed, up to so many times in all; then it is set aside. 1: never voiced again.",
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
    spoken = Recording.objects.filter(translation__in=batch.subject_ids, is_current=True)
    recordings = [*spoken.select_related("translation__item").order_by("translation__item_id")]
    crew = crew_of(batch.job.parameters)
    found = examine(
        crew,
        [*texts.select_related("item").order_by("item_id")],
        recordings,
        again=batch.job.parameters["again"],
    )
    retakes = retake(batch, crew, recordings, found)
    return lambda: _write(batch, found, retakes)


def _write(batch: Batch, found: Examination, retakes: Retakes) -> list[FailedUnit]:
    current = lock_current(batch.subject_ids)
    lock_reports(current)
    change: Tally = Counter()
    change.subtract(tally_spoken(current))
    merge_reports((subject_of(t), one) for t, one in found.of_texts if t.pk in current)
    merge_reports(
        (subject_of(r), one) for r, one in found.of_recordings if r.translation_id in current
    )
    write_retakes(retakes, current)
    set_aside_what_fails(current)
    change.update(tally_spoken(current))
    record_counts(batch.job.dataset_id, change)
    failed = {unit.subject_id: unit for unit in (*retakes.failed, *found.failed)}
    return [unit for pk, unit in failed.items() if pk not in retakes.replaced]


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
        " What fails is voiced again with another seed, then set aside."
    ),
    queue=_queue_of,
    parameters=ListenParameters,
    plan=plan,
    run=run,
    estimate=estimate,
    items_of=items_of_texts,
)
