"""Import of the paper's 470,054 pairs, against COPY of the same rows into the same two tables."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.db import connection

from catalog.models import Dataset
from corpus.enums import SourceKind
from corpus.fingerprints import fingerprint
from corpus.models import Source
from corpus.services import import_file
from tests.bench.generate import Text, make_texts
from tests.bench.memory import MemoryWatch
from tests.bench.people import new_dataset
from tests.bench.result import Result, at_most, ratio, seconds

if TYPE_CHECKING:
    import psycopg

FEW = 47_000
_PLAIN_TABLES = """
CREATE TABLE plain_item (LIKE corpus_item INCLUDING ALL);
CREATE TABLE plain_translation (LIKE corpus_translation INCLUDING ALL);
"""
# LIKE copies all but foreign keys.
_FOREIGN_KEYS = """
SELECT 'ALTER TABLE ' || replace(conrelid::regclass::text, 'corpus_', 'plain_') || ' ADD '
       || pg_get_constraintdef(oid)
FROM pg_constraint
WHERE conrelid IN ('corpus_item'::regclass, 'corpus_translation'::regclass) AND contype = 'f'
"""
_FIRST_ID = 1_000_000_000


def import_pairs(count: int) -> list[Result]:
    """Ours first: reading, checking, fingerprints, duplicates, memory, maintained counts.

    The plain way gets its rows ready made, as tuples with their ids, and sends them by psycopg's
    `write_row` in one transaction into copies of the two tables with the same indexes, foreign
    keys and checks. It validates nothing and would fail on the first duplicate.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        import_texts(new_dataset(), make_texts(FEW), path)
        few = MemoryWatch()
        with few:
            import_texts(new_dataset(), make_texts(FEW), path)
        dataset = new_dataset()
        with MemoryWatch() as many:
            ours = import_texts(dataset, make_texts(count), path)
    plain = _plain_copy(dataset, count)
    growth = many.growth_mib - few.growth_mib
    name = f"import of {count:,} pairs"
    return [
        ratio(f"{name}, against COPY", "rows", count=count, ours_s=ours, plain_s=plain, goal=0.5),
        at_most(f"{name}, time", ours, "s", goal=60),
        at_most(f"{name}, memory beyond that of {FEW:,}", growth, "MiB", goal=20),
    ]


def import_texts(dataset: Dataset, texts: Iterable[Text], path: Path) -> float:
    """Seconds of the import alone; the file is written first."""
    with path.open("wb") as file:
        for text in texts:
            row = {
                "id": text.external_id,
                "source": text.source,
                "question": text.question,
                "answer": text.answer,
            }
            file.write(json.dumps(row).encode() + b"\n")
    with path.open("rb") as file:
        return seconds(lambda: import_file(dataset, file, name=path.name, by=None))


def _plain_copy(dataset: Dataset, count: int) -> float:
    items, texts = _plain_rows(dataset, count)
    with connection.cursor() as cursor:
        cursor.execute(_PLAIN_TABLES)
        cursor.execute(_FOREIGN_KEYS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement.replace("REFERENCES corpus_item", "REFERENCES plain_item"))

    def copy() -> None:
        # Django's cursor would log and wrap; this is psycopg itself.
        raw = cast("psycopg.Connection", connection.connection)
        with raw.transaction(), raw.cursor() as cursor:
            with cursor.copy(_COPY_ITEMS) as target:
                for row in items:
                    target.write_row(row)
            with cursor.copy(_COPY_TEXTS) as target:
                for row in texts:
                    target.write_row(row)

    spent = seconds(copy)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE plain_translation, plain_item")
    return spent


_COPY_ITEMS = """
COPY plain_item (id, dataset_id, source_id, external_id, question, answer, context, fingerprint,
                 split, in_bench, created_at) FROM STDIN
"""
_COPY_TEXTS = """
COPY plain_translation (dataset_id, item_id, language, question, answer, origin, engine,
    engine_version, parameters, licence, fingerprint, is_current, created_at) FROM STDIN
"""
PlainRow = tuple[object, ...]


def _plain_rows(dataset: Dataset, count: int) -> tuple[list[PlainRow], list[PlainRow]]:
    sources = dict(Source.objects.filter(dataset=dataset).values_list("slug", "pk"))
    now = dataset.created_at
    items: list[PlainRow] = []
    texts: list[PlainRow] = []
    for pk, text in enumerate(make_texts(count), start=_FIRST_ID):
        digest = fingerprint(text.question, text.answer, "")
        source = sources[SourceKind(text.source).value]
        # fmt: off
        items.append((pk, dataset.pk, source, text.external_id, text.question, text.answer, "",
                      digest, "unassigned", False, now))
        texts.append((dataset.pk, pk, "eng", text.question, text.answer, "source", "source", "",
                      "{}", "", digest, True, now))
        # fmt: on
    return items, texts
