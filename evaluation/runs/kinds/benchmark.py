"""The job kind that freezes a benchmark."""

from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from evaluation.runs.contamination import find_contamination
from evaluation.runs.freezing import describe_source, write_benchmark
from evaluation.runs.gathering import corpus_folder, gather
from evaluation.runs.models import NAME, Benchmark
from evaluation.suites.errors import SuiteUnknownError
from evaluation.suites.loading import get_suite
from evaluation.suites.suite import Source
from evaluation.suites.variants import variants
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
    variant = serializers.CharField(
        max_length=40,
        default="",
        allow_blank=True,
        help_text="another way to ask the suite, such as joint; empty: as it is",
    )
    release = serializers.CharField(
        max_length=40,
        default="",
        allow_blank=True,
        help_text="whose bench split is asked, for a suite of releases; for one of passages, which "
        "has the clips of the folder's questions",
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
            return get_suite(name).name
        except SuiteUnknownError as unknown:
            raise serializers.ValidationError(str(unknown)) from unknown

    def validate_release(self, name: str) -> str:
        if name and not self.context["dataset"].releases.filter(name=name).exists():
            raise serializers.ValidationError(ReleaseMissingError(name).message)
        return name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        suite = get_suite(attrs["suite"])
        if attrs["variant"] and attrs["variant"] not in (known := variants(suite)):
            told = ", ".join(known) or "none"
            raise serializers.ValidationError(
                {"variant": f"Suite {suite.name!r} has no such variant. It has: {told}."}
            )
        wanted = "release" if suite.source is Source.BENCH else "folder"
        if not attrs[wanted]:
            raise serializers.ValidationError(
                {wanted: f"Suite {suite.name!r} reads a {wanted}: name one."}
            )
        if wanted == "folder":
            corpus_folder(attrs["folder"])
        other = {"release": "folder", "folder": "release"}[wanted]
        if attrs[other] and suite.source is not Source.SQUAD:
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
    suite = variants(suite).get(wanted.get("variant", ""), suite)
    release = job.dataset.releases.filter(name=wanted["release"]).first()
    gathered = gather(job.dataset, suite, release, wanted["folder"], wanted["languages"])
    benchmark = Benchmark(
        dataset=job.dataset,
        name=wanted["name"],
        suite=suite.name,
        task=suite.task.value,
        definition=describe_source(
            suite,
            release=wanted["release"],
            folder=wanted["folder"],
            variant=wanted.get("variant", ""),
        ),
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
