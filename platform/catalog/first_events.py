"""For migrations: what was there before its history began gets the event of its making."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_COPY = """
INSERT INTO {events} ({columns}, pgh_created_at, pgh_label, pgh_obj_id)
SELECT {columns}, created_at, 'insert', id FROM {rows} ORDER BY id
"""


def tell_made(app: str, *models: str) -> migrations.RunPython:
    """One statement for each table, for the few rows of what people made.

    Without it the first change of an old row would have nothing to be compared with.
    """

    def copy(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        quote = schema_editor.connection.ops.quote_name
        for name in models:
            model: Any = apps.get_model(app, name)
            events: Any = apps.get_model(app, f"{name}Event")
            fields = [field.column for field in events._meta.concrete_fields]  # noqa: SLF001 - Django's own
            columns = ", ".join(quote(one) for one in fields if not one.startswith("pgh_"))
            named = {"events": quote(events._meta.db_table), "rows": quote(model._meta.db_table)}  # noqa: SLF001
            schema_editor.execute(_COPY.format(columns=columns, **named))

    return migrations.RunPython(copy, migrations.RunPython.noop, elidable=True)
