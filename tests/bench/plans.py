"""Sizes of tables and indexes, and the plans of the slowest statements, as Markdown."""

from collections.abc import Iterable

from django.db import connection

from tests.bench.pages import SlowQuery

_SIZES = """
SELECT c.relname, c.reltuples::bigint, pg_table_size(c.oid), pg_indexes_size(c.oid),
       (SELECT string_agg(x.relname || ' ' || pg_size_pretty(pg_relation_size(x.oid)), ', '
                          ORDER BY pg_relation_size(x.oid) DESC)
        FROM pg_index JOIN pg_class x ON x.oid = indexrelid WHERE indrelid = c.oid)
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 8
"""
_MIB = 2**20


def describe_sizes() -> str:
    lines = ["| table | rows | MiB | indexes, MiB | each |", "|---|---:|---:|---:|---|"]
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        for name, rows, table, indexes, each in cursor.fetchall():
            sizes = f"{table / _MIB:,.0f} | {indexes / _MIB:,.0f}"
            lines.append(f"| {name} | {rows:,} | {sizes} | {each} |")
    return "\n".join(lines)


def describe_slowest(queries: Iterable[SlowQuery], count: int = 10) -> str:
    """Each run once more, by EXPLAIN ANALYZE."""
    slowest = sorted(queries, key=lambda query: -query.ms)[:count]
    return "\n\n".join(_describe(place, query) for place, query in enumerate(slowest, start=1))


def _describe(place: int, query: SlowQuery) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {query.sql}", query.values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    return (
        f"{place}. {query.page}: {query.ms:,.0f} ms\n\n```sql\n{query.sql}\n```\n```\n{plan}\n```"
    )
