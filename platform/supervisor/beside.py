"""`python -m supervisor label-studio`: what `make label-studio` does.

Label Studio runs beside a studio that runs, on its PostgreSQL, in a database of its own.
"""

import os
import subprocess
import sys
import threading

import psycopg
from psycopg import sql

from supervisor.errors import SupervisorError
from supervisor.label_studio import ADMIN, DATABASE, EmbeddedLabelStudio
from supervisor.state import ROOT, StateFolder
from supervisor.studio import inherited_environment

WATCH_EVERY_S = 0.5


def run_label_studio(state: StateFolder, stop: threading.Event) -> None:
    """Starts it, connects it, and keeps it until asked to stop.

    Raises:
        NotRunningError: no studio runs on this folder.
        ServerMissingError, StartFailedError: Label Studio can't be started.
        SupervisorError: it ended, or the studio would not connect it.
    """
    environment = {**inherited_environment(), **state.read_environment()}
    database = make_database(environment["DATABASE_URL"], DATABASE)
    server = EmbeddedLabelStudio(
        state.path / "label-studio", database_url=database, log=state.logs / "label-studio.log"
    )
    print("Starting Label Studio; the first start takes a minute")  # noqa: T201 - at a terminal
    with server:
        _connect(server, environment)
        print(  # noqa: T201
            f"\nLabel Studio runs at {server.url}, connected as its administrator.\n"
            f"Sign in as {ADMIN} with {server.password}. Ctrl-C stops."
        )
        while not stop.wait(WATCH_EVERY_S):
            if not server.process.is_running():
                raise SupervisorError(f"Label Studio ended. Its log is {server.log}.")


def make_database(url: str, name: str) -> str:
    """Beside the one that the address names; its own address. Made once."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{url.rpartition('/')[0]}/{name}"


def _connect(server: EmbeddedLabelStudio, environment: dict[str, str]) -> None:
    """By the environment: a command line is for everybody to see."""
    program = [sys.executable, str(ROOT / "manage.py"), "connect_label_studio", server.url]
    told = {**os.environ, **environment, "LABEL_STUDIO_TOKEN": server.token}
    done = subprocess.run(program, env=told, check=False)
    if done.returncode != 0:
        raise SupervisorError("The studio did not take the connection; its reason stands above.")
