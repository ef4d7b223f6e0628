"""Landing many translations at once, by COPY: what machines write is mostly these."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from corpus.enums import Origin

_IDS = """
SELECT nextval(pg_get_serial_sequence('corpus_translation', 'id')) FROM generate_series(1, %s)
"""
_COPY = """
COPY corpus_translation (id, item_id, question, answer, parameters, score, licence, fingerprint,
    dataset_id, job_id, language, engine, engine_version, origin, is_current, created_at) FROM STDIN
"""


class NewText(NamedTuple):
    """What a machine made of one item. ``parameters`` is JSON."""

    item_id: int
    question: str
    answer: str
    parameters: str
    score: float | None
    licence: str
    fingerprint: str


class Lineage(NamedTuple):
    """What the texts of a batch share."""

    dataset_id: int
    job_id: int
    language: str
    engine: str
    engine_version: str


def add_translations(texts: Sequence[NewText], lineage: Lineage, *, at: datetime) -> list[int]:
    """Adds the current texts of items that have none in the language, and returns their ids.

    Counts nothing: whoever adds them does, and says when they were made.
    """
    shared = (*lineage, Origin.MACHINE.value, True, at)
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [len(texts)])
        ids = [int(row[0]) for row in cursor.fetchall()]
        with cursor.copy(_COPY) as copy:
            for pk, text in zip(ids, texts, strict=True):
                copy.write_row((pk, *text, *shared))
    return ids
