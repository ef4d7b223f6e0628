"""Real servers for all tests: PostgreSQL and Valkey from their wheels, started once a run.

A pytest plugin (see `addopts`), because Django's settings read the addresses before any conftest
is loaded. The processes of pytest-xdist inherit them: each has its own database on the one
PostgreSQL, its own numbered keyspace on the one Valkey, and a folder of its own for all that is
stored: clips of tests are alike, and what one process deletes another would put back.
"""

import atexit
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from supervisor.postgres import EmbeddedPostgres
from supervisor.valkey import EmbeddedValkey
from tests.migrated import QUIET, lay_migrated

SETTINGS = {
    "SECRET_KEY": "for-tests-only",
    "SWEEP_SECONDS": "0.5",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "LOG_LEVEL": "WARNING",
    "LOGIN_RATE": "1000/min",
    "JOIN_RATE": "1000/min",
    "TOKEN_RATE": "100000/min",
    "ANONYMOUS_RATE": "100000/min",
    "WRONG_TOKEN_RATE": "100000/min",
}


def start_servers() -> None:
    folder = tempfile.TemporaryDirectory(prefix="studio-tests-")
    atexit.register(folder.cleanup)
    lay_migrated(Path(folder.name) / "postgres")
    postgres = EmbeddedPostgres(Path(folder.name) / "postgres", fast=True, hooks=QUIET)
    atexit.register(postgres.stop)
    valkey = EmbeddedValkey(Path(folder.name) / "valkey", fast=True, hooks=QUIET)
    atexit.register(valkey.stop)
    os.environ["DATABASE_URL"] = postgres.start().url
    os.environ["BROKER_URL"] = valkey.start().url
    os.environ["STUDIO_STATE"] = folder.name
    os.environ.update(SETTINGS)


def join_servers(worker: str) -> None:
    """For a process of pytest-xdist: the servers of the run, and what is a process's own.

    Two keyspaces: the one after the broker's is the cache's.
    """
    number = 2 * (int(worker.removeprefix("gw")) + 1)
    os.environ["BROKER_URL"] = os.environ["BROKER_URL"].rsplit("/", 1)[0] + f"/{number}"
    state = Path(os.environ["STUDIO_STATE"]) / worker
    state.mkdir()
    os.environ["STUDIO_STATE"] = str(state)


def pytest_addoption() -> None:
    """The first hook of a run, before Django's plugin reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        start_servers()
    else:
        join_servers(worker)
