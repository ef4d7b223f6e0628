"""How batches begin, and the one place that says which of them may move to which state."""

from collections.abc import Mapping
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from common.states import move_rows, states_before
from jobs.enums import ALLOWED_BATCH, BatchState
from jobs.models import Batch, Job

_INSERT = """
INSERT INTO jobs_batch (job_id, queue, language, subject_ids, units, units_failed, state,
                        attempts, fence, worker, error)
SELECT %(job)s, %(queue)s, language, subject_ids, units, 0, 'ready', 0, 0, '', ''
FROM ({batches}) batch
"""


def insert_ready(
    cursor: CursorWrapper, job: Job, batches: str, values: Mapping[str, Any], *, before: str = ""
) -> int:
    """Gives a job batches that wait to be claimed; returns how many.

    Args:
        cursor: in the transaction that plans the job.
        job: whose batches they are.
        batches: a SELECT of ``language``, ``subject_ids`` and ``units``, in the order of claims.
        values: its parameters besides ``job`` and ``queue``.
        before: WITH clauses that the SELECT may name.
    """
    statement = before + _INSERT.format(batches=batches)
    cursor.execute(statement, {"job": job.pk, "queue": job.queue, **values})
    return int(cursor.rowcount)


def move_batches(batches: QuerySet[Batch], state: BatchState, **values: Any) -> int:
    """Moves those that may, with further values of theirs; returns how many.

    Only `jobs.leases` moves batches otherwise, in SQL that also chooses them; it asks
    `sql_states_before` for the states to choose from.
    """
    return move_rows(batches, state, allowed=ALLOWED_BATCH, **values)


def sql_states_before(*states: BatchState) -> str:
    """From which all of these are one move away, for ``state IN (...)``.

    Literals, as a parameter would hide from the database that a partial index fits.
    """
    before = [set(states_before(state, allowed=ALLOWED_BATCH)) for state in states]
    return ", ".join(f"'{state}'" for state in sorted(set.intersection(*before)))
