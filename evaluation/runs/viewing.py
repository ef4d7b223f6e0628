"""Systems' answers, question by question; those of two side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from annotation.enums import Preferred
from annotation.services.pairs import tally_preferences
from evaluation.judges import Decision, Order, Outcome, Protocol, Reading, Verdict, combine
from evaluation.runs.models import (
    BenchmarkItem,
    Comparison,
    Judgement,
    Response,
)

CHOSEN = {
    Preferred.FIRST: Outcome.WIN,
    Preferred.SECOND: Outcome.LOSS,
    Preferred.TIE: Outcome.TIE,
}
"""The first text of a pair is the tested system's."""


@dataclass(frozen=True, kw_only=True)
class ComparedItem:
    item: BenchmarkItem
    system: Response | None
    baseline: Response | None
    judgements: list[Judgement] = field(default_factory=list)
    people: Counter[Outcome] = field(default_factory=Counter)
    """What people chose, whatever the pair was drawn by."""
    decision: Decision | None = None
    """None until the judge saw all orders that its protocol asks for."""

    @property
    def outcome(self) -> Outcome | None:
        return self.decision.outcome if self.decision else None

    @property
    def flipped(self) -> bool:
        return bool(self.decision and self.decision.flipped)


def compare_items(comparison: Comparison, items: Sequence[BenchmarkItem]) -> list[ComparedItem]:
    """With five more queries, however many items there are."""
    ours = _answers(comparison.evaluation_id, items)
    theirs = _answers(comparison.baseline_id, items)
    said: dict[int, list[Judgement]] = {}
    for judgement in comparison.judgements.filter(item__in=items).order_by("order"):
        said.setdefault(judgement.item_id, []).append(judgement)
    voted = tally_preferences(_campaigns(comparison), [str(item.pk) for item in items])
    return [
        ComparedItem(
            item=item,
            system=ours.get(item.pk),
            baseline=theirs.get(item.pk),
            judgements=said.get(item.pk, []),
            people=Counter(
                {
                    CHOSEN[choice]: count
                    for choice, count in voted.get(str(item.pk), Counter()).items()
                }
            ),
            decision=decide(Protocol(comparison.protocol), said.get(item.pk, [])),
        )
        for item in items
    ]


def answers_to(items: Sequence[BenchmarkItem]) -> dict[int, list[dict[str, Any]]]:
    """What each system said to each item, by its name, in one query."""
    responses = Response.objects.filter(item__in=items).order_by("evaluation__system__name")
    found: dict[int, list[dict[str, Any]]] = {}
    fields = ("item_id", "text", "heard", "guessed_language")
    for row in responses.values(*fields, system=F("evaluation__system__name")):
        found.setdefault(row["item_id"], []).append(row)
    return found


def _campaigns(comparison: Comparison) -> list[int]:
    return [*comparison.people_checks.values_list("campaign", flat=True)]


def decide(protocol: Protocol, judgements: Sequence[Judgement]) -> Decision | None:
    """None while an order is missing."""
    if len(judgements) < (len(Order) if protocol is Protocol.BOTH else 1):
        return None
    return combine(protocol, read(judgements))


def read(judgements: Sequence[Judgement]) -> tuple[Reading, ...]:
    return tuple(
        Reading(Order(one.order), Verdict(one.verdict) if one.verdict else None)
        for one in judgements
    )


def _answers(evaluation_id: int, items: Sequence[BenchmarkItem]) -> dict[int, Response]:
    responses = Response.objects.filter(evaluation=evaluation_id, item__in=items)
    return {response.item_id: response for response in responses}
