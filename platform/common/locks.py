"""Waiting for what another transaction holds, but not for long: it would keep a thread."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from common.errors import StudioError


@contextmanager
def wait_at_most(limit: str, busy: StudioError) -> Iterator[None]:
    """Waits so long ("5s") for each lock that the block takes, then raises `busy`.

    It stands within a transaction. Afterwards locks are waited for as everywhere else.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{limit}'")
        try:
            yield
        except OperationalError as problem:
            if is_held_up(problem):
                raise busy from problem
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def is_held_up(problem: OperationalError) -> bool:
    """Whether a lock was waited for too long, rather than the database being away."""
    return isinstance(problem.__cause__, LockNotAvailable)
