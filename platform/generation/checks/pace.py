"""How fast a recording speaks, beside others of its language and engine."""

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

from generation.checks.audio import AudioSubject, pace_ratio
from generation.checks.outcome import CheckOutcome, Rule

PACE_OUTLIER = Rule("pace-outlier", 1, 5.0)
"""The version that a report names is that of the distribution."""

LEAST_RECORDINGS = 30
"""Fewer say nothing of what is usual."""
# A normal distribution's standard deviation is so many times its median absolute deviation.
_NORMAL = 1.4826
# A voice that is the same in every clip shall not make an outlier of the next.
_LEAST_DEVIATION = 0.05


class Pace(NamedTuple):
    """The natural logarithm of seconds per expected second: its median, and how it varies."""

    median: float
    deviation: float
    """Median absolute deviation."""
    recordings: int


def measure_pace(subjects: Sequence[AudioSubject]) -> Pace | None:
    """The distribution of recordings of one language and engine; None of too few."""
    if len(subjects) < LEAST_RECORDINGS:
        return None
    paces = [math.log(pace_ratio(subject)) for subject in subjects]
    median = statistics.median(paces)
    deviation = statistics.median([abs(pace - median) for pace in paces])
    return Pace(median, deviation, len(paces))


def check_pace(subject: AudioSubject, usual: Pace | None, *, version: int) -> CheckOutcome:
    """Value: how many robust standard deviations from the median; 0 where nothing is known yet.

    Args:
        subject: The recording.
        usual: The distribution of its language and engine.
        version: Of the distribution.
    """
    rule = PACE_OUTLIER._replace(version=version)
    if usual is None:
        return rule.judge(0.0, "Too few recordings to tell.")
    spread = max(_NORMAL * usual.deviation, _LEAST_DEVIATION)
    score = (math.log(pace_ratio(subject)) - usual.median) / spread
    word = "slower" if score > 0 else "faster"
    return rule.judge(abs(score), f"{abs(score):.1f} deviations {word} than this voice's others.")
