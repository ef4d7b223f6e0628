"""Counting anew what the maintained counts say, from the rows themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db import connection, transaction

from generation.counting import COUNT_REPORTS
from jobs.counts import Key, Metric, record_counts

# Events are counted as they happen, and nowhere else: there are no rows to count them from.
_EVENTS = (Metric.MEMORY_EXACT, Metric.MEMORY_NEAR, Metric.MEMORY_MISSES)
_ITEMS = """
SELECT 'items', '', s.slug, '', '', '', count(*) FROM corpus_item i
JOIN corpus_source s ON s.id = i.source_id WHERE i.dataset_id = %(dataset)s GROUP BY s.slug
UNION ALL
SELECT 'split_items', '', '', '', '', split, count(*) FROM corpus_item
WHERE dataset_id = %(dataset)s GROUP BY split
UNION ALL
SELECT 'split_items', '', '', '', '', 'bench', count(*) FROM corpus_item
WHERE dataset_id = %(dataset)s AND in_bench HAVING count(*) > 0
"""
_TEXTS = """
SELECT 'translations', t.language, s.slug, t.engine, '', '', count(*) FROM corpus_translation t
JOIN corpus_item i ON i.id = t.item_id JOIN corpus_source s ON s.id = i.source_id
WHERE t.dataset_id = %(dataset)s AND t.is_current GROUP BY t.language, s.slug, t.engine
"""
_SPOKEN = """
FROM corpus_recording r JOIN corpus_translation t ON t.id = r.translation_id AND t.is_current
JOIN corpus_item i ON i.id = t.item_id JOIN corpus_source s ON s.id = i.source_id
"""
_RECORDINGS = f"""
WITH spoken AS (
    SELECT r.language, s.slug, r.engine, r.voice, count(*) AS clips, count(r.set_aside) AS aside,
           sum(floor(r.duration_s * 1000)) AS ms
    {_SPOKEN} WHERE r.dataset_id = %(dataset)s AND r.is_current
    GROUP BY r.language, s.slug, r.engine, r.voice)
SELECT 'recordings', language, slug, engine, voice, '', clips FROM spoken
UNION ALL SELECT 'set_aside', language, slug, engine, voice, '', aside FROM spoken WHERE aside > 0
UNION ALL SELECT 'audio_ms', language, slug, engine, voice, '', ms FROM spoken
"""  # noqa: S608 - only our own SQL
_CHECKS = COUNT_REPORTS.format(texts="t.dataset_id = %(dataset)s")
_MEMORY = """
SELECT 'memory_texts', language, '', '', '', origin, count(*) FROM corpus_memoryentry
WHERE dataset_id = %(dataset)s GROUP BY language, origin
"""
_UNDATED = """
SELECT metric, language, source, engine, voice, name, '', counted
FROM ({sql}) part (metric, language, source, engine, voice, name, counted)
"""
# One statement sees one moment, also while workers write.
_DIFFERENCES = """
SELECT metric, language, source, engine, voice, name, day,
       sum(maintained)::bigint, sum(counted)::bigint
FROM (
    SELECT counted.*, 0 AS maintained FROM (
        {counted}
    ) AS counted (metric, language, source, engine, voice, name, day, counted)
    UNION ALL
    SELECT metric, language, source, engine, voice, name, day, 0, amount FROM jobs_count
    WHERE dataset_id = %(dataset)s AND metric <> ALL(%(events)s)
    UNION ALL
    SELECT metric, language, source, engine, voice, name, day, 0, amount FROM jobs_countdelta
    WHERE dataset_id = %(dataset)s AND metric <> ALL(%(events)s)
) side
GROUP BY metric, language, source, engine, voice, name, day
HAVING sum(maintained) <> sum(counted) ORDER BY 1, 2, 3, 4, 5, 6, 7
"""
COUNTED = [_ITEMS, _TEXTS, _RECORDINGS, _MEMORY]


_kept_anew: list[str] = []


def register_counted(sql: str, *, keep_anew: Iterable[str] = ()) -> None:
    """What an app above this one maintains counts of, counted from its rows.

    Args:
        sql: a SELECT of metric, language, source, engine, voice, name and how many, empty where
            a metric knows none; ``%(dataset)s`` in it is filled in. A `Metric` stands in one
            SELECT alone. Called when Django starts.
        keep_anew: statements that write anew what the app keeps beside its counts, for mending.
    """
    COUNTED.append(sql)
    _kept_anew.extend(keep_anew)


class Proof(Protocol):
    def __call__(self, dataset_id: int, *, mend: bool) -> list[str]:
        """A sentence for each thing that is wrong; `mend` also puts it right."""


PROOFS: list[Proof] = []


def register_proof(proof: Proof) -> None:
    """What an app above this one keeps that is no sum of rows. Called when Django starts."""
    PROOFS.append(proof)


@dataclass(frozen=True)
class Difference:
    key: Key
    maintained: int
    counted: int


def find_differences(dataset_id: int, *, mend: bool = False) -> list[Difference]:
    """Where the maintained counts are wrong; `mend` also puts them right."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in _kept_anew if mend else ():
                cursor.execute(statement, {"dataset": dataset_id})
            cursor.execute(_differences_sql(), {"dataset": dataset_id, "events": [*_EVENTS]})
            differences = [
                Difference(Key(Metric(row[0]), *row[1:-2]), maintained=row[-2], counted=row[-1])
                for row in cursor.fetchall()
            ]
        if mend:
            record_counts(dataset_id, {d.key: d.counted - d.maintained for d in differences})
    return differences


def _differences_sql() -> str:
    parts = [_CHECKS, *(_UNDATED.format(sql=sql) for sql in COUNTED)]
    return _DIFFERENCES.format(counted=" UNION ALL ".join(f"({sql})" for sql in parts))


def prove_kept(dataset_id: int, *, mend: bool = False) -> list[str]:
    """What is wrong of all that is kept beside counts."""
    return [problem for proof in PROOFS for problem in proof(dataset_id, mend=mend)]
