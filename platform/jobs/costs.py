"""What jobs cost: the busy hours of their workers times the price of an hour."""

from decimal import Decimal

from django.conf import settings
from django.db.models import F, Sum

from jobs.enums import BatchState
from jobs.leases import busy_until_now
from jobs.models import Job

_CENTS = Decimal("0.0001")


def price_per_hour(queue: str) -> Decimal:
    """Of a worker on this queue, in `settings.CURRENCY`; 0 where none was set."""
    return Decimal(settings.PRICE_PER_HOUR[queue])


def cost_of(busy_seconds: float, *, price: Decimal) -> Decimal | None:
    """To four places; None without a price, as nothing is known then."""
    if not price:
        return None
    return (Decimal(busy_seconds) / 3600 * price).quantize(_CENTS)


def cost_so_far(job: Job) -> Decimal:
    """Of all attempts at all batches, those under way included; 0 without a price."""
    busy = job.batches.aggregate(busy=Sum("busy_seconds", default=0.0))["busy"]
    return cost_of(busy + _under_way(job), price=job.price_per_hour) or Decimal(0)


def _under_way(job: Job) -> float:
    """Seconds since batches were claimed: a training's only one may be held for days."""
    held = job.batches.filter(state=BatchState.CLAIMED)
    since = Sum(busy_until_now() - F("busy_seconds"), default=0.0)
    seconds: float = held.aggregate(seconds=since)["seconds"]
    return seconds


def has_reached_budget(job: Job) -> bool:
    return job.budget is not None and cost_so_far(job) >= job.budget
