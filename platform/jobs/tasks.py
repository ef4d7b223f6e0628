"""Celery's entry points. Each is safe to run twice, late, or never."""

from celery import shared_task
from django.conf import settings

from jobs import nudges, services
from jobs.enums import BatchState, JobState
from jobs.leases import free_expired_batches
from jobs.models import Batch, Job
from jobs.work import work as work_on

TURN_SECONDS = 5.0


@shared_task(name="jobs.tasks.work")
def work(*, queue: str) -> None:
    if work_on(queue, seconds=TURN_SECONDS):
        nudges.send(queue)


@shared_task(name="jobs.tasks.sweep")
def sweep() -> None:
    """Frees what dead workers hold, ends what is done, and nudges where work waits."""
    free_expired_batches()
    for job_id in Job.objects.filter(state=JobState.RUNNING).values_list("pk", flat=True):
        services.finish_job_if_done(job_id)
    ready = Batch.objects.filter(state=BatchState.READY).values_list("queue", flat=True)
    planning = Job.objects.waiting_for_plan().order_by().values_list("queue", flat=True)
    for queue in ready.distinct().union(planning.distinct()):
        nudges.send(queue, waiting=settings.NUDGES_PER_SWEEP)
