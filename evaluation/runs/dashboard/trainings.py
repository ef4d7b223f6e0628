"""Trainings beside each other: their curves, what they took, and where their models were tested."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.models import Dataset
from evaluation.runs.dashboard.trained import Test, tests_of
from training.runs.costs import Spent, spent_on
from training.runs.curves import Point, read_points
from training.runs.models import TrainingRun, Validation

MOST_CURVES = 12
"""Drawn side by side; more say nothing that the list of trainings doesn't."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A training as it stands among others."""

    run: TrainingRun
    points: Sequence[Point]
    validations: Sequence[Validation]
    spent: Spent
    tests: Sequence[Test]

    @property
    def hours(self) -> float:
        """That workers were busy with it, by the clock."""
        return self.spent.hours

    @property
    def gpu_hours(self) -> float | None:
        """Of all its devices; None: it runs on none, or has not said yet."""
        device = self.run.facts.get("device", "")
        on_gpus = device and not device.startswith("cpu")
        return self.spent.hours * self.run.facts.get("processes", 1) if on_gpus else None

    @property
    def cost(self) -> Decimal | None:
        return self.spent.cost


def read_trainings(dataset: Dataset, ids: Sequence[int]) -> list[Drawn]:
    """Those named, or the newest: the newest first, in seven queries."""
    runs = TrainingRun.objects.with_jobs().filter(dataset=dataset).order_by("-pk")
    shown = [*(runs.filter(pk__in=ids) if ids else runs)[:MOST_CURVES]]
    points, spent, tests = read_points(shown), spent_on(shown), tests_of(shown)
    held: dict[int, list[Validation]] = {run.pk: [] for run in shown}
    for row in Validation.objects.filter(run__in=shown).order_by("run_id", "step"):
        held[row.run_id].append(row)
    return [
        Drawn(
            run=run,
            points=points[run.pk],
            validations=held[run.pk],
            spent=spent[run.pk],
            tests=tests[run.pk],
        )
        for run in shown
    ]
