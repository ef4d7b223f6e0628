"""Who answered what, when and how fast: counted by the database, for one language at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from annotation.enums import CampaignKind
from annotation.statistics.described import Described
from catalog.models import Dataset

SECONDS = (5, 10, 20, 40, 80, 160)
"""Ends of the columns in which times are shown; the last column is open."""
Values = dict[str, Any]

_ANSWERS = """
WITH answer AS (
    SELECT a.rater_id, t.language, t.id AS task_id, c.kind, given.seconds, given.created_at,
           t.votes_needed, given.verdict
    FROM annotation_campaign c
    JOIN annotation_task t ON t.campaign_id = c.id AND t.control_id IS NULL
    JOIN annotation_assignment a ON a.task_id = t.id
    JOIN ({given}) given ON given.assignment_id = a.id
    WHERE c.dataset_id = %(dataset)s AND t.language = ANY(%(languages)s){of_rater})
"""
_GIVEN = """
    SELECT assignment_id, seconds, created_at, '' AS verdict
    FROM annotation_rating WHERE withdrawn_at IS NULL
    UNION ALL SELECT assignment_id, seconds, created_at, verdict
    FROM annotation_correction WHERE withdrawn_at IS NULL
    UNION ALL SELECT assignment_id, seconds, created_at, ''
    FROM annotation_preference WHERE withdrawn_at IS NULL
"""
_BY_RATER = """
SELECT language, rater_id, kind, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
       array_agg(width_bucket(seconds, %(edges)s::float[])), max(created_at),
       count(*) FILTER (WHERE kind = 'correction' AND votes_needed > 2 AND EXISTS (
           SELECT FROM annotation_review review WHERE review.task_id = answer.task_id))
FROM answer GROUP BY language, rater_id, kind ORDER BY language, rater_id, kind
"""
_BY_DAY = """
SELECT language, (created_at AT TIME ZONE 'UTC')::date::text AS day, kind, count(*)
FROM answer GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_WAITING = """
SELECT t.language, c.id, count(*), sum(t.votes_needed - t.answered)::bigint
FROM annotation_campaign c
JOIN annotation_task t ON t.campaign_id = c.id AND t.control_id IS NULL
  AND t.is_open AND t.answered < t.votes_needed
WHERE c.dataset_id = %(dataset)s AND c.state = 'open' AND t.language = ANY(%(languages)s)
GROUP BY 1, 2 ORDER BY 1, 2
"""


def count_by_rater(
    dataset: Dataset, languages: Sequence[str]
) -> Mapping[str, dict[int, list[Described]]]:
    """By language and rater, a row for each kind of answer that they gave; traps and gold aside."""
    found: defaultdict[str, dict[int, list[Described]]] = defaultdict(dict)
    for language, rater, *row in _ask(_BY_RATER, dataset, languages):
        found[language].setdefault(rater, []).append(_describe(*row))
    return found


def count_by_day(
    dataset: Dataset, languages: Sequence[str], rater: int | None = None
) -> Mapping[str, list[Described]]:
    """By language, the answers of each day (UTC) and kind."""
    found: defaultdict[str, list[Described]] = defaultdict(list)
    for language, day, kind, answers in _ask(_BY_DAY, dataset, languages, rater):
        found[language].append({"day": day, "kind": kind, "answers": answers})
    return found


def count_waiting(dataset: Dataset, languages: Sequence[str]) -> Mapping[str, list[Described]]:
    """By language, what open campaigns lack: tasks that want more answers, and how many."""
    found: defaultdict[str, list[Described]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"dataset": dataset.pk, "languages": list(languages)})
        for language, campaign, tasks, answers in cursor.fetchall():
            found[language].append({"campaign": campaign, "tasks": tasks, "answers": answers})
    return found


def _ask(
    sql: str, dataset: Dataset, languages: Sequence[str], rater: int | None = None
) -> list[tuple[Any, ...]]:
    answers = _ANSWERS.format(
        given=_GIVEN, of_rater="" if rater is None else " AND a.rater_id = %(rater)s"
    )
    values: Values = {
        "dataset": dataset.pk,
        "languages": list(languages),
        "edges": list(SECONDS),
        "rater": rater,
    }
    with connection.cursor() as cursor:
        cursor.execute(answers + sql, values)
        return list(cursor.fetchall())


def _describe(  # noqa: PLR0913, PLR0917 - a column each
    kind: str, answers: int, median_s: float, columns: Sequence[int], last: Any, disputed: int
) -> Described:
    return {
        "kind": CampaignKind(kind).value,
        "answers": answers,
        "median_s": median_s,
        "seconds": [columns.count(at) for at in range(len(SECONDS) + 1)],
        "last_at": last.isoformat(),
        "disputed": disputed,
    }
