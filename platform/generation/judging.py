"""Moving thresholds: stored values are judged anew, and no text or recording is read.

What fails now is set aside, and what passes now is back.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Coalesce

from generation.checks import THRESHOLDS
from generation.counting import tally_reports, tally_set_aside
from generation.models import CheckReport, CheckRules
from generation.reports import REPORTS_OF_TEXTS, ensure_rules, lock_reports, set_aside_what_fails
from generation.results import split_name
from jobs.counts import Tally, record_counts

# Reports in a transaction: corrections of their texts wait for its end.
CHUNK = 5_000

# What is said of checks that pass now stays: the threshold may come back.
_JUDGE = f"""
UPDATE generation_checkreport SET rules_id = %(new)s, failed = ARRAY(
    SELECT name FROM unnest(%(names)s::text[], measured, %(thresholds)s::float8[])
        AS one (name, value, threshold) WHERE value > threshold)
WHERE id IN ({REPORTS_OF_TEXTS}) AND rules_id = %(old)s
"""  # noqa: S608 - only our own SQL


def judge_checks(dataset_id: int, thresholds: Mapping[str, float] = THRESHOLDS) -> int:
    """Judges the stored values of a dataset against the thresholds, and counts what changes.

    Repeating it after an interruption goes on where it stopped.

    Args:
        dataset_id: whose reports.
        thresholds: by a check's own name, without a field. Checks that are not in it keep theirs.

    Returns:
        The number of reports whose thresholds moved.
    """
    return sum(_judge_all(dataset_id, old, thresholds) for old in CheckRules.objects.all())


def _judge_all(dataset_id: int, old: CheckRules, thresholds: Mapping[str, float]) -> int:
    moved = [
        thresholds.get(split_name(name)[1], before)
        for name, before in zip(old.names, old.thresholds, strict=True)
    ]
    if moved == old.thresholds:
        return 0
    stale = CheckReport.objects.filter(dataset=dataset_id, rules=old)
    subjects = stale.values_list(Coalesce("translation", "recording__translation"), flat=True)
    values = {
        "old": old.pk,
        "new": ensure_rules(old.names, old.versions, moved),
        "names": old.names,
        "thresholds": moved,
    }
    judged = 0
    while texts := [*subjects[:CHUNK]]:
        judged += _judge_chunk(dataset_id, texts, values)
    return judged


def _judge_chunk(dataset_id: int, texts: list[int], values: Mapping[str, Any]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        lock_reports(texts)
        change: Tally = Counter()
        change.subtract(tally_reports(texts) + tally_set_aside(texts))
        cursor.execute(_JUDGE, {**values, "texts": texts})
        judged = int(cursor.rowcount)
        set_aside_what_fails(texts)
        change.update(tally_reports(texts) + tally_set_aside(texts))
        record_counts(dataset_id, change)
    return judged
