"""Jobs that wait for a manager: paused ones, and what failed and nobody tried again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from catalog.models import Dataset
from jobs.enums import ACTIVE, BatchState, JobState
from jobs.models import Batch, Job

LOOKED_AT = 200
"""So many of the newest jobs are looked at: nobody mends what lies further back."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """``error`` is the job's own, or the commonest of its units'; empty while it runs."""

    job: Job
    units_failed: int = 0
    batches_failed: int = 0
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class Attention:
    """``running`` are the kinds of jobs at work."""

    running: list[str]
    troubled: list[Trouble]


def find_trouble(dataset: Dataset) -> Attention:
    """The newest first. Of what ended, only the newest job of each kind: later ones replace it."""
    newest = dataset.jobs.exclude(state=JobState.CANCELLED).order_by("-pk")
    jobs = {job.pk: job for job in newest.defer("parameters")[:LOOKED_AT]}
    jobs |= {job.pk: job for job in dataset.jobs.active()}
    failed = _failed_batches(job for job in jobs.values() if job.state in ACTIVE)
    looks: list[Trouble] = []
    seen: set[str] = set()
    for pk in sorted(jobs, reverse=True):
        job = jobs[pk]
        if job.state in ACTIVE:
            looks.append(Trouble(job=job, batches_failed=failed.get(pk, 0)))
        elif job.kind not in seen:
            looks.append(_describe_ended(job))
        seen.add(job.kind)
    return Attention(
        running=sorted({job.kind for job in jobs.values() if _works(job)}),
        troubled=[look for look in looks if _waits(look)],
    )


def _works(job: Job) -> bool:
    return job.state in ACTIVE - {JobState.PAUSED}


def _waits(look: Trouble) -> bool:
    stopped = look.job.state in {JobState.PAUSED, JobState.FAILED}
    return stopped or bool(look.units_failed or look.batches_failed)


def _failed_batches(jobs: Iterable[Job]) -> dict[int, int]:
    batches = Batch.objects.filter(job__in=[*jobs], state=BatchState.FAILED)
    return dict(batches.values_list("job").annotate(count=Count("*")))


def _describe_ended(job: Job) -> Trouble:
    kept: Mapping[str, Any] = job.final_progress or {}
    groups = kept.get("errors", [])
    return Trouble(
        job=job,
        units_failed=kept.get("units_failed", 0),
        batches_failed=kept.get("batches", {}).get(BatchState.FAILED, 0),
        error=job.error or (groups[0]["error"] if groups else ""),
    )
