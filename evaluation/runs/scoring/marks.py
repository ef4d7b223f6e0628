"""From what a pair's scores are made, as a mark: where it is the same, so are they."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Max

from evaluation.metrics.bootstrap import RESAMPLING
from evaluation.runs.models import BenchmarkItem, Evaluation
from evaluation.suites.metric import TextMetric
from evaluation.suites.suite import Pair
from jobs.enums import BatchState
from jobs.models import Batch, UnitFailure

_VERSION = 1
"""Of counting and scoring here; a new one has all scored anew when something changes."""


def marks_of(evaluation: Evaluation, metrics: Sequence[TextMetric]) -> Mapping[Pair, str]:
    """By pair that has answers or failures; in few statements, however many answers there are.

    Answers are added and never changed, so their number and the last of them tell which there are.
    """
    answered = _answered(evaluation)
    failed = _failed_without_answer(evaluation)
    return {
        pair: digest(
            [
                _VERSION,
                repr(RESAMPLING),
                [metric.signature(pair.target) for metric in metrics],
                answered.get(pair),
                failed.get(pair),
            ]
        )
        for pair in answered.keys() | failed.keys()
    }


def failed_items(evaluation: Evaluation) -> set[int]:
    """Items that a job of it could not do, alone or with the batch that was set aside."""
    alone = UnitFailure.objects.filter(job__evaluations=evaluation)
    batches = Batch.objects.filter(job__evaluations=evaluation, state=BatchState.FAILED)
    set_aside = batches.values_list("subject_ids", flat=True)
    return {
        *alone.values_list("subject_id", flat=True),
        *(item for subjects in set_aside for item in subjects),
    }


def digest(facts: Sequence[Any]) -> str:
    """SHA-256 of what goes into JSON."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _answered(evaluation: Evaluation) -> dict[Pair, tuple[int, int]]:
    """How many answers, and the last of them."""
    rows = evaluation.responses.values_list("item__language", "item__target")
    found = rows.annotate(count=Count("pk"), last=Max("pk")).order_by()
    return {Pair(language, target): (count, last) for language, target, count, last in found}


def _failed_without_answer(evaluation: Evaluation) -> dict[Pair, list[int]]:
    failed = failed_items(evaluation)
    answered = evaluation.responses.filter(item__in=failed).values("item")
    rows = BenchmarkItem.objects.filter(pk__in=failed).exclude(pk__in=answered).order_by("pk")
    found: dict[Pair, list[int]] = defaultdict(list)
    for language, target, pk in rows.values_list("language", "target", "pk"):
        found[Pair(language, target)].append(pk)
    return found
