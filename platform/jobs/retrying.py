"""Trying again what failed: whole batches as they are, single units in batches of their own."""

from functools import partial

from django.db import connection, transaction

from common.errors import InvalidTransitionError
from jobs import nudges
from jobs.batches import insert_ready, move_batches
from jobs.enums import ENDED, BatchState, JobState
from jobs.errors import NothingToRetryError
from jobs.models import Batch, Job, UnitFailure
from jobs.services import check_budget, lock_job, move_job

# Units that failed leave the batches that did the others, so that the job's sum stays the same;
# the new batches are as big as the job's biggest.
_FAILED = """
WITH failed AS (
    DELETE FROM jobs_unitfailure f USING jobs_batch b
    WHERE f.job_id = %(job)s AND b.id = f.batch_id AND b.state = 'done'
      AND f.subject_id = ANY(b.subject_ids)
    RETURNING f.batch_id, f.subject_id, b.language
), rest AS (
    UPDATE jobs_batch b
    SET subject_ids = ARRAY(SELECT kept FROM unnest(b.subject_ids) WITH ORDINALITY of (kept, place)
                            WHERE kept <> ALL(gone.ids) ORDER BY place),
        units = b.units - cardinality(gone.ids), units_failed = 0
    FROM (SELECT batch_id, array_agg(DISTINCT subject_id) AS ids FROM failed GROUP BY batch_id) gone
    WHERE b.id = gone.batch_id
), numbered AS (
    SELECT language, subject_id,
           (row_number() OVER (PARTITION BY language ORDER BY subject_id) - 1)
               / (SELECT max(units) FROM jobs_batch WHERE job_id = %(job)s) AS part
    FROM (SELECT DISTINCT language, subject_id FROM failed) once
)
"""
_SPLIT_OFF = """
SELECT language, array_agg(subject_id ORDER BY subject_id) AS subject_ids, count(*) AS units
FROM numbered GROUP BY language, part ORDER BY part, language
"""


def retry_failed(job: Job) -> Job:
    """Makes an ended job run again with just what failed of it.

    A job whose plan failed is planned again. What is tried again is no failure any more; if it
    fails once more, its new cause is written down.

    Raises:
        InvalidTransitionError: the job still runs, or was cancelled.
        NothingToRetryError: all of it was done.
        BudgetReachedError: raise the budget first.
        JobAlreadyRunningError: another job does the same by now.
    """
    with transaction.atomic():
        job = lock_job(job.pk)
        if job.state not in ENDED - {JobState.CANCELLED}:
            raise InvalidTransitionError(f"Job {job.pk}", job.state, JobState.RUNNING)
        check_budget(job)
        job = _start_again(job)
    transaction.on_commit(partial(nudges.send, job.queue))
    return job


def _start_again(job: Job) -> Job:
    if job.state == JobState.FAILED and not job.batches.exists():
        return move_job(job.pk, JobState.PLANNING)
    batches = _reopen_batches(job) + _split_off_failed_units(job)
    if not batches:
        raise NothingToRetryError(job.pk)
    return move_job(job.pk, JobState.RUNNING)


def _reopen_batches(job: Job) -> int:
    failed = Batch.objects.filter(job=job, state=BatchState.FAILED)
    UnitFailure.objects.filter(batch__in=failed).delete()
    return move_batches(
        failed,
        BatchState.READY,
        attempts=0,
        deaths=0,
        units_failed=0,
        error="",
        claimed_at=None,
        finished_at=None,
    )


def _split_off_failed_units(job: Job) -> int:
    """Returns how many batches it made."""
    with connection.cursor() as cursor:
        return insert_ready(cursor, job, _SPLIT_OFF, {}, before=_FAILED)
