"""Which training made a system, and on which benchmarks a training's models were tested."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.runs.models import Evaluation, System
from training.runs.models import Checkpoint, TrainingRun

_SERVED = "checkpoint:"


@dataclass(frozen=True, kw_only=True)
class Model:
    """A checkpoint that a system answers with."""

    training: int
    name: str
    """Of the training."""


@dataclass(frozen=True, kw_only=True)
class Test:
    """A benchmark that one of a training's checkpoints answered."""

    benchmark: str
    system: str


def models_of(systems: Iterable[System]) -> dict[int, Model]:
    """By system, those that were trained here; in one query."""
    folders = {
        one.pk: one.engine.removeprefix(_SERVED)
        for one in systems
        if one.engine.startswith(_SERVED)
    }
    rows = Checkpoint.objects.filter(folder__in=folders.values()).select_related("run")
    made = {row.folder: Model(training=row.run_id, name=row.run.name) for row in rows}
    return {pk: made[folder] for pk, folder in folders.items() if folder in made}


def tests_of(runs: Sequence[TrainingRun]) -> dict[int, list[Test]]:
    """By training, the newest benchmark first; in two queries."""
    rows = Checkpoint.objects.filter(run__in=runs).values_list("folder", "run_id")
    made_by = {f"{_SERVED}{folder}": run for folder, run in rows}
    asked = Evaluation.objects.filter(
        system__engine__in=made_by, system__dataset__in={run.dataset_id for run in runs}
    )
    found: dict[int, list[Test]] = defaultdict(list)
    for benchmark, system, engine in asked.order_by("-benchmark_id", "system_id").values_list(
        "benchmark__name", "system__name", "system__engine"
    ):
        found[made_by[engine]].append(Test(benchmark=benchmark, system=system))
    return found
