"""Job kinds of the corpus: drawing splits, finding near-duplicates, comparing storage."""

from typing import Any

from rest_framework import serializers

from catalog.models import Dataset
from corpus.drawing import check_draw, foresee_draw, store_draw
from corpus.leakage import find_leaks, store_leaks
from corpus.storage_check import check_storage
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job
from languages import SOURCE


class NoParameters(serializers.Serializer[Any]):
    """Nothing to choose."""


class DrawParameters(NoParameters):
    """Nothing to choose, but refused at once where nothing can be drawn."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_draw(self.context["dataset"])
        return attrs


def plan_draw(job: Job) -> int:
    """One batch, as places are given at one stroke; its units are the items."""
    items = job.dataset.items.count()
    _add_batch(job, SOURCE, units=items)
    return items


def run_draw(batch: Batch) -> WriteResults:
    dataset = batch.job.dataset
    draw = foresee_draw(dataset)

    def write() -> list[FailedUnit]:
        store_draw(dataset, draw)
        return []

    return write


def estimate_draw(dataset: Dataset, parameters: Parameters) -> Estimate:
    return Estimate(units=dataset.items.count())


def plan_whole_dataset(job: Job) -> int:
    """One batch; its subject is the dataset."""
    _add_batch(job, "")
    return 1


def run_check_storage(batch: Batch) -> WriteResults:
    report = check_storage(batch.job.dataset)

    def write() -> list[FailedUnit]:
        report.save()
        return []

    return write


def plan_languages(job: Job) -> int:
    """One batch for each language; its subject is the dataset."""
    for language in job.dataset.languages:
        _add_batch(job, language)
    return len(job.dataset.languages)


def run_near_duplicates(batch: Batch) -> WriteResults:
    dataset = batch.job.dataset
    found = list(find_leaks(dataset, batch.language))

    def write() -> list[FailedUnit]:
        store_leaks(dataset, batch.language, found)
        return []

    return write


def estimate_languages(dataset: Dataset, parameters: Parameters) -> Estimate:
    return Estimate(units=len(dataset.languages))


def _add_batch(job: Job, language: str, *, units: int = 1) -> None:
    Batch.objects.create(
        job=job, queue=job.queue, language=language, subject_ids=[job.dataset_id], units=units
    )


DRAW_SPLITS = JobKind(
    name="draw-splits",
    title="Draw the splits",
    description="Draws train, dev, test and bench, and keeps near-duplicates out of train.",
    queue=Queue.CPU,
    parameters=DrawParameters,
    plan=plan_draw,
    run=run_draw,
    estimate=estimate_draw,
)
CHECK_STORAGE = JobKind(
    name="check-storage",
    title="Check storage",
    description="Finds audio and files of releases that are missing or damaged, or nobody's.",
    queue=Queue.SYNC,
    parameters=NoParameters,
    plan=plan_whole_dataset,
    run=run_check_storage,
)
NEAR_DUPLICATES = JobKind(
    name="near-duplicates",
    title="Find near-duplicates",
    description="Finds questions nearly the same as one that is held out, in every language.",
    queue=Queue.CPU,
    parameters=NoParameters,
    plan=plan_languages,
    run=run_near_duplicates,
    estimate=estimate_languages,
)
