"""What a benchmark's page says: who was asked, how far, and with what scores."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from catalog.models import Dataset
from evaluation.runs.models import Benchmark, Comparison, Evaluation, Score
from evaluation.runs.scoring.evaluating import REPLIES


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


@dataclass(frozen=True, kw_only=True)
class Benchmarked:
    """The newest benchmark, and how far the system that answered most of it is.

    ``answered``: by language, how many items that one gave an answer to.
    """

    benchmark: Benchmark
    systems: int
    furthest: str
    """Its name; empty where none was scored."""
    answered: dict[str, int]


def describe_newest(dataset: Dataset) -> Benchmarked | None:
    """From scores that are kept, not from the answers: it is asked with every look at a dataset."""
    newest = dataset.benchmarks.order_by("-pk").only("name", "items_total").first()
    if newest is None:
        return None
    told: dict[str, Counter[str]] = defaultdict(Counter)
    scores = Score.objects.filter(evaluation__benchmark=newest, metric=REPLIES)
    rows = scores.exclude(language="").order_by("evaluation", "language", "target")
    for system, language, items, failed in rows.values_list(
        "evaluation__system__name", "language", "items", "details__failed"
    ):
        told[system][language] += items - failed
    furthest = max(told, key=lambda system: told[system].total(), default="")
    return Benchmarked(
        benchmark=newest,
        systems=newest.evaluations.count(),
        furthest=furthest,
        answered=dict(told[furthest]),
    )


def _in_order(scores: Iterable[Score]) -> list[Score]:
    return sorted(scores, key=lambda score: (score.metric, score.language, score.target))
