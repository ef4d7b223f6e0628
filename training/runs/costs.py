"""What trainings cost: the busy hours of those who held them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Sum, When

from jobs.costs import cost_of
from jobs.enums import BatchState
from jobs.leases import busy_until_now
from jobs.models import Batch
from training.runs.models import TrainingRun

_BUSY = Case(When(state=BatchState.CLAIMED, then=busy_until_now()), default=F("busy_seconds"))
"""A training's only batch may be held for days."""


@dataclass(frozen=True)
class Spent:
    """Of all jobs of a training, so far."""

    hours: float = 0.0
    """That workers were busy with it, by the clock."""
    cost: Decimal | None = None
    """None where an hour had no price."""

    def __add__(self, other: "Spent") -> "Spent":
        known = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Spent(self.hours + other.hours, sum(known, Decimal(0)) if known else None)


def costs_of(runs: Iterable[TrainingRun]) -> dict[int, Decimal | None]:
    """By the training's id, of all its jobs; None where an hour had no price."""
    return {run: spent.cost for run, spent in spent_on(runs).items()}


def spent_on(runs: Iterable[TrainingRun]) -> dict[int, Spent]:
    """By the training's id; in one query."""
    found = {run.pk: Spent() for run in runs}
    rows = Batch.objects.filter(job__trainings__in=found).values_list("job__trainings")
    for run, price, busy in rows.annotate(price=F("job__price_per_hour"), busy=Sum(_BUSY)):
        found[run] += Spent(busy / 3600, cost_of(busy, price=price))
    return found
