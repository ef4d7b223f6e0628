"""What a job would take, told before it is started."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Min, QuerySet, Sum

from catalog.models import Dataset
from jobs import kinds
from jobs.costs import cost_of, price_per_hour
from jobs.enums import BatchState, Queue
from jobs.models import Batch, Job
from jobs.services import check_parameters, check_price

MEASURED_JOBS = 3
"""The latest so many of the same kind and engine are what the speed is taken from."""


@dataclass(frozen=True)
class JobEstimate:
    """``seconds`` and ``cost`` are None where nothing like it was ever done, or has no price."""

    units: int
    characters: int
    audio_seconds: float | None
    seconds: float | None
    measured_on: int
    cost: Decimal | None
    languages: int | None = None


@dataclass(frozen=True)
class Speed:
    """``workers``: how many were busy at once, on average, in the best of the measured jobs."""

    units: int = 0
    busy_seconds: float = 0.0
    workers: float = 1.0


def estimate_job(
    dataset: Dataset,
    *,
    kind: str,
    parameters: Mapping[str, object],
    budget: Decimal | None = None,
) -> JobEstimate:
    """Raises what `services.start_job` would raise for the same order."""
    checked = check_parameters(dataset, kind=kind, parameters=parameters)
    job_kind = kinds.get(kind)
    queue = job_kind.queue_of(checked)
    price = price_per_hour(queue)
    check_price(budget, queue=queue, price=price)
    work = job_kind.estimate(dataset, checked)
    speed = measure_speed(kind, queue=queue, engine=checked.get("engine"))
    busy = work.units * speed.busy_seconds / speed.units if speed.units else None
    return JobEstimate(
        units=work.units,
        characters=work.characters,
        audio_seconds=work.audio_seconds,
        seconds=None if busy is None else busy / speed.workers,
        measured_on=speed.units,
        cost=None if busy is None else cost_of(busy, price=price),
        languages=work.languages,
    )


def measure_speed(kind: str, *, queue: Queue, engine: str | None) -> Speed:
    """Over all datasets: a text takes an engine as long wherever it comes from."""
    jobs = Job.objects.filter(kind=kind, queue=queue, started_at__isnull=False)
    if engine is not None:
        jobs = jobs.filter(parameters__engine=engine)
    rows = [row for row in _measure(jobs.order_by("-id")) if row.units]
    return Speed(
        units=sum(row.units for row in rows),
        busy_seconds=sum(row.busy_seconds for row in rows),
        workers=max([1.0, *(row.workers for row in rows)]),
    )


def _measure(jobs: QuerySet[Job]) -> list[Speed]:
    latest = list(jobs.values_list("pk", flat=True)[:MEASURED_JOBS])
    done = Batch.objects.filter(job__in=latest, state=BatchState.DONE, busy_seconds__gt=0)
    rows = done.values_list("job_id").annotate(
        Sum("units"), Sum("busy_seconds"), Min("claimed_at"), Max("finished_at")
    )
    return [
        Speed(units, busy, busy / max((end - start).total_seconds(), 1e-6))
        for _, units, busy, start, end in rows
    ]
