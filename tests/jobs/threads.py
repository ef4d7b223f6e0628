"""Two people or workers at the same time, each over a database connection of its own."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"


def at_the_same_time(*actions: Callable[[], Result]) -> list[Result]:
    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [start(pool, action) for action in actions]]


def start(pool: ThreadPoolExecutor, action: Callable[[], Result]) -> "Future[Result]":
    def with_own_connection() -> Result:
        try:
            return action()
        finally:
            connection.close()

    return pool.submit(with_own_connection)


def wait_for_blocked_query() -> None:
    """Returns when some query of this database waits for another one's lock."""
    deadline = time.monotonic() + 60
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # kept until a transaction ends
            cursor.execute(WAITING, [connection.settings_dict["NAME"]])
            if cursor.fetchone() != (0,):
                return
        assert time.monotonic() < deadline, "nothing waits for a lock"
        time.sleep(0.01)
