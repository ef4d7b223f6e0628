"""What a benchmark's page says: who was asked, how far, and with what scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from evaluation.runs.models import Benchmark, Comparison, Evaluation, Score


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A system on a benchmark. While answers come in, scores are of those that are there."""

    evaluation: Evaluation
    answered: int
    scores: Sequence[Score]

    @property
    def is_scored(self) -> bool:
        """Whether the scores hold all answers that are there."""
        return self.evaluation.changes == self.evaluation.scored_changes


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """One system against another, as a judge sees it under a protocol."""

    comparison: Comparison
    calls: int
    cost: Decimal
    scores: Sequence[Score]

    @property
    def is_scored(self) -> bool:
        """Whether the scores hold all judgements that are there."""
        return self.comparison.changes == self.comparison.scored_changes


def standings(benchmark: Benchmark) -> list[Standing]:
    """In the order in which systems were first asked."""
    evaluations = benchmark.evaluations.select_related("system").annotate(
        answered=Count("responses")
    )
    return [
        Standing(
            evaluation=evaluation,
            answered=evaluation.answered,
            scores=_in_order(evaluation.scores.all()),
        )
        for evaluation in evaluations.order_by("pk").prefetch_related("scores")
    ]


def verdicts(benchmark: Benchmark) -> list[Verdicts]:
    """In the order in which they were first asked for."""
    comparisons = Comparison.objects.filter(evaluation__benchmark=benchmark).select_related(
        "evaluation__system", "baseline__system"
    )
    counted = comparisons.annotate(
        calls=Count("judgements"), cost=Sum("judgements__cost", default=Decimal(0))
    )
    return [
        Verdicts(
            comparison=comparison,
            calls=comparison.calls,
            cost=comparison.cost,
            scores=_in_order(comparison.scores.all()),
        )
        for comparison in counted.order_by("pk").prefetch_related("scores")
    ]


def _in_order(scores: Iterable[Score]) -> list[Score]:
    return sorted(scores, key=lambda score: (score.metric, score.language, score.target))
