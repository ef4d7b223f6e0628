"""Which items a judge decided how, found by the database. `protocols.combine` says what is what."""

from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When

from evaluation.judges import Order, Outcome, Protocol, Verdict
from evaluation.runs.models import Comparison, Judgement

_WIN, _TIE, _LOSS = 1, 0, -1


def decided_items(comparison: Comparison, outcome: Outcome) -> QuerySet[Judgement, Any]:
    """Ids of the items with this outcome, for a subquery."""
    of_all = {
        Outcome.WIN: Q(least=_WIN),
        Outcome.LOSS: Q(most=_LOSS),
        Outcome.TIE: Q(least=_TIE, most=_TIE) | ~Q(least=F("most")),
    }
    return _read_in_full(comparison).filter(of_all[outcome]).values("item")


def flipped_items(comparison: Comparison) -> QuerySet[Judgement, Any]:
    """Ids of those where the judge said something else once the answers changed places."""
    return _read_in_full(comparison).filter(~Q(least=F("most"))).values("item")


def _read_in_full(comparison: Comparison) -> QuerySet[Judgement, Any]:
    """A row an item that was read, and could be, in all orders that the protocol asks for."""
    orders = len(Order) if comparison.protocol == Protocol.BOTH.value else 1
    rows = Judgement.objects.filter(comparison=comparison).values("item").order_by()
    said = rows.annotate(read=Count(_said()), least=Min(_said()), most=Max(_said()))
    return said.filter(read=orders)


def _said() -> Case:
    """What one reading says of the tested system; NULL where it can't be read."""
    tested, baseline = Order.TESTED_FIRST.value, Order.BASELINE_FIRST.value
    first, second = Verdict.FIRST.value, Verdict.SECOND.value
    return Case(
        When(Q(order=tested, verdict=first) | Q(order=baseline, verdict=second), Value(_WIN)),
        When(Q(order=tested, verdict=second) | Q(order=baseline, verdict=first), Value(_LOSS)),
        When(verdict=Verdict.TIE.value, then=Value(_TIE)),
        output_field=IntegerField(),
    )
