"""INSERT ... SELECT into a model's table, and loading without its indexes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, models
from psycopg import sql

Values = dict[str, str | int | list[int] | list[str]]


def insert_select(
    model: type[models.Model], columns: Mapping[str, str], source: str, values: Values
) -> int:
    """Inserts what `source` ("FROM ... WHERE ...") yields; returns how many rows.

    Columns that aren't named get the model's own default, as they would from Django.

    Args:
        columns: SQL expressions by column.
        values: parameters of the expressions and of `source`.
    """
    given = {**_defaults(model, columns), **columns}
    statement = (
        f"INSERT INTO {_table(model)} ({', '.join(given)})"
        f" SELECT {', '.join(given.values())} {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _defaults(model: type[models.Model], columns: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented interface
        name = str(field.column)
        made_by_database = field.primary_key or field.db_default is not models.NOT_PROVIDED
        if name in columns or made_by_database:
            continue
        if getattr(field, "auto_now_add", False):
            found[name] = "now()"
        elif not field.null:
            value = field.get_db_prep_save(field.get_default(), connection)
            found[name] = sql.Literal(value).as_string(connection.connection).replace("%", "%%")
    return found


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django's documented interface


@contextmanager
def without_indexes(*tables: type[models.Model]) -> Iterator[None]:
    """Drops the indexes that hold no constraint and checks no foreign key, until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            """SELECT indexname, indexdef FROM pg_indexes
               WHERE tablename = ANY(%s) AND NOT EXISTS (
                   SELECT FROM pg_constraint WHERE conname = indexname)""",
            [[_table(table) for table in tables]],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")
