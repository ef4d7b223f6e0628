"""Lands segments of a translation memory (TMX), which stand alone, in our memory.

A segment whose English text is that of an item's question or answer is tied to that item; the
others serve all items by their text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import connection

from corpus.enums import MemoryOrigin
from corpus.importing.rows import MemoryText
from jobs.counts import Key, Metric, Tally, record_counts

_TABLE = """
CREATE TEMPORARY TABLE segment_row (
    ordinal bigserial, place text, language text, source_text text, target_text text,
    item_key text NOT NULL DEFAULT '', field text NOT NULL DEFAULT ''
) ON COMMIT DROP
"""
_COPY = "COPY segment_row (place, language, source_text, target_text) FROM STDIN"
# The oldest item that says so, as a question before as an answer.
_TIE = """
UPDATE segment_row r SET item_key = found.external_id, field = found.field
FROM (SELECT DISTINCT ON (source_text) source_text, external_id, field FROM (
          SELECT DISTINCT source_text FROM segment_row) wanted
      CROSS JOIN LATERAL (
          (SELECT external_id, 'question' AS field, 0 AS rank FROM corpus_item
           WHERE dataset_id = %(dataset)s AND md5(question) = md5(source_text)
             AND question = source_text ORDER BY id LIMIT 1)
          UNION ALL
          (SELECT external_id, 'answer', 1 FROM corpus_item
           WHERE dataset_id = %(dataset)s AND md5(answer) = md5(source_text)
             AND answer = source_text ORDER BY id LIMIT 1)
      ) item ORDER BY source_text, rank) found
WHERE r.source_text = found.source_text
"""
_KNOWN = """
DELETE FROM segment_row r USING corpus_memoryentry m
WHERE m.dataset_id = %(dataset)s AND m.language = r.language
  AND md5(m.source_text) = md5(r.source_text) AND m.source_text = r.source_text
  AND m.target_text = r.target_text
"""
_CONTRADICTING = """
DELETE FROM segment_row r
USING (SELECT DISTINCT ON (language, source_text) language, source_text, target_text FROM (
           SELECT m.language, m.source_text, m.target_text, 0 AS ordinal
           FROM corpus_memoryentry m JOIN segment_row s
             ON m.language = s.language AND md5(m.source_text) = md5(s.source_text)
            AND m.source_text = s.source_text AND m.item_key = s.item_key AND m.field = s.field
           WHERE m.dataset_id = %(dataset)s AND m.origin = 'import'
           UNION ALL
           SELECT language, source_text, target_text, ordinal FROM segment_row
       ) known ORDER BY language, source_text, ordinal) first
WHERE r.language = first.language AND r.source_text = first.source_text
  AND r.target_text <> first.target_text
RETURNING r.place, r.source_text, r.target_text
"""
_INSERT = """
WITH added AS (
    INSERT INTO corpus_memoryentry (dataset_id, language, item_key, field, source_text,
                                    target_text, origin, created_at)
    SELECT DISTINCT ON (language, source_text) %(dataset)s, language, item_key, field,
           source_text, target_text, 'import', now()
    FROM segment_row ORDER BY language, source_text, ordinal
    ON CONFLICT DO NOTHING
    RETURNING language)
SELECT language, count(*) FROM added GROUP BY language
"""

Contradiction = tuple[str, str, str]
"""Place, English text, and the translation that was kept out."""


def land_segments(
    dataset_id: int, segments: Sequence[MemoryText]
) -> tuple[int, list[Contradiction]]:
    """Returns how many segments are new, and those that translate a known text otherwise.

    Call it in a transaction. The first translation of a text stays.
    """
    values = {"dataset": dataset_id}
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            for one in segments:
                copy.write_row((one.place, one.language, one.source_text, one.target_text))
        cursor.execute(_TIE, values)
        cursor.execute(_KNOWN, values)
        cursor.execute(_CONTRADICTING, values)
        contradicting = [(row[0], row[1], row[2]) for row in cursor.fetchall()]
        cursor.execute(_INSERT, values)
        added = Counter(dict(cursor.fetchall()))
        cursor.execute("DROP TABLE segment_row")
    record_counts(dataset_id, tally_memory(added, MemoryOrigin.IMPORT))
    return added.total(), contradicting


def tally_memory(by_language: Mapping[str, int], origin: MemoryOrigin) -> Tally:
    """What texts in the memory add to the maintained counts."""
    return Counter(
        {
            Key(Metric.MEMORY_TEXTS, language, name=origin): texts
            for language, texts in by_language.items()
        }
    )
