"""Lands parsed rows in the database, set-based: COPY into a temporary table, then SQL.

English rows become items, each with its English text; rows in other languages feed the
translation memory of the item with the same id.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from catalog.models import Dataset
from common.locks import wait_at_most
from corpus.enums import SENSITIVE, MemoryOrigin, SourceKind
from corpus.errors import ImportBusyError
from corpus.fingerprints import fingerprint
from corpus.importing.rows import MemoryText, ParsedPair, Reject, Row, excerpt
from corpus.models import ImportRun, RejectedRow, Source
from corpus.segments import land_segments, tally_memory
from corpus.spoken import SpokenPair, keep_audio, land_clips, measure_audio
from jobs.counts import record_counts
from languages import SOURCE

CHUNK_ROWS = 10_000
KEPT_REJECTS = 10_000

_TABLE = """
CREATE TEMPORARY TABLE import_row (
    ordinal bigserial, place text, external_id text, language text, source text,
    question text, answer text, context text, fingerprint text
) ON COMMIT DROP
"""
_COPY = """
COPY import_row (place, external_id, language, source, question, answer, context, fingerprint)
FROM STDIN
"""
# Rows that say something else than a row before them, in this file or in the dataset.
_CONTRADICTING = """
DELETE FROM import_row r
USING (SELECT DISTINCT ON (external_id) external_id, fingerprint FROM (
           SELECT external_id, fingerprint, 0 AS ordinal FROM corpus_item
           WHERE dataset_id = %(dataset)s
             AND external_id IN (SELECT external_id FROM import_row WHERE language = 'eng')
           UNION ALL
           SELECT external_id, fingerprint, ordinal FROM import_row WHERE language = 'eng'
       ) known ORDER BY external_id, ordinal) first
WHERE r.language = 'eng' AND r.external_id = first.external_id
  AND r.fingerprint <> first.fingerprint
RETURNING r.place, r.external_id, r.question
"""
_ITEMS = """
WITH added AS (
    INSERT INTO corpus_item (dataset_id, source_id, external_id, question, answer, context,
                             fingerprint, split, in_bench, created_at)
    SELECT DISTINCT ON (r.external_id) %(dataset)s, s.id, r.external_id, r.question, r.answer,
           r.context, r.fingerprint, 'unassigned', false, now()
    FROM import_row r JOIN corpus_source s ON s.dataset_id = %(dataset)s AND s.slug = r.source
    WHERE r.language = 'eng' ORDER BY r.external_id, r.ordinal
    ON CONFLICT (dataset_id, external_id) DO NOTHING
    RETURNING id, source_id, question, answer, fingerprint),
by_source AS (
    SELECT s.slug, count(*) AS items FROM added
    JOIN corpus_source s ON s.id = added.source_id GROUP BY s.slug),
counted AS (
    INSERT INTO jobs_countdelta (dataset_id, metric, language, source, engine, voice, name, amount)
    SELECT %(dataset)s, metric, language, source, engine, '', name, amount FROM by_source
    CROSS JOIN LATERAL (VALUES
        ('items', '', slug, '', '', items),
        ('translations', 'eng', slug, 'source', '', items),
        ('split_items', '', '', '', 'unassigned', items)
    ) AS delta (metric, language, source, engine, name, amount)),
texts AS (
    INSERT INTO corpus_translation (dataset_id, item_id, language, question, answer, origin,
        engine, engine_version, parameters, score, licence, fingerprint, is_current, created_at)
    SELECT %(dataset)s, id, 'eng', question, answer, 'source', 'source', '', '{}', NULL,
           %(licence)s, fingerprint, true, now() FROM added)
SELECT slug, items FROM by_source
"""
_WITHOUT_ITEM = """
DELETE FROM import_row r WHERE r.language <> 'eng' AND NOT EXISTS (
    SELECT FROM corpus_item i WHERE i.dataset_id = %(dataset)s AND i.external_id = r.external_id)
