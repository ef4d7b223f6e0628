"""How far a job is, from its batches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Min, Sum
from django.utils import timezone

from jobs.enums import BatchState, JobState
from jobs.leases import DIED
from jobs.models import Batch, Job, UnitFailure

ERROR_GROUPS = 100
"""So many are told apart: batches may fail with as many different words as there are."""


@dataclass(frozen=True)
class ErrorGroup:
    error: str
    count: int
    example: str


@dataclass(frozen=True)
class Sums:
    """What batches add up to. Units are what the kind counts (items in a language)."""

    units_done: int
    units_failed: int
    batches: Mapping[str, int]
    errors: list[ErrorGroup]
    busy_seconds: float


@dataclass(frozen=True)
class Progress:
    """Failed units are done, too. ``errors`` are the commonest `ERROR_GROUPS`."""

    units_done: int
    units_failed: int
    batches: Mapping[str, int]
    errors: list[ErrorGroup]
    rate_per_s: float | None
    seconds_left: float | None
    busy_seconds: float


@dataclass(frozen=True)
class _Counts:
    batches: int = 0
    units: int = 0
    failed: int = 0
    busy_seconds: float = 0.0


def measure_progress(jobs: Sequence[Job]) -> dict[int, Progress]:
    """By job id, in as many queries for a page of jobs as for one; in none if all have ended."""
    sums = _add_up([job for job in jobs if job.final_progress is None])
    return {job.pk: _progress(job, sums.get(job.pk) or _thaw(job)) for job in jobs}


def freeze_progress(job: Job) -> None:
    """Keeps what the batches of a job come to on its row; call it locked, when all have ended.

    A job of the paper's size has 300,000 batches, and every look at its page would add them up.
    """
    job.final_progress = asdict(_add_up([job])[job.pk])
    job.save(update_fields=["final_progress"])


def _thaw(job: Job) -> Sums:
    kept: dict[str, Any] = job.final_progress or {}
    return Sums(**{**kept, "errors": [ErrorGroup(**group) for group in kept["errors"]]})


def _progress(job: Job, sums: Sums) -> Progress:
    rate, left = _speed(job, sums.units_done)
    return Progress(
        units_done=sums.units_done,
        units_failed=sums.units_failed,
        batches=sums.batches,
        errors=sums.errors,
        rate_per_s=rate,
        seconds_left=left,
        busy_seconds=sums.busy_seconds,
    )


def _add_up(jobs: Sequence[Job]) -> dict[int, Sums]:
    counts = _count_batches(jobs)
    errors = _group_errors(jobs)
    return {job.pk: _sums(counts[job.pk], errors[job.pk]) for job in jobs}


def _sums(counts: Mapping[str, _Counts], errors: list[ErrorGroup]) -> Sums:
    none = _Counts()
    ended = [counts.get(state, none) for state in (BatchState.DONE, BatchState.FAILED)]
    commonest = sorted(errors, key=lambda group: (-group.count, group.error, group.example))
    return Sums(
        units_done=sum(count.units for count in ended),
        units_failed=sum(count.failed for count in ended),
        batches={state: counts.get(state, none).batches for state in BatchState.values},
        errors=commonest[:ERROR_GROUPS],
        busy_seconds=sum(count.busy_seconds for count in counts.values()),
    )


def _count_batches(jobs: Sequence[Job]) -> dict[int, dict[str, _Counts]]:
    """From an index that holds all that is asked, and no other column: not the id, either."""
    counts: dict[int, dict[str, _Counts]] = defaultdict(dict)
    rows = Batch.objects.filter(job__in=jobs).values_list("job_id", "state")
    summed = rows.annotate(
        batches=Count("*"),
        done=Sum("units"),
        failed=Sum("units_failed"),
        busy=Sum("busy_seconds"),
    )
    for job_id, state, *counted in summed:
        counts[job_id][state] = _Counts(*counted)
    return counts


def _speed(job: Job, done: int) -> tuple[float | None, float | None]:
    if job.started_at is None or not done:
        return None, None
    seconds = ((job.finished_at or timezone.now()) - job.started_at).total_seconds()
    rate = done / max(seconds, 1e-6)
    running = job.state == JobState.RUNNING
    return rate, (job.units_total - done) / rate if running else None


def _group_errors(jobs: Sequence[Job]) -> dict[int, list[ErrorGroup]]:
    """What went wrong with single units, with whole batches, and with the job itself."""
    groups: dict[int, list[ErrorGroup]] = defaultdict(list)
    units = UnitFailure.objects.filter(job__in=jobs).values_list("job_id", "code")
    for job_id, code, count, example in units.annotate(Count("id"), Min("message")):
        groups[job_id].append(ErrorGroup(code, count, example))
    troubled = Batch.objects.filter(job__in=jobs).exclude(error="")
    # A batch that was set aside for its workers' deaths has failed units that say so.
    troubled = troubled.exclude(state=BatchState.FAILED, error=DIED)
    batches = troubled.values_list("job_id", "error")
    for job_id, error, count in batches.annotate(Count("id")):
        groups[job_id].append(ErrorGroup("batch_error", count, error))
    for job in jobs:
        if job.error:
            groups[job.pk].append(ErrorGroup("job_error", 1, job.error))
    return groups
