"""Wins, ties and losses against the base as judges see them, and people beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.metrics import Outcome
from evaluation.runs.dashboard.asked import Asked, Tested
from evaluation.runs.models import Comparison, Score
from evaluation.runs.opinions import Opinion, opinions_on_all


@dataclass(frozen=True, kw_only=True)
class Share:
    """One outcome of a language; rate and interval from 0 to 1."""

    count: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Of one language, or over all where it is empty."""

    language: str
    items: int
    """Pairs that were decided."""
    win: Share
    tie: Share
    loss: Share


@dataclass(frozen=True, kw_only=True)
class Preference:
    comparison: Comparison
    rows: Sequence[Outcomes]
    people: Opinion

    @property
    def is_scored(self) -> bool:
        """Whether the rows hold all judgements that are there."""
        return self.comparison.changes == self.comparison.scored_changes


def read_preferences(tested: Tested, asked: Asked) -> list[Preference]:
    """From what the sweep keeps: in six queries, however many judgements there are."""
    chosen = tested.comparisons
    scores = Score.objects.filter(comparison__in=chosen, metric__in=[*Outcome])
    by_comparison: dict[int | None, list[Score]] = defaultdict(list)
    for score in scores.order_by("language"):
        if asked.shows(score.language):
            by_comparison[score.comparison_id].append(score)
    people = opinions_on_all(chosen)
    return [
        Preference(
            comparison=one,
            rows=_rows(by_comparison[one.pk]),
            people=_shown(people[one.pk], asked),
        )
        for one in chosen
    ]


def _rows(scores: Iterable[Score]) -> list[Outcomes]:
    found: dict[str, dict[str, Score]] = defaultdict(dict)
    for score in scores:
        found[score.language][score.metric] = score
    return [
        Outcomes(
            language=language,
            items=parts[Outcome.WIN].items,
            **{outcome.value: _share(parts[outcome]) for outcome in Outcome},
        )
        for language, parts in found.items()
    ]


def _share(score: Score) -> Share:
    return Share(count=score.details["count"], value=score.value, low=score.low, high=score.high)


def _shown(people: Opinion, asked: Asked) -> Opinion:
    def shown(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [row for row in rows if asked.shows(row["language"])]

    return replace(people, rates=shown(people.rates), agreements=shown(people.agreements))
