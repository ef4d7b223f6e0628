"""Claiming, holding and ending a batch.

A claim carries a fencing token: a number that grows with every claim. A worker that slept
past its lease finds that its token is no longer the batch's, and its results are refused.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Now
from django.utils import timezone

from jobs.enums import BatchState
from jobs.errors import LeaseLostError
from jobs.kinds import WriteResults
from jobs.models import Batch, UnitFailure

logger = logging.getLogger(__name__)

_CLAIM = """
UPDATE jobs_batch SET state = 'claimed', fence = nextval('jobs_fence'),
       attempts = attempts + 1, worker = %s, lease_expires_at = now() + %s
WHERE id = (SELECT id FROM jobs_batch WHERE queue = %s AND state = 'ready'
            ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING *
"""


def claim_batch(queue: str, *, worker: str) -> Batch | None:
    """Takes the oldest ready batch of a queue, or None. Two callers never get the same one."""
    rows = Batch.objects.raw(_CLAIM, [worker, _lease(), queue])
    return next(iter(rows), None)


def _lease() -> timedelta:
    return timedelta(seconds=settings.BATCH_LEASE_SECONDS)


def _held(batch: Batch) -> QuerySet[Batch]:
    return Batch.objects.filter(pk=batch.pk, fence=batch.fence, state=BatchState.CLAIMED)


def renew_lease(batch: Batch) -> bool:
    """Returns False when the batch is no longer ours."""
    return _held(batch).update(lease_expires_at=Now() + Value(_lease())) == 1


def finish_batch(batch: Batch, write: WriteResults) -> None:
    """Writes the results and ends the batch in one transaction.

    Raises:
        LeaseLostError: the batch was given to another worker or cancelled; nothing is written.
    """
    with transaction.atomic():
        if not _held(batch).select_for_update().exists():
            raise LeaseLostError(batch.pk, batch.fence)
        failures = write()
        UnitFailure.objects.bulk_create(
            UnitFailure(
                batch=batch,
                job_id=batch.job_id,
                subject_id=failed.subject_id,
                code=failed.code,
                message=failed.message,
            )
            for failed in failures
        )
        _held(batch).update(
            state=BatchState.DONE,
            units_failed=len(failures),
            error="",
            finished_at=timezone.now(),
        )


def give_back_batch(batch: Batch, *, error: str) -> None:
    """After an error: the batch is tried again, or set aside when it was tried often enough."""
    again = batch.may_be_tried_again
    _held(batch).update(
        state=BatchState.READY if again else BatchState.FAILED,
        error=error,
        units_failed=0 if again else F("units"),
        finished_at=None if again else timezone.now(),
    )


def free_expired_batches() -> int:
    """Takes batches back from workers that died or hang; returns how many."""
    expired = Batch.objects.filter(state=BatchState.CLAIMED, lease_expires_at__lt=Now())
    with transaction.atomic():
        batches = list(expired.select_for_update(skip_locked=True))
        for batch in batches:
            give_back_batch(batch, error=f"worker {batch.worker} died or stopped answering")
    return len(batches)


@contextmanager
def heartbeat(batch: Batch) -> Iterator[None]:
    """Renews the lease from a thread of its own until the block ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(batch, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(batch: Batch, ended: threading.Event) -> None:
    try:
        while not ended.wait(settings.BATCH_LEASE_SECONDS / 3) and _may_go_on(batch):
            pass
    finally:
        connection.close()


def _may_go_on(batch: Batch) -> bool:
    """A database that is away is asked again, over a new connection, with the next beat."""
    try:
        return renew_lease(batch)
    except Error as problem:
        logger.warning("the lease of %s could not be renewed: %s", batch, problem)
        connection.close()
        return True
