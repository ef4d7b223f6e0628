"""What an experiment found: a table, each number with its interval over seeds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt
from statistics import fmean, stdev

from scipy import special


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval by Student's t; without one where there is a single value."""

    mean: float
    half: float
    """Of the interval's width."""

    @property
    def is_above_zero(self) -> bool:
        """Beyond chance: the interval lies above 0."""
        return self.mean - self.half > 0

    def __str__(self) -> str:
        if self.half != self.half:  # not a number
            return f"{self.mean:.1f}"
        return f"{self.mean:.1f} [{self.mean - self.half:.1f}, {self.mean + self.half:.1f}]"


def estimate(values: Sequence[float]) -> Estimate:
    """Of one value a seed; at least one."""
    freedom = len(values) - 1
    if not freedom:
        return Estimate(fmean(values), nan)
    reach = float(special.stdtrit(freedom, 0.975))
    return Estimate(fmean(values), reach * stdev(values) / sqrt(len(values)))


def gain(of: Sequence[float], over: Sequence[float]) -> Estimate:
    """Of paired differences: both have a value for each seed, in the same order."""
    return estimate([one - other for one, other in zip(of, over, strict=True)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    claim: str
    """Of the paper, in a sentence."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    outcome: str
    """Whether the claim showed, and what the numbers are."""

    def __str__(self) -> str:
        """As Markdown."""
        table = [self.columns, tuple("---" for _ in self.columns), *self.rows]
        lines = [f"| {' | '.join(row)} |" for row in table]
        return "\n".join([self.claim, "", *lines, "", self.outcome])
