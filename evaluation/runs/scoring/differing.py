"""How far two systems' scores differ, found by the sweep once somebody asked."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from evaluation.runs.models import Evaluation, SystemDifference
from evaluation.runs.scoring.evaluating import read_counts
from evaluation.runs.scoring.sweeping import do_each, is_alone, make
from evaluation.suites.comparing import ScoreDifference, compare_counted
from evaluation.suites.loading import suite_from
from evaluation.suites.scoring import text_metrics

_SCORED = Q(evaluation__scored_at__isnull=False, baseline__scored_at__isnull=False)
_STALE = (
    Q(made_at=None)
    | Q(evaluation__scored_at__gt=F("made_at"))
    | Q(baseline__scored_at__gt=F("made_at"))
)


def find_difference(evaluation: Evaluation, baseline: Evaluation) -> SystemDifference:
    """As it was found last; where nobody asked before, the sweep is asked to find it."""
    found, _ = SystemDifference.objects.select_related("evaluation", "baseline").get_or_create(
        evaluation=evaluation, baseline=baseline
    )
    return found


def find_differences() -> int:
    """Makes anew those whose systems were scored since; returns how many."""
    with transaction.atomic():
        if not is_alone():
            return 0
        stale = SystemDifference.objects.filter(_SCORED, _STALE).order_by("pk")
        now = timezone.now()
        due = [one for one in stale.select_related(*_EVALUATIONS) if not one.rests(now)]
        return do_each(due, lambda one: make(one, _find))


_EVALUATIONS = ("evaluation__benchmark", "baseline")


def _find(difference: SystemDifference) -> list[dict[str, Any]]:
    definition = difference.evaluation.benchmark.definition
    ours, theirs = read_counts(difference.evaluation), read_counts(difference.baseline)
    found = compare_counted(text_metrics(suite_from(definition["suite"])), ours, theirs)
    return [_describe(one) for one in found]


def _describe(found: ScoreDifference) -> dict[str, Any]:
    pair, difference = found.pair, found.difference
    interval = difference.interval
    return {
        "metric": found.metric,
        "language": pair.language if pair else "",
        "target": pair.target if pair and pair.target != pair.language else "",
        "value": difference.value,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "p_value": difference.p_value,
        "items": difference.items,
    }
