"""What a metric of a suite is: how replies are counted, and what is made of the sums."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.metrics.resampling import Score
from evaluation.metrics.votes import Floats

Scale = Literal["share", "points"]
"""Shares go from 0 to 1 (error rates beyond), points from 0 to 100."""
Texts = Sequence[tuple[str, str]]
"""References with hypotheses."""
Count = Callable[[Texts, str], Floats]
"""Texts and their language -> (items, k) statistics that add up."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    name: str
    higher_is_better: bool
    scale: Scale
    of_slots: bool = False
    """What it compares is slots, with labels that the suite names."""


@dataclass(frozen=True, kw_only=True)
class TextMetric(Metric):
    """Compares replies with references."""

    count: Count
    """Metrics that share it are counted once."""
    score: Score
    """Of a corpus, from sums of statistics: (many, k) -> (many,)."""
    score_each: Score
    """Of single replies, from their statistics: (items, k) -> (items,)."""
    signature: Callable[[str], str]
    """Names the rules for a language."""
