"""Rows of a split as researchers pull them, against COPY TO STDOUT of the same fields."""

import os

import psycopg

from catalog.models import Dataset
from releases.rows import stream_rows
from releases.versions import current_versions
from tests.bench.result import Result, ratio, seconds

SHARE = ("ara", "fra")
# The same joins and the same fields; no votes, no verdicts.
_FIELDS = """
SELECT i.external_id, t.language, i.split, i.in_bench, s.slug, t.question, t.answer,
       i.question AS source_question, i.answer AS source_answer, i.context, t.id,
       t.origin, t.engine, t.engine_version, t.parameters, t.score, t.licence, t.fingerprint,
       t.job_id, r.sha256, r.duration_s,
       r.sample_rate, r.loudness_lufs, r.engine AS synthesizer, r.engine_version AS release,
       r.voice, r.parameters AS settings, r.licence AS terms, r.fingerprint AS made_from,
       r.job_id AS voiced_by
FROM corpus_translation t JOIN corpus_item i ON i.id = t.item_id
JOIN corpus_source s ON s.id = i.source_id
LEFT JOIN corpus_recording r ON r.translation_id = t.id AND r.is_current
WHERE t.dataset_id = %s AND t.is_current AND t.language = ANY(%s) ORDER BY t.id
"""
_AS_TEXT = f"COPY ({_FIELDS}) TO STDOUT"
_AS_JSON = f"COPY (SELECT row_to_json(r) FROM ({_FIELDS}) r) TO STDOUT"  # noqa: S608 - our own SQL


def export_rows(dataset: Dataset) -> list[Result]:
    rows = current_versions(dataset).filter(language__in=SHARE).order_by("id")
    count = 0

    def ours() -> None:
        nonlocal count
        for block in stream_rows(rows):
            count += block.count(b"\n")

    spent = seconds(ours)
    name = f"export of {count:,} rows with lineage and votes, against COPY"
    return [
        ratio(f"{name} {how}", "rows", count=count, ours_s=spent, plain_s=plain, goal=0.5)
        for how, plain in (
            ("of text", seconds(lambda: _copy_out(dataset, _AS_TEXT))),
            ("of JSON", seconds(lambda: _copy_out(dataset, _AS_JSON))),
        )
    ]


def _copy_out(dataset: Dataset, statement: str) -> None:
    with (
        psycopg.connect(os.environ["DATABASE_URL"]) as raw,
        raw.cursor() as cursor,
        cursor.copy(statement, [dataset.pk, list(SHARE)]) as source,
    ):
        for _ in source:
            pass
