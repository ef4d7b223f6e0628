"""What a dataset's jobs did over time: units, workers' seconds, cost, failures; and what waits.

Added up by the database from the batches that ended in a period, by an index that holds all that
is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from django.db import connection
from django.utils import timezone

from catalog.models import Dataset
from jobs.costs import cost_of
from jobs.enums import ACTIVE
from jobs.models import Job
from jobs.progress import measure_progress

Step = Literal["hour", "day", "week"]
HOURS_UP_TO_DAYS = 3
DAYS_UP_TO_DAYS = 120
CAUSES = 50
BUDGETS = 20
_CENTS = Decimal("0.0001")

_JOBS = """
WITH job AS MATERIALIZED (
    SELECT id, kind, queue, coalesce(parameters ->> 'engine', '') AS engine, price_per_hour,
           error, state, finished_at
    FROM jobs_job WHERE dataset_id = %(dataset)s AND (%(kind)s = '' OR kind = %(kind)s)
)
"""
# Of a batch that was cancelled, or tried again later, its seconds are spent and nothing is done.
_SUMS = """
    coalesce(sum(units) FILTER (WHERE b.state IN ('done', 'failed')), 0)::bigint,
    coalesce(sum(units_failed) FILTER (WHERE b.state IN ('done', 'failed')), 0)::bigint,
    sum(busy_seconds), nullif(sum(busy_seconds * price_per_hour::float8) / 3600, 0)
"""
_DONE = f"""{_JOBS}
SELECT grouping(language) = 1, date_trunc(%(step)s, b.finished_at, 'UTC') AS at,
       kind, job.queue, engine, language, {_SUMS}
FROM jobs_batch b JOIN job ON job.id = b.job_id
WHERE b.finished_at >= %(since)s AND (%(language)s = '' OR language = %(language)s)
GROUP BY GROUPING SETS ((at, kind), (kind, job.queue, engine, language))
ORDER BY at, kind, job.queue, engine, language
"""  # noqa: S608 - only our own column names
_FAILED = f"""{_JOBS}, lately AS (
    SELECT * FROM job WHERE coalesce(finished_at, now()) >= %(since)s
)
SELECT kind, code, count, example, job_id FROM (
    SELECT kind, code, count(*), min(message) AS example, max(f.job_id) AS job_id
    FROM lately JOIN jobs_unitfailure f ON f.job_id = lately.id GROUP BY kind, code
    UNION ALL
    SELECT kind, 'batch_error', count(*), min(b.error), max(b.job_id)
    FROM lately JOIN jobs_batch b ON b.job_id = lately.id
    WHERE b.state = 'failed' AND b.deaths = 0 GROUP BY kind
    UNION ALL
    SELECT kind, 'job_error', count(*), min(error), max(id)
    FROM lately WHERE error <> '' AND state = 'failed' GROUP BY kind
) cause ORDER BY count DESC, kind, code LIMIT %(causes)s
"""  # noqa: S608 - only our own column names
_WAITING = f"""{_JOBS}
SELECT kind, count(*) FILTER (WHERE b.state = 'ready'), count(*) FILTER (WHERE b.state = 'claimed'),
       sum(units)::bigint
FROM job JOIN jobs_batch b ON b.job_id = job.id
WHERE job.state IN ('running', 'paused') AND b.state IN ('ready', 'claimed')
  AND (%(language)s = '' OR language = %(language)s)
GROUP BY kind ORDER BY kind
"""  # noqa: S608 - only our own column names


@dataclass(frozen=True)
class Amounts:
    """``units`` include ``units_failed``; ``cost`` is None where no hour had a price."""

    units: int
    units_failed: int
    busy_seconds: float
    cost: Decimal | None


@dataclass(frozen=True)
class DoneAt:
    at: datetime
    kind: str
    done: Amounts


@dataclass(frozen=True)
class DonePart:
    """``engine`` is empty where a job names none."""

    kind: str
    queue: str
    engine: str
    language: str
    done: Amounts


@dataclass(frozen=True)
class Cause:
    """``job`` is the newest that has it."""

    kind: str
    code: str
    count: int
    example: str
    job: int


@dataclass(frozen=True)
class Waiting:
    kind: str
    ready: int
    claimed: int
    units: int


@dataclass(frozen=True)
class Budgeted:
    job: Job
    cost: Decimal | None


@dataclass(frozen=True)
class Workload:
    since: datetime
    until: datetime
    step: Step
    times: Sequence[DoneAt]
    parts: Sequence[DonePart]
    failures: Sequence[Cause]
    waiting: Sequence[Waiting]
    budgets: Sequence[Budgeted]


def measure_workload(
    dataset: Dataset, *, days: int, kind: str = "", language: str = ""
) -> Workload:
    """Of the last so many days, today included; by the hour, the day or the week."""
    step, since = _step(days), _since(days)
    values = {
        "dataset": dataset.pk,
        "kind": kind,
        "language": language,
        "since": since,
        "step": step,
        "causes": CAUSES,
    }
    done = _rows(_DONE, values)
    return Workload(
        since=since,
        until=timezone.now(),
        step=step,
        times=[DoneAt(row[1], row[2], _amounts(row[6:])) for row in done if row[0]],
        parts=[
            DonePart(row[2], row[3], row[4], row[5], _amounts(row[6:]))
            for row in done
            if not row[0]
        ],
        failures=[Cause(*row) for row in _rows(_FAILED, values)],
        waiting=[Waiting(*row) for row in _rows(_WAITING, values)],
        budgets=_budgets(dataset, kind),
    )


def _step(days: int) -> Step:
    if days <= HOURS_UP_TO_DAYS:
        return "hour"
    return "day" if days <= DAYS_UP_TO_DAYS else "week"


def _since(days: int) -> datetime:
    """From a whole day on, in UTC; of the last day alone, from a whole hour."""
    now = timezone.now()
    if days == 1:
        return now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=23)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _part(row: Sequence[Any]) -> DonePart:
    kind, queue, engine, language = row[2:6]
    return DonePart(kind, queue, engine, language, _amounts(row[6:]))


def _amounts(sums: Sequence[Any]) -> Amounts:
    units, failed, busy, cost = sums
    return Amounts(units, failed, busy, None if cost is None else Decimal(cost).quantize(_CENTS))


def _budgets(dataset: Dataset, kind: str) -> list[Budgeted]:
    """Of the newest jobs that have one, those under way first."""
    jobs = dataset.jobs.filter(budget__isnull=False, **({"kind": kind} if kind else {}))
    newest = sorted(jobs.order_by("-pk")[:BUDGETS], key=lambda job: job.state not in ACTIVE)
    spent = measure_progress(newest)
    return [
        Budgeted(job, cost_of(spent[job.pk].busy_seconds, price=job.price_per_hour))
        for job in newest
    ]
