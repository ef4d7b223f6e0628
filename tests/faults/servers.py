"""A broker and a database of a test's own, which it may kill."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from pytest_django import DjangoDbBlocker

from supervisor.postgres import DATABASE, USER, EmbeddedPostgres
from supervisor.server import Hooks
from supervisor.valkey import EmbeddedValkey
from tests.migrated import lay_migrated

QUIET = Hooks(say=lambda _: None)


def own_valkey(folder: Path) -> EmbeddedValkey:
    return EmbeddedValkey(folder / "valkey", fast=True, hooks=QUIET)


@contextmanager
def own_postgres(folder: Path, blocker: DjangoDbBlocker) -> Iterator[EmbeddedPostgres]:
    """An empty studio's database, to which this process talks, too, until the block ends.

    Not ``fast``: a commit must outlive the kill, as it does in production.
    """
    lay_migrated(folder / "postgres")
    server = EmbeddedPostgres(folder / "postgres", hooks=QUIET)
    with server, blocker.unblock(), _talking_to(server):
        yield server


@contextmanager
def _talking_to(server: EmbeddedPostgres) -> Iterator[None]:
    usual = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        HOST="127.0.0.1", PORT=server.port, USER=USER, PASSWORD=server.password, NAME=DATABASE
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
