"""Lines of the table, clocks, and the goals they are held against."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One measurement. `met` is None where there is no goal."""

    name: str
    ours: str
    plain: str = ""
    goal: str = ""
    met: bool | None = None

    @property
    def outcome(self) -> str:
        return {None: "", True: "met", False: "missed"}[self.met]


def ratio(  # noqa: PLR0913 - what both ways did, and how long each took
    name: str, unit: str, *, count: int, ours_s: float, plain_s: float, goal: float | None
) -> Result:
    """Both ways did the same `count` units of work; the ratio is of their speeds, 1 as fast.

    Without a goal it is only told.
    """
    share = plain_s / ours_s
    return Result(
        name,
        f"{count / ours_s:,.0f} {unit}/s, ratio {share:.2f}",
        f"{count / plain_s:,.0f} {unit}/s",
        "" if goal is None else f"ratio {goal}",
        None if goal is None else share >= goal,
    )


def at_most(name: str, value: float, unit: str, *, goal: float, note: str = "") -> Result:
    shown = f"{value:,.1f} {unit}" + (f", {note}" if note else "")
    return Result(name, shown, "", f"{goal:,g} {unit}", value <= goal)


def at_least(name: str, value: float, unit: str, *, goal: float, note: str = "") -> Result:
    shown = f"{value:,.0f} {unit}" + (f", {note}" if note else "")
    return Result(name, shown, "", f"{goal:,g} {unit}", value >= goal)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile_95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
