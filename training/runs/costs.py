"""What trainings cost: the busy hours of those who held them."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, Sum

from jobs.costs import cost_of
from jobs.models import Batch
from training.runs.models import TrainingRun


def costs_of(runs: Iterable[TrainingRun]) -> dict[int, Decimal | None]:
    """By the training's id, of all its jobs; None where an hour had no price."""
    costs: dict[int, Decimal | None] = dict.fromkeys([run.pk for run in runs])
    rows = Batch.objects.filter(job__trainings__in=costs).values_list("job__trainings")
    for run, price, busy in rows.annotate(price=F("job__price_per_hour"), busy=Sum("busy_seconds")):
        cost = cost_of(busy, price=price)
        if cost is not None:
            costs[run] = (costs[run] or Decimal(0)) + cost
    return costs
