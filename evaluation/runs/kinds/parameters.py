"""Parameters that the job kinds of benchmarks share."""

from typing import Any

from rest_framework import serializers

from catalog.models import Dataset
from evaluation.runs.errors import BenchmarkMissingError, SystemMissingError
from evaluation.runs.models import Benchmark, System


class OnBenchmarkParameters(serializers.Serializer[Any]):
    """A benchmark of the dataset, and a system of it."""

    benchmark = serializers.CharField(max_length=40, help_text="its name")
    system = serializers.CharField(max_length=40, help_text="its name")

    def validate_benchmark(self, name: str) -> str:
        if not _dataset(self).benchmarks.filter(name=name).exists():
            raise serializers.ValidationError(BenchmarkMissingError(name).message)
        return name

    def validate_system(self, name: str) -> str:
        return check_system(self, name)


def check_system(form: serializers.Serializer[Any], name: str) -> str:
    if not _dataset(form).systems.filter(name=name).exists():
        raise serializers.ValidationError(SystemMissingError(name).message)
    return name


def _dataset(form: serializers.Serializer[Any]) -> Dataset:
    dataset: Dataset = form.context["dataset"]
    return dataset


def find_pair(dataset: Dataset, benchmark: str, system: str) -> tuple[Benchmark, System]:
    """By names that were accepted before."""
    return dataset.benchmarks.get(name=benchmark), dataset.systems.get(name=system)
