"""Celery's entry points. Each is safe to run twice, late, or never."""

from celery import shared_task
from django.conf import settings

from accounts.once import forget_starts
from jobs import counts, nudges, services
from jobs.enums import JobState
from jobs.kinds import check_queue
from jobs.leases import free_expired_batches
from jobs.models import Job
from jobs.work import work as work_on

TURN_SECONDS = 5.0


@shared_task(name="jobs.tasks.work")
def work(*, queue: str) -> None:
    """Raises QueueUnknownError for a message that this studio would not have sent."""
    check_queue(queue)
    if work_on(queue, seconds=TURN_SECONDS):
        nudges.send(queue)


@shared_task(name="jobs.tasks.sweep")
def sweep() -> None:
    """Frees what dead workers hold, stops what is spent, ends what is done, nudges for the rest."""
    counts.fold_counts()
    free_expired_batches()
    services.pause_jobs_over_budget()
    under_way = Job.objects.filter(state__in=[JobState.RUNNING, JobState.PAUSED])
    for job_id in under_way.values_list("pk", flat=True):
        services.finish_job_if_done(job_id)
    services.freeze_ended_jobs()
    for queue in Job.objects.waiting_for_workers().values_list("queue", flat=True).distinct():
        nudges.send(queue, waiting=settings.NUDGES_PER_SWEEP)
    forget_starts()
