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
from django.db.models import DurationField, ExpressionWrapper, F, FloatField, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Extract, Now
from django.utils import timezone

from jobs.batches import move_batches, sql_states_before
from jobs.enums import BatchState, FailureCode
from jobs.errors import LeaseLostError
from jobs.kinds import WriteResults
from jobs.models import Batch, Job, UnitFailure

logger = logging.getLogger(__name__)

DIED = "its worker died or stopped answering"
# First whose turn it is, among the few running jobs; then that job's oldest batch, by an index
# of ready ones only. Equal shares alone would let one worker serve the same dataset for ever,
# as nobody holds anything whenever it asks: so the one served longest ago comes first.
# BETWEEN, as only that index has this order then: where statistics say that all batches are ready,
# the primary key's looks as good, and leads past every batch that ended.
_CLAIM = """
WITH running AS MATERIALIZED (
    SELECT id, dataset_id, priority,
           (SELECT count(*) FROM jobs_batch b
            WHERE b.job_id = j.id AND b.state = 'claimed') AS held,
           (SELECT max(fence) FROM jobs_batch b WHERE b.job_id = j.id AND fence > 0) AS served
    FROM jobs_job j WHERE queue = %(queue)s AND state = 'running'
), turn AS MATERIALIZED (
    SELECT id, priority, sum(held) OVER (PARTITION BY dataset_id) AS held,
           coalesce(max(served) OVER (PARTITION BY dataset_id), 0) AS served
    FROM running ORDER BY priority DESC, held, served, id
)
UPDATE jobs_batch SET state = %(claimed)s, fence = nextval('jobs_fence'), attempts = attempts + 1,
       worker = %(worker)s, claimed_at = statement_timestamp(),
       lease_expires_at = statement_timestamp() + %(lease)s
WHERE id = (SELECT batch.id FROM turn CROSS JOIN LATERAL (
                SELECT id FROM jobs_batch
                WHERE job_id BETWEEN turn.id AND turn.id AND state IN ({waiting})
                ORDER BY job_id, id FOR UPDATE SKIP LOCKED LIMIT 1) batch
            LIMIT 1)
RETURNING *
"""
# All at once: a machine that went down may have held hundreds.
_FREE = """
WITH expired AS (
    SELECT id FROM jobs_batch WHERE state IN ({held}) AND lease_expires_at < statement_timestamp()
    FOR UPDATE SKIP LOCKED
), freed AS (
    UPDATE jobs_batch b
    SET deaths = deaths + 1, error = %(died)s,
        state = CASE WHEN deaths + 1 < %(deaths)s THEN %(ready)s ELSE %(failed)s END,
        units_failed = CASE WHEN deaths + 1 < %(deaths)s THEN 0 ELSE units END,
        claimed_at = CASE WHEN deaths + 1 < %(deaths)s THEN NULL ELSE claimed_at END,
        finished_at = CASE WHEN deaths + 1 < %(deaths)s THEN NULL ELSE statement_timestamp() END,
        busy_seconds = busy_seconds
            + coalesce(extract(epoch FROM lease_expires_at - claimed_at), 0)
    FROM expired WHERE b.id = expired.id
    RETURNING b.id, b.job_id, b.state, b.subject_ids, b.worker, b.deaths
), set_aside AS (
    INSERT INTO jobs_unitfailure (batch_id, job_id, subject_id, code, message)
    SELECT id, job_id, unnest(subject_ids), %(code)s,
           'in a batch that ended ' || deaths || ' workers, lastly ' || worker
    FROM freed WHERE state = %(failed)s
)
SELECT count(*) FROM freed
"""


def claim_batch(queue: str, *, worker: str) -> Batch | None:
    """Takes the batch whose turn it is, or None. Two callers never get the same one.

    The highest priority comes first; within it the dataset with the fewest batches under way,
    then the one served longest ago; of a dataset's jobs the oldest.
    """
    values = {
        "queue": queue,
        "worker": worker,
        "lease": _lease(),
        "claimed": str(BatchState.CLAIMED),
    }
    statement = _CLAIM.format(waiting=sql_states_before(BatchState.CLAIMED))
    batch = next(iter(Batch.objects.raw(statement, values)), None)
    if batch is not None:
        batch.job = Job.objects.select_related("dataset").get(pk=batch.job_id)
    return batch


def _lease() -> timedelta:
    return timedelta(seconds=settings.BATCH_LEASE_SECONDS)


def _held(batch: Batch) -> QuerySet[Batch]:
    return Batch.objects.filter(pk=batch.pk, fence=batch.fence, state=BatchState.CLAIMED)


def renew_lease(batch: Batch) -> bool:
    """Returns False when the batch is no longer ours."""
    return _held(batch).update(lease_expires_at=Now() + Value(_lease())) == 1


def check_held(batch: Batch) -> None:
    """For work that costs money part by part: renews the lease before the next part.

    Raises:
        LeaseLostError: the batch was given to another worker or cancelled.
    """
    if not renew_lease(batch):
        raise LeaseLostError(batch.pk, batch.fence)


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
        move_batches(
            _held(batch),
            BatchState.DONE,
            units_failed=len(failures),
            error="",
            busy_seconds=busy_until_now(),
            finished_at=timezone.now(),
        )


def give_back_batch(batch: Batch, *, error: str) -> None:
    """After an error: the batch is tried again, or set aside when it was tried often enough."""
    again = batch.may_be_tried_again
    move_batches(
        _held(batch),
        BatchState.READY if again else BatchState.FAILED,
        error=error,
        units_failed=0 if again else F("units"),
        busy_seconds=busy_until_now(),
        claimed_at=None if again else F("claimed_at"),
        finished_at=None if again else timezone.now(),
    )


def put_down_batch(batch: Batch) -> None:
    """Lets the batch wait as if this worker had never had it, but for what that cost."""
    move_batches(
        _held(batch),
        BatchState.READY,
        attempts=F("attempts") - 1,
        busy_seconds=busy_until_now(),
        claimed_at=None,
    )


def count_from_here(batch: Batch) -> None:
    """For work that takes days and keeps where it is: earlier attempts and deaths are forgotten.

    They count only between two places that were kept, where the same thing may happen for ever.
    """
    _held(batch).update(attempts=1, deaths=0)


def free_expired_batches() -> int:
    """Takes batches back from workers that died or hang; returns how many.

    A batch that did this to too many workers is set aside with all its subjects: it would go on
    to end one worker after the other. A worker that is told to stop ends its batch first
    (Celery's warm shutdown), so this is no death; one that is killed meanwhile is.
    """
    values: dict[str, int | str] = {
        "deaths": settings.BATCH_DEATHS,
        "died": DIED,
        "code": str(FailureCode.WORKER_DIED),
        "ready": str(BatchState.READY),
        "failed": str(BatchState.FAILED),
    }
    with connection.cursor() as cursor:
        held = sql_states_before(BatchState.READY, BatchState.FAILED)
        cursor.execute(_FREE.format(held=held), values)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def busy_until_now() -> CombinedExpression:
    """Of an open batch: its seconds with those who held it, up to now."""
    held = ExpressionWrapper(Now() - F("claimed_at"), output_field=DurationField())
    seconds = Coalesce(Extract(held, "epoch"), 0.0, output_field=FloatField())
    return F("busy_seconds") + seconds


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
