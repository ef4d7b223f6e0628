"""Two systems' answers side by side, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluation.judges import Decision, Order, Outcome, Protocol, Reading, Verdict, combine
from evaluation.runs.models import (
    BenchmarkItem,
    Comparison,
    Judgement,
    Response,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class ComparedItem:
    item: BenchmarkItem
    system: Response | None
    baseline: Response | None
    judgements: list[Judgement] = field(default_factory=list)
    decision: Decision | None = None
    """None until the judge saw all orders that its protocol asks for."""

    @property
    def outcome(self) -> Outcome | None:
        return self.decision.outcome if self.decision else None

    @property
    def flipped(self) -> bool:
        return bool(self.decision and self.decision.flipped)


def items_of(comparison: Comparison, *, language: str = "") -> "QuerySet[BenchmarkItem]":
    items = comparison.evaluation.benchmark.items.all()
    return items.filter(language=language) if language else items


def compare_items(comparison: Comparison, items: Sequence[BenchmarkItem]) -> list[ComparedItem]:
    """With three more queries, however many items there are."""
    ours = _answers(comparison.evaluation_id, items)
    theirs = _answers(comparison.baseline_id, items)
    said: dict[int, list[Judgement]] = {}
    for judgement in comparison.judgements.filter(item__in=items).order_by("order"):
        said.setdefault(judgement.item_id, []).append(judgement)
    return [
        ComparedItem(
            item=item,
            system=ours.get(item.pk),
            baseline=theirs.get(item.pk),
            judgements=said.get(item.pk, []),
            decision=decide(Protocol(comparison.protocol), said.get(item.pk, [])),
        )
        for item in items
    ]


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
