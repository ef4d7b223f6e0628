"""The job kind that freezes a benchmark."""

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from evaluation.runs.contamination import find_contamination
from evaluation.runs.freezing import corpus_folder, describe_source, gather, write_benchmark
from evaluation.runs.models import NAME, Benchmark
from evaluation.suites.errors import SuiteUnknownError
from evaluation.suites.loading import get_suite
from evaluation.suites.suite import Source
from generation.kinds.parameters import LanguagesParameters
from jobs.enums import Queue
from jobs.kinds import FailedUnit, JobKind, WriteResults
from jobs.models import Batch, Job
from releases.errors import ReleaseMissingError

if TYPE_CHECKING:
    from catalog.models import Dataset


class BenchmarkParameters(LanguagesParameters):
    name = serializers.CharField(max_length=40, validators=[NAME], help_text="such as qa-v1")
    suite = serializers.CharField(max_length=60, default="spoken_qa", help_text="its name")
    release = serializers.CharField(
        max_length=40,
        default="",
        allow_blank=True,
        help_text="whose bench split is asked, for a suite of releases",
    )
    folder = serializers.CharField(
        max_length=200,
        default="",
        allow_blank=True,
        help_text="with the corpus, below EVALUATION_FOLDER, for a suite of files",
    )

    def validate_name(self, name: str) -> str:
        dataset: Dataset = self.context["dataset"]
        if dataset.benchmarks.filter(name=name).exists():
            raise serializers.ValidationError(
                f"There is a benchmark {name!r} already, and none is ever changed. Choose another."
            )
        return name

    def validate_suite(self, name: str) -> str:
        try:
            suite = get_suite(name)
        except SuiteUnknownError as unknown:
            raise serializers.ValidationError(str(unknown)) from unknown
        if suite.given:
            raise serializers.ValidationError(
                f"The prompt of {name} names the {' and '.join(suite.given)} of each item, which "
                "benchmarks don't keep yet. Ask it through evaluation.suites, or choose another."
            )
        return suite.name

    def validate_release(self, name: str) -> str:
        if name and not self.context["dataset"].releases.filter(name=name).exists():
            raise serializers.ValidationError(ReleaseMissingError(name).message)
        return name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        suite = get_suite(attrs["suite"])
        wanted = "release" if suite.source is Source.BENCH else "folder"
        if not attrs[wanted]:
            raise serializers.ValidationError(
                {wanted: f"Suite {suite.name!r} reads a {wanted}: name one."}
            )
        if wanted == "folder":
            corpus_folder(attrs["folder"])
        other = {"release": "folder", "folder": "release"}[wanted]
        if attrs[other]:
            raise serializers.ValidationError(
                {other: f"Suite {suite.name!r} reads a {wanted}, and no {other}."}
            )
        return attrs


def plan(job: Job) -> int:
    """One batch: a benchmark is frozen as a whole or not at all."""
    Batch.objects.create(
        job=job, queue=job.queue, language="", subject_ids=[job.dataset_id], units=1
    )
    return 1


def run(batch: Batch) -> WriteResults:
    job, wanted = batch.job, batch.job.parameters
    suite = get_suite(wanted["suite"])
    release = job.dataset.releases.filter(name=wanted["release"]).first()
    gathered = gather(job.dataset, suite, release, wanted["folder"], wanted["languages"])
    benchmark = Benchmark(
        dataset=job.dataset,
        name=wanted["name"],
        suite=suite.name,
        task=suite.task.value,
        definition=describe_source(suite, release=wanted["release"], folder=wanted["folder"]),
        release=release,
        contamination=find_contamination(job.dataset, gathered.items),
        job=job,
        created_by=job.created_by,
    )

    def write() -> list[FailedUnit]:
        write_benchmark(benchmark, gathered)
        return []

    return write


BENCHMARK = JobKind(
    name="benchmark",
    title="Freeze a benchmark",
    description="Keeps the questions of a suite under a name, and looks for them in train splits.",
    queue=Queue.CPU,
    parameters=BenchmarkParameters,
    plan=plan,
    run=run,
)
