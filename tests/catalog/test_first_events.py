"""What was there before its history began."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.enums import Role
from catalog.first_events import tell_made
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_import, make_user
from tests.histories import ask_history, tell

pytestmark = pytest.mark.django_db


def test_what_was_made_before_is_told_with_its_day_and_maker(client_for: ClientFor) -> None:
    manager = make_user(Role.MANAGER)
    dataset = make_dataset(manager)
    runs = [make_import(dataset, filename=name, created_by=manager) for name in ("a", "b")]
    apps.get_model("corpus", "ImportRunEvent").objects.all().delete()

    migrated = MigrationLoader(connection).project_state().apps
    with connection.schema_editor() as editor:
        tell_made("corpus", "ImportRun").code(migrated, editor)

    told = ask_history(client_for(manager), dataset, "import")
    assert [tell(row)[:3] for row in told] == [
        ("insert", manager.username, "b"),
        ("insert", manager.username, "a"),
    ]
    made = [run.created_at.isoformat().replace("+00:00", "Z") for run in reversed(runs)]
    assert [row["at"] for row in told] == made
