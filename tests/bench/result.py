"""One line of the table, and a clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """Rates are units a second; ``ratio`` is ours over the plain way, so more is better."""

    name: str
    ours: str
    plain: str = ""
    ratio: float | None = None

    @property
    def shown_ratio(self) -> str:
        return "" if self.ratio is None else f"{self.ratio:.2f}"


def compare(name: str, unit: str, *, count: int, ours_s: float, plain_s: float) -> Result:
    """Both ways did the same ``count`` units of work."""
    ours, plain = count / ours_s, count / plain_s
    return Result(name, f"{ours:,.0f} {unit}/s", f"{plain:,.0f} {unit}/s", ours / plain)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
