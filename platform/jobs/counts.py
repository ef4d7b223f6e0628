"""Maintained counts: numbers on pages come from here, never from counting at read time.

Whoever changes what is counted appends the difference in the same transaction; appending never
waits for anybody. The sweep folds differences into sums. A recount proves the sums equal to the
rows they count (`manage.py recount`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from django.db import connection
from django.db.models import TextChoices

FOLDED_AT_ONCE = 50_000


class Metric(TextChoices):
    """What is counted: of what machines made current rows, of answers those that stand."""

    ITEMS = "items", "English items"
    SPLIT_ITEMS = "split_items", "Items by split; bench is a part of test"
    TRANSLATIONS = "translations", "Texts, the English ones included"
    RECORDINGS = "recordings", "Recordings"
    SET_ASIDE = "set_aside", "Recordings that failed their checks in every attempt"
    AUDIO_MS = "audio_ms", "Milliseconds of audio"
    CHECKS_PASSED = "checks_passed", "Results of single checks that passed"
    CHECKS_FAILED = "checks_failed", "Results of single checks that failed"
    DAILY_PASSED = "daily_passed", "The same by the day their text or recording was made"
    DAILY_FAILED = "daily_failed", "Likewise of those that failed"
    TEXTS_FAILING = "texts_failing", "Texts with a failed check"
    RECORDINGS_FAILING = "recordings_failing", "Recordings with a failed check"
    ITEMS_FAILING = "items_failing", "Items whose text or recording in a language fails a check"
    MEMORY_TEXTS = "memory_texts", "Texts in the memory, by origin"
    MEMORY_EXACT = "memory_exact", "Texts found in the memory word for word"
    MEMORY_NEAR = "memory_near", "Texts found in the memory by likeness"
    MEMORY_MISSES = "memory_misses", "Texts the memory didn't have"
    REVIEWS = "reviews", "Items that natives settled, by their last verdict"
    SETTLED_ITEMS = "settled_items", "Items drawn by lot, by the verdict that settled them last"


class Key(NamedTuple):
    metric: Metric
    language: str = ""
    source: str = ""
    engine: str = ""
    voice: str = ""
    name: str = ""
    day: str = ""
    """Of UTC, as 2026-11-22."""


Tally = Counter[Key]
_COLUMNS = "dataset_id, metric, language, source, engine, voice, name, day"
_APPEND = f"COPY jobs_countdelta ({_COLUMNS}, amount) FROM STDIN"
_FOLD = f"""
WITH moved AS (
    DELETE FROM jobs_countdelta WHERE id IN (
        SELECT id FROM jobs_countdelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING {_COLUMNS}, amount)
INSERT INTO jobs_count AS known ({_COLUMNS}, amount)
SELECT {_COLUMNS}, sum(amount) FROM moved GROUP BY {_COLUMNS} ORDER BY {_COLUMNS}
ON CONFLICT ({_COLUMNS}) DO UPDATE SET amount = known.amount + excluded.amount
"""  # noqa: S608 - only our own column names
# One statement, so that a fold in between is seen whole or not at all.
_READ = """
SELECT metric, {wanted}, sum(amount)::bigint FROM (
    SELECT metric, language, source, engine, voice, name, day, amount FROM jobs_count
    WHERE dataset_id = %(dataset)s
    UNION ALL
    SELECT metric, language, source, engine, voice, name, day, amount FROM jobs_countdelta
    WHERE dataset_id = %(dataset)s) part
WHERE metric = ANY(%(metrics)s){chosen}
GROUP BY {grouped} HAVING sum(amount) <> 0
"""
Dimension = Literal["language", "source", "engine", "voice", "name", "day"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


def record_counts(dataset_id: int, changes: Mapping[Key, int]) -> None:
    """Appends differences; call it in the transaction that makes them."""
    with connection.cursor() as cursor, cursor.copy(_APPEND) as copy:
        for key, amount in changes.items():
            if amount:
                copy.write_row((dataset_id, *key, amount))


def read_counts(
    dataset_id: int,
    *metrics: Metric,
    by: Collection[Dimension] = DIMENSIONS,
    of: Mapping[Dimension, str] = MappingProxyType({}),
) -> Tally:
    """The counts of a dataset, to the last committed change; all metrics if none is named.

    What isn't named in `by` is added up by the database, and empty in the keys: a dataset has
    tens of thousands of keys, a page shows a few sums. `of` keeps to those with such values; an
    empty one leaves it open.
    """
    chosen = {name: value for name, value in of.items() if value}
    values: dict[str, int | str | list[str]] = {
        "dataset": dataset_id,
        "metrics": [*(metrics or Metric.values)],
        **{str(name): value for name, value in chosen.items()},
    }
    with connection.cursor() as cursor:
        cursor.execute(_read_by(by, chosen), values)
        return Counter({Key(Metric(row[0]), *row[1:-1]): int(row[-1]) for row in cursor.fetchall()})


def _read_by(by: Collection[Dimension], chosen: Iterable[Dimension]) -> str:
    return _READ.format(
        wanted=", ".join(name if name in by else "''" for name in DIMENSIONS),
        grouped=", ".join(["metric", *(name for name in DIMENSIONS if name in by)]),
        chosen="".join(f" AND {name} = %({name})s" for name in chosen),
    )


def fold_counts() -> None:
    """Moves differences into the sums. Safe to run twice at once."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, [FOLDED_AT_ONCE])
