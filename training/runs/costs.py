"""What trainings cost: the busy hours of those who held them."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Case, F, Sum, When

from jobs.costs import cost_of
from jobs.enums import BatchState
from jobs.leases import busy_until_now
from jobs.models import Batch
from training.runs.models import TrainingRun

_BUSY = Case(When(state=BatchState.CLAIMED, then=busy_until_now()), default=F("busy_seconds"))
"""A training's only batch may be held for days."""


def costs_of(runs: Iterable[TrainingRun]) -> dict[int, Decimal | None]:
    """By the training's id, of all its jobs; None where an hour had no price."""
    costs: dict[int, Decimal | None] = dict.fromkeys([run.pk for run in runs])
    rows = Batch.objects.filter(job__trainings__in=costs).values_list("job__trainings")
    for run, price, busy in rows.annotate(price=F("job__price_per_hour"), busy=Sum(_BUSY)):
        cost = cost_of(busy, price=price)
        if cost is not None:
            costs[run] = (costs[run] or Decimal(0)) + cost
    return costs
