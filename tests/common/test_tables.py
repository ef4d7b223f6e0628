"""Empty databases are made by one migration an app, older ones go on by those it replaces."""

from collections.abc import Sequence
from functools import cache

import pytest
from django.contrib.postgres.operations import CreateExtension
from django.db import connection
from django.db.migrations import CreateModel, Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

APPS = [
    "accounts",
    "annotation",
    "catalog",
    "corpus",
    "evaluation",
    "generation",
    "jobs",
    "releases",
    "training",
]


@cache
def load(*, squashed: bool) -> MigrationLoader:
    return MigrationLoader(None, replace_migrations=squashed)


def squashed_of(app: str) -> Migration:
    [found] = [one for one in load(squashed=True).replacements.values() if one.app_label == app]
    return found


def models_of(app: str, *, squashed: bool) -> dict[str, str]:
    """Each as it would be written down, with its columns in order, indexes and triggers."""
    migration = squashed_of(app)
    last = (app, migration.name) if squashed else migration.replaces[-1]
    found = load(squashed=squashed).project_state(last).models
    return {name: write_down(model) for (label, name), model in found.items() if label == app}


def write_down(model: ModelState) -> str:
    fields = list(model.fields.items())
    options = {name: option for name, option in sorted(model.options.items()) if option != []}
    made = CreateModel(model.name, fields, options, model.bases, model.managers)
    return MigrationWriter.serialize(made)[0]


def tell_besides_models(operations: Sequence[Operation]) -> list[str]:
    """What Django's models don't tell: extensions and our own SQL. Not what fills old rows."""
    return sorted(
        str(one.name if isinstance(one, CreateExtension) else one.sql)
        for one in operations
        if isinstance(one, CreateExtension) or (isinstance(one, RunSQL) and not one.elidable)
    )


@pytest.mark.parametrize("app", APPS)
def test_one_migration_makes_the_tables_that_many_made(app: str) -> None:
    old, new = models_of(app, squashed=False), models_of(app, squashed=True)

    assert new == old


@pytest.mark.parametrize("app", APPS)
def test_one_migration_runs_the_sql_that_many_ran(app: str) -> None:
    new = squashed_of(app)
    replaced = [load(squashed=False).disk_migrations[key] for key in new.replaces]
    old = [one for migration in replaced for one in migration.operations]

    assert tell_besides_models(new.operations) == tell_besides_models(old)
    assert all(one.elidable for one in old if isinstance(one, RunPython))


def forget(app: str, *, after: str) -> None:
    """As if only the migrations up to this one had run, before they were squashed."""
    rows = MigrationRecorder.Migration.objects.filter(app=app)
    rows.filter(name__gt=after).delete()


@pytest.fixture
def made_before(db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app__in=APPS, name__contains="_squashed_").delete()


@pytest.mark.usefixtures("made_before")
def test_databases_made_before_have_nothing_left_to_run() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []

    executor.check_replacements()

    recorded = MigrationRecorder.Migration.objects.filter(name__contains="_squashed_")
    assert sorted(recorded.values_list("app", flat=True)) == APPS


@pytest.mark.usefixtures("made_before")
def test_databases_half_way_go_on_where_they_stood() -> None:
    forget("corpus", after="0012_what_storage_keeps")
    forget("annotation", after="0019_kept_figures")
    for app in ("releases", "training", "evaluation"):
        forget(app, after="")

    executor = MigrationExecutor(connection)
    loader = executor.loader
    loader.check_consistent_history(connection)
    plan = executor.migration_plan(loader.graph.leaf_nodes())

    left = [(one.app_label, one.name) for one, _ in plan]
    replaced = {old for new in loader.replacements.values() for old in new.replaces}
    assert sorted(replaced.intersection(left)) == [
        ("annotation", "0020_answer_changes"),
        ("annotation", "0021_rating_scores"),
        ("corpus", "0013_who_made_what"),
    ]
    assert sorted(loader.replacements.keys() & left) == [
        ("evaluation", "0001_squashed_0006_who_made_what"),
        ("releases", "0001_squashed_0004_who_made_what"),
        ("training", "0001_squashed_0004_who_made_what"),
    ]
