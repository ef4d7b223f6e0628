"""What answers of natives add to the maintained counts and to the rows that plots read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

from corpus.models import Item, Translation
from jobs.counts import Key, Metric, Tally, record_counts

_SETTLED = """
WITH settled AS (
    SELECT given.id, given.verdict, given.created_at, given.overridden, text.dataset_id,
           text.item_id, text.language, text.engine, source.slug,
           task.id AS task_id, task.slice, task.campaign_id
    FROM corpus_translation text
    JOIN annotation_correction given ON given.translation_id = text.id
         AND given.withdrawn_at IS NULL AND given.is_final
    JOIN annotation_assignment assignment ON assignment.id = given.assignment_id
    JOIN annotation_task task ON task.id = assignment.task_id
    JOIN corpus_item item ON item.id = text.item_id
    JOIN corpus_source source ON source.id = item.source_id
    WHERE {texts}
), drawn AS (
    SELECT DISTINCT ON (item_id, language, campaign_id) *,
           id = max(id) OVER (PARTITION BY item_id, language) AS is_latest
    FROM settled WHERE slice = 'uniform' ORDER BY item_id, language, campaign_id, id DESC
)
"""
# An item counts once in a language, as it was settled last; of those drawn by lot, where the rows
# that plots read tell the same of it.
_COUNT = f"""
{_SETTLED}
SELECT 'reviews', language, slug, engine, '', verdict, count(*) FROM (
    SELECT DISTINCT ON (item_id, language) * FROM settled ORDER BY item_id, language, id DESC
) newest GROUP BY language, slug, engine, verdict
UNION ALL
SELECT 'settled_items', drawn.language, slug, drawn.engine, '', drawn.verdict, count(*) FROM drawn
JOIN annotation_settleditem kept ON kept.correction_id = drawn.id AND kept.is_latest
AND (kept.language, kept.source, kept.engine, kept.verdict)
  = (drawn.language, slug, drawn.engine, drawn.verdict)
WHERE drawn.is_latest GROUP BY drawn.language, slug, drawn.engine, drawn.verdict
"""  # noqa: S608 - only our own SQL
_KEEP = f"""
{_SETTLED}
INSERT INTO annotation_settleditem (
    correction_id, dataset_id, campaign_id, item_id, language, source, engine, verdict, settled_on,
    answers, overridden, is_latest)
SELECT id, dataset_id, campaign_id, item_id, language, slug, engine, verdict,
       (created_at AT TIME ZONE 'UTC')::date,
       (SELECT count(*) FROM annotation_correction other
        JOIN annotation_assignment beside ON beside.id = other.assignment_id
        WHERE beside.task_id = drawn.task_id AND other.withdrawn_at IS NULL),
       cardinality(overridden) > 0, is_latest
FROM drawn
"""  # noqa: S608 - only our own SQL
_OF_DATASET = "text.dataset_id = %(dataset)s"
COUNT_REVIEWS = _COUNT.format(texts=_OF_DATASET)
KEEP_ANEW = (
    "DELETE FROM annotation_settleditem WHERE dataset_id = %(dataset)s",
    _KEEP.format(texts=_OF_DATASET),
)
_OF_ONE = "text.item_id = %(item)s AND text.language = %(language)s"
_COUNT_ONE = _COUNT.format(texts=_OF_ONE)
_KEEP_ONE = (
    "DELETE FROM annotation_settleditem WHERE item_id = %(item)s AND language = %(language)s",
    _KEEP.format(texts=_OF_ONE),
)


@contextmanager
def counting_reviews(text: Translation) -> Iterator[None]:
    """Records, in the caller's transaction, what the block changes of the answers to a text.

    Of all answers to its item in its language: which of them counts depends on the others. The
    item is locked, so no answer of another campaign comes between.
    """
    Item.objects.select_for_update(no_key=True).get(pk=text.item_id)
    which: dict[str, int | str] = {"item": text.item_id, "language": text.language}
    with connection.cursor() as cursor:
        before = _tally(cursor, which)
        yield
        for statement in _KEEP_ONE:
            cursor.execute(statement, which)
        change = _tally(cursor, which)
    change.subtract(before)
    record_counts(text.dataset_id, change)


def _tally(cursor: CursorWrapper, which: dict[str, int | str]) -> Tally:
    cursor.execute(_COUNT_ONE, which)
    return Counter({Key(Metric(row[0]), *row[1:-1]): row[-1] for row in cursor.fetchall()})
