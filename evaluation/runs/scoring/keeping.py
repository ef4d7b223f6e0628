"""Scores are made anew where answers or judgements were added, and replace the old ones."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from evaluation.runs.models import Comparison, Evaluation, Score
from evaluation.runs.scoring.comparing import score_comparison
from evaluation.runs.scoring.evaluating import score_evaluation


def score_what_changed() -> int:
    """Returns how many evaluations and comparisons were scored."""
    evaluations = [*Evaluation.objects.exclude(changes=F("scored_changes")).order_by("pk")]
    for evaluation in evaluations:
        _replace_scores(evaluation, score_evaluation(evaluation))
    comparisons = [*Comparison.objects.exclude(changes=F("scored_changes")).order_by("pk")]
    for comparison in comparisons:
        _replace_scores(comparison, score_comparison(comparison))
    return len(evaluations) + len(comparisons)


def _replace_scores(scored: Evaluation | Comparison, scores: Sequence[Score]) -> None:
    """What was added meanwhile is counted up beyond what is written here, and so asks again.

    Saving comes first, as it keeps another sweep waiting.
    """
    scored.scored_changes = scored.changes
    with transaction.atomic():
        scored.save(update_fields=["scored_changes"])
        scored.scores.all().delete()
        Score.objects.bulk_create(scores)
