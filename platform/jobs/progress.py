"""How far a job is, from its batches."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Min, Sum
from django.utils import timezone

from jobs.enums import BatchState, JobState
from jobs.models import Job


@dataclass(frozen=True)
class ErrorGroup:
    error: str
    count: int
    example: str


@dataclass(frozen=True)
class Progress:
    """Units are what the kind counts (items in a language); failed ones are done, too."""

    units_done: int
    units_failed: int
    batches: Mapping[str, int]
    errors: list[ErrorGroup]
    rate_per_s: float | None
    seconds_left: float | None


def measure_progress(job: Job) -> Progress:
    rows = job.batches.values("state").annotate(
        batches=Count("id"), units=Sum("units"), failed=Sum("units_failed")
    )
    by_state = {row["state"]: row for row in rows}
    ended = [by_state[s] for s in (BatchState.DONE, BatchState.FAILED) if s in by_state]
    done = sum(row["units"] for row in ended)
    rate, left = _speed(job, done)
    return Progress(
        units_done=done,
        units_failed=sum(row["failed"] for row in ended),
        batches={state: by_state.get(state, {}).get("batches", 0) for state in BatchState.values},
        errors=_errors(job),
        rate_per_s=rate,
        seconds_left=left,
    )


def _speed(job: Job, done: int) -> tuple[float | None, float | None]:
    if job.started_at is None or not done:
        return None, None
    seconds = ((job.finished_at or timezone.now()) - job.started_at).total_seconds()
    rate = done / max(seconds, 1e-6)
    running = job.state == JobState.RUNNING
    return rate, (job.units_total - done) / rate if running else None


def _errors(job: Job) -> list[ErrorGroup]:
    units = job.failures.values("code").annotate(count=Count("id"), example=Min("message"))
    groups = [ErrorGroup(row["code"], row["count"], row["example"]) for row in units]
    batches = (
        job.batches.exclude(error="").values("error").annotate(count=Count("id")).order_by("error")
    )
    groups += [ErrorGroup("batch_error", row["count"], row["error"]) for row in batches]
    if job.error:
        groups.append(ErrorGroup("job_error", 1, job.error))
    return sorted(groups, key=lambda group: -group.count)
