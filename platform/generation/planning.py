"""Counts a job's subjects and cuts them into batches, each in one SQL statement.

A kind says once what its subjects are; its plan and its estimate both ask this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from catalog.models import Dataset
from jobs.batches import insert_ready
from jobs.kinds import Estimate
from jobs.models import Job

# More batches at once than this, and the planner must hear of them.
ANALYZED_BATCHES = 1_000
# Batches hold one language, and texts of one voice and like length; languages take turns, so that
# all of them get on evenly and none waits for another to end. Among equals the items' order counts:
# ids of texts tell which worker was first, and what a model makes is rounded as its batch is cut.
_BATCHES = """
SELECT language, array_agg(id ORDER BY voice, size, item_id) AS subject_ids, count(*) AS units
FROM (SELECT language, id, size, item_id, apart, voice,
             (row_number() OVER (PARTITION BY language, apart ORDER BY voice, size, item_id) - 1)
             / %(batch)s AS part
      FROM ({subjects}) subject) numbered
GROUP BY language, apart, part ORDER BY part, language, apart
"""
# Where nobody speaks.
_ALIKE = "SELECT language, id, size, item_id, false AS apart, 0 AS voice FROM ({subjects}) alike"
_COUNTS = """
SELECT language, count(*), sum(size) FROM ({subjects}) subject GROUP BY language ORDER BY language
"""

Values = Mapping[str, list[str] | list[int] | list[bool] | str | float | bool | None]


class Subjects(NamedTuple):
    """A SELECT of ``language``, ``id``, ``size`` (characters) and ``item_id``, and its values.

    ``%(dataset)s`` in it is filled in by who asks.
    """

    sql: str
    values: Values


@dataclass(frozen=True)
class LanguageSubjects:
    """How many subjects there are in a language, and how many characters they have together."""

    language: str
    units: int
    characters: int


def estimate_subjects(dataset: Dataset, subjects: Subjects) -> Estimate:
    return add_up(count_subjects(dataset, subjects))


def count_subjects(dataset: Dataset, subjects: Subjects) -> list[LanguageSubjects]:
    """What a plan of these subjects would hold now, by language."""
    sql = _COUNTS.format(subjects=subjects.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"dataset": dataset.pk, **subjects.values})
        return [LanguageSubjects(*row) for row in cursor.fetchall()]


def add_up(counted: Sequence[LanguageSubjects]) -> Estimate:
    return Estimate(
        units=sum(part.units for part in counted),
        characters=sum(part.characters for part in counted),
    )


def plan_batches(job: Job, subjects: str, values: Values, *, batch_units: int) -> int:
    """Inserts the batches (see `insert_batches`) of subjects that no voice speaks."""
    return insert_batches(job, _ALIKE.format(subjects=subjects), values, batch_units=batch_units)


def insert_batches(job: Job, subjects: str, values: Values, *, batch_units: int) -> int:
    """Inserts the batches.

    Args:
        job: whose batches they are.
        subjects: a SELECT of ``language``, ``id``, ``size`` (characters), ``item_id``, ``apart``
            (those of it and those not of it share no batch) and ``voice`` (which stay together).
        values: the SELECT's parameters besides ``dataset``.
        batch_units: at most so many subjects in a batch.

    Returns:
        The number of subjects.
    """
    with connection.cursor() as cursor:
        given = {"batch": batch_units, "dataset": job.dataset_id, **values}
        insert_ready(cursor, job, _BATCHES.format(subjects=subjects), given)
        cursor.execute("SELECT coalesce(sum(units), 0) FROM jobs_batch WHERE job_id = %s", [job.pk])
        row = cursor.fetchone()
        units = int(row[0]) if row else 0
        if units > batch_units * ANALYZED_BATCHES:
            # Else claims would walk past all older batches until the next autovacuum.
            cursor.execute("ANALYZE jobs_batch")
    return units
