"""Scores are made anew where answers or judgements were added, and replace the old ones.

Of an evaluation only the language pairs that have other answers now are, and the mean of all.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from evaluation.runs.models import Comparison, Evaluation, Score
from evaluation.runs.scoring.comparing import score_comparison
from evaluation.runs.scoring.evaluating import rescore_evaluation
from evaluation.runs.scoring.sweeping import do_each, is_alone
from jobs.enums import ENDED

Scored = TypeVar("Scored", Evaluation, Comparison)
_CHANGED = ~Q(changes=F("scored_changes"))
# A batch that was set aside adds no answer; that its job ended says that none will come.
_ENDED_SINCE = Q(jobs__state__in=ENDED, jobs__finished_at__gt=F("scored_at"))


def score_what_changed() -> int:
    """Returns how many evaluations and comparisons were scored; none while another sweep scores."""
    with transaction.atomic():
        if not is_alone():
            return 0
        evaluations = Evaluation.objects.filter(_CHANGED | _ENDED_SINCE).distinct().order_by("pk")
        comparisons = Comparison.objects.filter(_CHANGED | _ENDED_SINCE).distinct().order_by("pk")
        scored = do_each(evaluations, lambda one: _score(one, rescore_evaluation))
        return scored + do_each(comparisons, lambda one: _score(one, _rescore_comparison))


def _score(scored: Scored, rescore: Callable[[Scored], None]) -> None:
    """What was added meanwhile is counted up beyond what is written here, and so asks again."""
    began = timezone.now()
    rescore(scored)
    scored.scored_changes = scored.changes
    scored.scored_at = began
    scored.save(update_fields=["scored_changes", "scored_at"])


def _rescore_comparison(comparison: Comparison) -> None:
    scores = score_comparison(comparison)
    comparison.scores.all().delete()
    Score.objects.bulk_create(scores)
