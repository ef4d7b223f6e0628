"""Cuts a job's subjects into batches in one SQL statement, whatever their number."""

from collections.abc import Mapping

from django.db import connection

from jobs.models import Job

# Batches hold one language and texts of like length; languages take turns, so that all of
# them get on evenly and none waits for another to end.
_BATCHES = """
INSERT INTO jobs_batch (job_id, queue, language, subject_ids, units, units_failed, state,
                        attempts, fence, worker, error)
SELECT %(job)s, %(queue)s, language, array_agg(id ORDER BY size, id), count(*), 0, 'ready',
       0, 0, '', ''
FROM (SELECT language, id, size,
             (row_number() OVER (PARTITION BY language ORDER BY size, id) - 1) / %(batch)s AS part
      FROM ({subjects}) subject) numbered
GROUP BY language, part ORDER BY part, language
"""


def plan_batches(
    job: Job, subjects: str, values: Mapping[str, list[str] | bool], *, batch_units: int
) -> int:
    """Inserts the batches.

    Args:
        job: whose batches they are.
        subjects: a SELECT of ``language``, ``id`` and ``size`` (characters).
        values: the SELECT's parameters besides ``dataset``.
        batch_units: at most so many subjects in a batch.

    Returns:
        The number of subjects.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _BATCHES.format(subjects=subjects),
            {
                "job": job.pk,
                "queue": job.queue,
                "batch": batch_units,
                "dataset": job.dataset_id,
                **values,
            },
        )
        cursor.execute("SELECT coalesce(sum(units), 0) FROM jobs_batch WHERE job_id = %s", [job.pk])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
