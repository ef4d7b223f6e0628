"""Curves of several trainings, with as many points as a small chart shows."""

from collections.abc import Sequence
from typing import NamedTuple

from training.runs.models import TrainingPoint, TrainingRun

MOST_POINTS = 120


class Point(NamedTuple):
    step: int
    loss: float


def read_points(runs: Sequence[TrainingRun]) -> dict[int, list[Point]]:
    """By training, losses at even distances and the last one; in one query."""
    found: dict[int, list[Point]] = {run.pk: [] for run in runs}
    rows = TrainingPoint.objects.filter(run__in=runs).order_by("run_id", "step")
    for run, step, loss in rows.values_list("run_id", "step", "loss"):
        found[run].append(Point(step, loss))
    return {run: thin(points) for run, points in found.items()}


def thin(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """Every so many of them, counted from the last; all where they are no more than `most`."""
    every = -(-len(points) // most) or 1
    return [*points[::-1][::every][::-1]]
