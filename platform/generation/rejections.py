"""How much fails which check, from the maintained counts; and what it is, from the reports."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from evaluation.metrics.opinion import Interval, rate_interval
from generation.checks.heard import is_of_recognizer
from generation.models import CheckReport
from generation.rejection_rates import stage_of
from generation.results import FIELDS, field_name
from jobs.counts import Metric, read_counts


@dataclass(frozen=True)
class CheckRate:
    """Of single results: a text has one for its question and one for its answer."""

    language: str
    engine: str
    check: str
    stage: str
    """Empty for a check that is no more made."""
    passed: int
    failed: int


@dataclass(frozen=True)
class VoiceRate:
    """Of whole recordings: one counts once, however many of its checks failed."""

    language: str
    engine: str
    voice: str
    recordings: int
    failing: int
    rate: float
    interval: Interval
    """Wilson, 95%."""


@dataclass(frozen=True)
class Rejections:
    checks: list[CheckRate]
    voices: list[VoiceRate]


def count_rejections(dataset_id: int) -> Rejections:
    """By language, engine and check, and by voice; of what is current."""
    passed: Counter[tuple[str, str, str]] = Counter()
    failed: Counter[tuple[str, str, str]] = Counter()
    metrics = (Metric.CHECKS_PASSED, Metric.CHECKS_FAILED)
    results = read_counts(dataset_id, *metrics, by=["language", "engine", "name"])
    for key, amount in results.items():
        side = failed if key.metric == Metric.CHECKS_FAILED else passed
        side[key.language, key.engine, key.name] += amount
    made: Counter[tuple[str, str, str]] = Counter()
    failing: Counter[tuple[str, str, str]] = Counter()
    metrics = (Metric.RECORDINGS, Metric.RECORDINGS_FAILING)
    recordings = read_counts(dataset_id, *metrics, by=["language", "engine", "voice"])
    for key, amount in recordings.items():
        side = failing if key.metric == Metric.RECORDINGS_FAILING else made
        side[key.language, key.engine, key.voice] += amount
    checks = sorted(one for one in passed | failed if not is_of_recognizer(one[2]))
    return Rejections(
        checks=[CheckRate(*one, stage_of(one[2]), passed[one], failed[one]) for one in checks],
        voices=[_voice_rate(one, made[one], failing[one]) for one in sorted(+made)],
    )


def _voice_rate(voice: tuple[str, str, str], made: int, failing: int) -> VoiceRate:
    """Counts that are wrong until a recount mends them must not take the page down."""
    failing = min(max(0, failing), made)
    interval = rate_interval(failing, made)
    assert interval is not None  # noqa: S101 - only without any recording
    return VoiceRate(*voice, made, failing, failing / made, interval)


def failing_reports(
    dataset_id: int, *, language: str, check: str, engine: str = ""
) -> QuerySet[CheckReport]:
    """Reports of current texts and recordings that fail a check in one of their fields."""
    names = [check, *(field_name(field, check) for field in FIELDS)]
    current = Q(translation__is_current=True) | Q(
        recording__is_current=True, recording__translation__is_current=True
    )
    found = CheckReport.objects.filter(
        current, dataset=dataset_id, language=language, failed__overlap=names
    ).exclude(failed=[])
    if engine:
        found = found.filter(Q(translation__engine=engine) | Q(recording__engine=engine))
    return found.select_related("rules", "translation__item", "recording__translation__item")
