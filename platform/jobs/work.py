"""What a worker does: plan what waits for a plan, then batches until there are none."""

import logging
import os
import socket
import time

from django.db import transaction

from jobs import kinds, services
from jobs.enums import JobState
from jobs.errors import LeaseLostError, WorkPutDownError
from jobs.leases import claim_batch, finish_batch, give_back_batch, heartbeat, put_down_batch
from jobs.models import Batch, Job

logger = logging.getLogger(__name__)


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def work(queue: str, *, seconds: float) -> bool:
    """Works for about so long; returns whether more may wait.

    A bounded turn lets a worker see shutdown requests and other queues' messages.
    """
    until = time.monotonic() + seconds
    while plan_next_job(queue):
        pass
    while time.monotonic() < until:
        batch = claim_batch(queue, worker=worker_name())
        if batch is None:
            return False
        run_batch(batch)
    return True


def plan_next_job(queue: str) -> bool:
    """Cuts one waiting job into batches; returns False when none waits."""
    with transaction.atomic():
        waiting = Job.objects.waiting_for_plan().filter(queue=queue)
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return False
        try:
            with transaction.atomic():
                job.units_total = kinds.get(job.kind).plan(job)
                job.save(update_fields=["units_total"])
                services.move_job(job.pk, JobState.RUNNING)
        except Exception as problem:  # whatever a kind's plan raises is the job's, not the worker's
            logger.exception("planning %s failed", job)
            services.move_job(job.pk, JobState.FAILED, error=_sentence(problem))
    services.finish_job_if_done(job.pk)
    return True


def run_batch(batch: Batch) -> None:
    """Does one claimed batch and ends it one way or another.

    Raises:
        django.db.Error: the database is away. The lease runs out, and the sweep gives the batch
            to a worker that has one.
    """
    try:
        with heartbeat(batch):
            finish_batch(batch, kinds.get(batch.job.kind).run(batch))
    except LeaseLostError as refused:
        logger.warning("%s", refused.message)
        return
    except WorkPutDownError as pause:
        logger.info("%s", pause.message)
        put_down_batch(batch)
    except Exception as problem:  # whatever an engine raises is the batch's, not the worker's
        logger.exception("%s failed", batch)
        give_back_batch(batch, error=_sentence(problem))
    services.finish_job_if_done(batch.job_id)


def _sentence(problem: Exception) -> str:
    """What an exception says, without the characters a database can't hold."""
    text = f"{type(problem).__name__}: {problem}"[:2000]
    return text.encode(errors="replace").decode().replace("\0", "?")
