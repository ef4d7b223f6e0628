"""The job kinds that make a release, and files of one."""

from typing import Any

from django.db.models import Sum
from rest_framework import serializers

from catalog.models import Dataset
from generation.kinds.parameters import LanguagesParameters
from jobs.enums import Queue
from jobs.kinds import Estimate, FailedUnit, JobKind, Parameters, WriteResults
from jobs.models import Batch, Job
from releases.enums import ExportFormat
from releases.errors import GatesFailedError, ReleaseMissingError
from releases.exporting.shards import Cut, make_shard, plan_shards
from releases.filter_api import VersionFilterSerializer
from releases.freezing import Wish, freeze
from releases.frozen_rows import RowFilter, filter_rows
from releases.models import NAME, Export, Release


class ReleaseParameters(LanguagesParameters):
    name = serializers.CharField(max_length=40, validators=[NAME], help_text="such as v1")
    notes = serializers.CharField(default="", allow_blank=True, max_length=10_000)
    override_reason = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=2_000,
        help_text="Releases although gates fail; published with the release.",
    )

    def validate_name(self, name: str) -> str:
        dataset: Dataset = self.context["dataset"]
        if Release.objects.filter(dataset=dataset, name=name).exists():
            raise serializers.ValidationError(
                f"There is a release {name!r} already, and none is ever changed. Choose another."
            )
        return name


def plan(job: Job) -> int:
    """One batch: a release is made as a whole or not at all."""
    Batch.objects.create(
        job=job, queue=job.queue, language="", subject_ids=[job.dataset_id], units=1
    )
    return 1


def run(batch: Batch) -> WriteResults:
    """Nothing is left to write: the release is there already, and known by its job."""
    failed: list[FailedUnit] = []
    try:
        freeze(batch.job.dataset, Wish(**_settled(batch.job.parameters)), job=batch.job)
    except GatesFailedError as problem:
        failed = [FailedUnit(batch.job.dataset_id, problem.code, problem.message)]
    return lambda: failed


def _settled(parameters: Parameters) -> dict[str, Any]:
    wanted = {name: parameters[name] for name in ("name", "notes", "override_reason")}
    return {**wanted, "languages": tuple(parameters["languages"])}


RELEASE = JobKind(
    name="release",
    title="Make a release",
    description="Freezes every text, recording and vote under a name, if the gates pass.",
    queue=Queue.CPU,
    parameters=ReleaseParameters,
    plan=plan,
    run=run,
)


class ExportParameters(VersionFilterSerializer):
    release = serializers.CharField(max_length=40, help_text="its name")
    format = serializers.ChoiceField(choices=ExportFormat.choices, default=ExportFormat.PARQUET)

    def validate_release(self, name: str) -> str:
        if not self.context["dataset"].releases.filter(name=name).exists():
            raise serializers.ValidationError(ReleaseMissingError(name).message)
        return name


def plan_export(job: Job) -> int:
    """A batch for each shard, so that a killed export goes on at the shard."""
    filters = dict(job.parameters)
    release = job.dataset.releases.get(name=filters.pop("release"))
    export = Export.objects.create(
        release=release,
        format=filters.pop("format"),
        filters=filters,
        job=job,
        created_by=job.created_by,
    )
    return plan_shards(job, export)


def run_export(batch: Batch) -> WriteResults:
    shard = make_shard(batch.job.export, Cut(*batch.subject_ids))

    def write() -> list[FailedUnit]:
        shard.save()
        return []

    return write


def estimate_export(dataset: Dataset, parameters: Parameters) -> Estimate:
    filters = {name: parameters[name] for name in parameters if name not in {"release", "format"}}
    release = dataset.releases.get(name=parameters["release"])
    rows = filter_rows(release, RowFilter(**filters))
    seconds = rows.aggregate(seconds=Sum("recording__duration_s"))["seconds"]
    return Estimate(units=rows.count(), audio_seconds=seconds)


EXPORT = JobKind(
    name="export",
    title="Export a release",
    description="Writes files of a release for training and analysis, in shards.",
    queue=Queue.CPU,
    parameters=ExportParameters,
    plan=plan_export,
    run=run_export,
    estimate=estimate_export,
)
