"""Counting anew what the maintained counts say, from the rows themselves."""

from dataclasses import dataclass

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
# One statement sees one moment, also while workers write.
_DIFFERENCES = f"""
SELECT metric, language, source, engine, voice, name, sum(maintained)::bigint, sum(counted)::bigint
FROM (
    SELECT counted.*, 0 AS maintained FROM (
        {_ITEMS} UNION ALL {_TEXTS} UNION ALL SELECT * FROM ({_RECORDINGS}) spoken
        UNION ALL SELECT * FROM ({_CHECKS}) checks UNION ALL {_MEMORY}
    ) AS counted (metric, language, source, engine, voice, name, counted)
    UNION ALL
    SELECT metric, language, source, engine, voice, name, 0, amount FROM jobs_count
    WHERE dataset_id = %(dataset)s AND metric <> ALL(%(events)s)
    UNION ALL
    SELECT metric, language, source, engine, voice, name, 0, amount FROM jobs_countdelta
    WHERE dataset_id = %(dataset)s AND metric <> ALL(%(events)s)
) side
GROUP BY metric, language, source, engine, voice, name
HAVING sum(maintained) <> sum(counted) ORDER BY 1, 2, 3, 4, 5, 6
"""  # noqa: S608 - only our own SQL


@dataclass(frozen=True)
class Difference:
    key: Key
    maintained: int
    counted: int


def find_differences(dataset_id: int, *, mend: bool = False) -> list[Difference]:
    """Where the maintained counts are wrong; `mend` also puts them right."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_DIFFERENCES, {"dataset": dataset_id, "events": [*_EVENTS]})
            differences = [
                Difference(Key(Metric(row[0]), *row[1:-2]), maintained=row[-2], counted=row[-1])
                for row in cursor.fetchall()
            ]
        if mend:
            record_counts(dataset_id, {d.key: d.counted - d.maintained for d in differences})
    return differences