RETURNING r.place, r.external_id, r.question
"""
# The same for translations: the memory keeps one imported text of each field.
_CONTRADICTING_MEMORY = """
DELETE FROM import_row r
USING (SELECT DISTINCT ON (language, external_id, field) * FROM (
           SELECT language, item_key AS external_id, field, target_text AS text, 0 AS ordinal
           FROM corpus_memoryentry
           WHERE dataset_id = %(dataset)s AND origin = 'import' AND (language, item_key) IN
               (SELECT language, external_id FROM import_row WHERE language <> 'eng')
           UNION ALL
           SELECT i.language, i.external_id, field.name, field.text, i.ordinal FROM import_row i
           CROSS JOIN LATERAL (VALUES ('question', i.question), ('answer', i.answer))
               AS field (name, text)
           WHERE i.language <> 'eng' AND field.text <> ''
       ) known ORDER BY language, external_id, field, ordinal) first
WHERE r.language = first.language AND r.external_id = first.external_id
  AND (CASE first.field WHEN 'question' THEN r.question ELSE r.answer END) NOT IN (first.text, '')
RETURNING r.place, r.external_id, r.question
"""
_MEMORY = """
WITH added AS (
INSERT INTO corpus_memoryentry (dataset_id, language, item_key, field, source_text, target_text,
                                origin, created_at)
SELECT DISTINCT ON (r.language, r.external_id, field.name) %(dataset)s, r.language,
       r.external_id, field.name, field.source, field.target, 'import', now()
FROM import_row r
JOIN corpus_item i ON i.dataset_id = %(dataset)s AND i.external_id = r.external_id
CROSS JOIN LATERAL (VALUES ('question', i.question, r.question),
                           ('answer', i.answer, r.answer)) AS field (name, source, target)
WHERE r.language <> 'eng' AND field.target <> ''
ORDER BY r.language, r.external_id, field.name, r.ordinal
ON CONFLICT (dataset_id, language, item_key, field, origin) WHERE NOT (item_key = '') DO NOTHING
RETURNING language)
SELECT language, count(*) FROM added GROUP BY language
"""


def land_rows(run: ImportRun, rows: Iterable[Row], *, for_good: bool = True) -> ImportRun:
    """Writes what is good and reports what isn't, all in one transaction.

    The same rows again change nothing: an import that was killed is simply repeated. What is not
    for good is undone by the caller, at the end of a transaction of its own.

    Raises:
        ImportBusyError: another import into this dataset is under way, or a check for one.
    """
    # What a row says is put into the store at once, so that memory holds no chunk of audio.
    stream = map(keep_audio if for_good else measure_audio, rows)
    with transaction.atomic():
        _take_turn(run.dataset)
        if for_good:
            _hold_off_draws(run.dataset)
        run.save()
        while chunk := list(islice(stream, CHUNK_ROWS)):
            _land_chunk(run, chunk)
        run.save()
    return run


def _take_turn(dataset: Dataset) -> None:
    """One import or check at a time: two files that contradict each other must see each other.

    Nobody else waits for this lock.
    """
    with wait_at_most("1s", ImportBusyError(dataset.slug)), connection.cursor() as cursor:
        name = f"import into {dataset.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _hold_off_draws(dataset: Dataset) -> None:
    """A draw tells how many items each split has: what lands beside it would count twice."""
    Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)


def _land_chunk(run: ImportRun, chunk: list[Row | SpokenPair]) -> None:
    spoken = [row for row in chunk if isinstance(row, SpokenPair)]
    texts = [row.pair if isinstance(row, SpokenPair) else row for row in chunk]
    run.rows_read += len(chunk)
    known = set(run.dataset.languages)
    pairs: list[ParsedPair] = []
    segments: list[MemoryText] = []
    rejected: list[RejectValues] = []
    for row in texts:
        if isinstance(row, Reject):
            rejected.append((row.place, row.field, row.reason, row.excerpt))
        elif row.language not in known:
            rejected.append(_not_in_dataset(row))
        elif isinstance(row, MemoryText):
            segments.append(row)
        else:
            pairs.append(row)
    _reject(run, rejected)
    _ensure_sources(run.dataset, {pair.source for pair in pairs if pair.language == SOURCE})
    if pairs:
        _land_pairs(run, pairs)
    if segments:
        added, contradicting = land_segments(run.dataset_id, segments)
        run.memory_added += added
        _reject(run, [_memory_contradiction(*row) for row in contradicting])
    if spoken:
        run.recordings_added += land_clips(run.dataset, spoken)


SqlValues = dict[str, int | str | None]


def _land_pairs(run: ImportRun, pairs: list[ParsedPair]) -> None:
    values: SqlValues = {
        "dataset": run.dataset_id,
        "licence": run.dataset.licence,
    }
    english = Counter(pair.source for pair in pairs if pair.language == SOURCE)
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(_COPY) as copy:
            for pair in pairs:
                copy.write_row(_columns(pair))
        # Temporary tables are never analyzed by themselves; without, joins would be nested loops.
        cursor.execute("ANALYZE import_row")
        cursor.execute(_CONTRADICTING, values)
        contradicting = cursor.fetchall()
        cursor.execute(_ITEMS, values)
        added = Counter(dict(cursor.fetchall()))
        if english.total() < len(pairs):
            _land_memory(run, cursor, values)
        cursor.execute("DROP TABLE import_row")
    run.items_added += added.total()
    run.items_unchanged += english.total() - added.total() - len(contradicting)
    _count_by_source(run, english, added)
    _reject(run, [_contradiction(*row) for row in contradicting])


def _land_memory(run: ImportRun, cursor: CursorWrapper, values: SqlValues) -> None:
    """Not asked for files in English alone, the usual case: each statement looks at all items."""
    cursor.execute(_WITHOUT_ITEM, values)
    orphans = cursor.fetchall()
    cursor.execute(_CONTRADICTING_MEMORY, values)
    contradicting = cursor.fetchall()
    cursor.execute(_MEMORY, values)
    remembered = Counter(dict(cursor.fetchall()))
    run.memory_added += remembered.total()
    record_counts(run.dataset_id, tally_memory(remembered, MemoryOrigin.IMPORT))
    _reject(run, [_contradiction(*row) for row in contradicting])
    _reject(run, [_orphan(*row) for row in orphans])


def _count_by_source(run: ImportRun, read: Counter[str], added: Counter[str]) -> None:
    for source in read:
        before = run.by_source.get(source, {"read": 0, "added": 0})
        run.by_source[source] = {
            "read": before["read"] + read[source],
            "added": before["added"] + added[source],
        }


def _columns(pair: ParsedPair) -> tuple[str, ...]:
    return (
        pair.place, pair.external_id, pair.language, pair.source, pair.question, pair.answer,
        pair.context, fingerprint(pair.question, pair.answer, pair.context),
    )  # fmt: skip


def _ensure_sources(dataset: Dataset, slugs: set[str]) -> None:
    names = dict(SourceKind.choices)
    Source.objects.bulk_create(
        [
            Source(
                dataset=dataset,
                slug=slug,
                name=names.get(slug, slug),
                sensitive=slug in SENSITIVE,
            )
            for slug in sorted(slugs)
        ],
        ignore_conflicts=True,
    )


RejectValues = tuple[str, str, str, str]


def _reject(run: ImportRun, rows: list[RejectValues]) -> None:
    """All are counted, the first `KEPT_REJECTS` of a file kept: a file may be nothing else."""
    room = max(0, KEPT_REJECTS - run.rejected)
    run.rejected += len(rows)
    RejectedRow.objects.bulk_create(
        # A field's name is the file's own and may hold anything; the database takes no NUL.
        RejectedRow(run=run, place=place, field=excerpt(field)[:60], reason=reason, excerpt=text)
        for place, field, reason, text in rows[:room]
    )


def _not_in_dataset(row: ParsedPair | MemoryText) -> RejectValues:
    reason = f"{row.language} is not a language of this dataset; add it in its settings first"
    shown = row.target_text if isinstance(row, MemoryText) else row.question
    return row.place, "language", reason, excerpt(shown)


def _memory_contradiction(place: str, source_text: str, target_text: str) -> RejectValues:
    reason = f"“{excerpt(source_text)[:80]}” is translated already, otherwise; the first one stays"
    return place, "seg", reason, excerpt(target_text)


def _contradiction(place: str, external_id: str, question: str) -> RejectValues:
    reason = f"{excerpt(external_id)} exists already with another text; the first one stays"
    return place, "id", reason, excerpt(question)


def _orphan(place: str, external_id: str, question: str) -> RejectValues:
    reason = f"there is no English pair {excerpt(external_id)}; import the English file first"
    return place, "id", reason, excerpt(question)
