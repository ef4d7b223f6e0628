"""How often each check rejects, and how that changes over time; from the maintained counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from evaluation.metrics.opinion import Interval, rate_interval
from generation.checks import AUDIO_RULES, TEXT_RULES
from generation.checks.heard import HEARD_RULES, WRITTEN_LANGUAGE, is_of_recognizer
from generation.checks.pace import PACE_OUTLIER
from jobs.counts import Dimension, Metric, read_counts

Stage = Literal["text", "recording", "listening"]
Step = Literal["day", "week"]
STAGES: Mapping[Stage, frozenset[str]] = {
    "text": frozenset(rule.name for rule in (*TEXT_RULES, WRITTEN_LANGUAGE)),
    "recording": frozenset(rule.name for rule in (*AUDIO_RULES, PACE_OUTLIER)),
    "listening": frozenset(rule.name for rule in HEARD_RULES if rule != WRITTEN_LANGUAGE),
}
"""Checks by when they are made: of what was written, of what was measured as a clip was made, and
of what engines hear in it."""
_STAGE_OF = {check: stage for stage, checks in STAGES.items() for check in checks}
PERIODS = 60
"""So many days or weeks a plot has room for: the newest."""


def stage_of(check: str) -> str:
    """Empty for a check that is no more made."""
    return _STAGE_OF.get(check, "")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which results of a dataset; what is empty leaves it open.

    ``engine`` is who made the text or the recording.
    """

    dataset: int
    language: str = ""
    engine: str = ""
    stage: str = ""
    check: str = ""

    def has(self, check: str) -> bool:
        """What one recognizer alone heard is no verdict: they are judged together."""
        if is_of_recognizer(check) or self.check not in {"", check}:
            return False
        return self.stage in {"", stage_of(check)}

    def counted(self) -> Mapping[Dimension, str]:
        """What of it the counts know; a stage is many checks."""
        return {"language": self.language, "engine": self.engine, "name": self.check}


@dataclass(frozen=True, kw_only=True)
class RejectionRate:
    """Of single results: a text has one for its question and one for its answer."""

    check: str
    made_from: str
    """The first day of the period; empty for all time."""
    passed: int
    failed: int
    rate: float
    interval: Interval
    """Wilson, 95%."""


def measure_checks(chosen: Chosen) -> list[RejectionRate]:
    """By check, in the order of their names."""
    counted: Counter[tuple[str, str, bool]] = Counter()
    metrics = (Metric.CHECKS_PASSED, Metric.CHECKS_FAILED)
    for key, amount in read_counts(
        chosen.dataset, *metrics, by=["name"], of=chosen.counted()
    ).items():
        if chosen.has(key.name):
            counted["", key.name, key.metric == Metric.CHECKS_FAILED] += amount
    return _rates(counted)


def measure_times(chosen: Chosen, *, step: Step) -> list[RejectionRate]:
    """By the day or week when the text or recording was made (UTC), oldest first, and by check.

    The newest `PERIODS` in which any was made that was checked.
    """
    counted: Counter[tuple[str, str, bool]] = Counter()
    metrics = (Metric.DAILY_PASSED, Metric.DAILY_FAILED)
    days = read_counts(chosen.dataset, *metrics, by=["name", "day"], of=chosen.counted())
    # There are few days, and many counts of each.
    first = {day: _first_day(day, step) for day in {key.day for key in days}}
    for key, amount in days.items():
        if chosen.has(key.name):
            counted[first[key.day], key.name, key.metric == Metric.DAILY_FAILED] += amount
    kept = {*sorted({made_from for made_from, _, _ in counted})[-PERIODS:]}
    return _rates(Counter({key: amount for key, amount in counted.items() if key[0] in kept}))


def _first_day(day: str, step: Step) -> str:
    """Weeks begin on Monday."""
    if step == "day":
        return day
    made_on = date.fromisoformat(day)
    return (made_on - timedelta(days=made_on.weekday())).isoformat()


def _rates(counted: Counter[tuple[str, str, bool]]) -> list[RejectionRate]:
    """Counts that are wrong until a recount mends them must not take the page down."""
    sums = {
        key: [max(0, counted[*key, failed]) for failed in (False, True)]
        for key in sorted({key[:2] for key in counted})
    }
    return [_rate(*key, *amounts) for key, amounts in sums.items() if any(amounts)]


def _rate(made_from: str, check: str, passed: int, failed: int) -> RejectionRate:
    interval = rate_interval(failed, passed + failed)
    assert interval is not None  # noqa: S101 - only without any result
    return RejectionRate(
        check=check,
        made_from=made_from,
        passed=passed,
        failed=failed,
        rate=failed / (passed + failed),
        interval=interval,
    )
