"""One studio: its servers and programs, from an empty folder to a web address and back."""

import http.client
import os
import sys
import time
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from supervisor.children import ChildSpec, Keeper, stop_together
from supervisor.errors import StartFailedError, StartInterruptedError, SupervisorError
from supervisor.ports import DEFAULT_WEB_PORT, HOST, choose_web_port
from supervisor.postgres import EmbeddedPostgres
from supervisor.process import POLL_S, ManagedProcess
from supervisor.programs import Programs, ProgramsFor, studio_programs
from supervisor.server import Hooks
from supervisor.state import ROOT, StateFolder, default_folder
from supervisor.terminal import Terminal
from supervisor.valkey import EmbeddedValkey

WATCH_EVERY_S = 0.25
HEALTHY_WITHIN_S = 90.0
STOP_GRACE_S = 10.0


class Studio:
    """`with Studio(folder, quiet=True) as studio:` or `start`, then `keep` until asked to stop.

    In a `with`, a thread of its own keeps the programs alive; they can be killed to watch it.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        port: int | None = None,
        quiet: bool = False,
        fast: bool = False,
        programs: ProgramsFor = studio_programs,
    ) -> None:
        """`port` as asked by a person; None lets it be chosen. `fast` is for tests."""
        self.state = StateFolder(folder or default_folder())
        self.terminal = Terminal(quiet=quiet)
        self.hurry = Event()
        """Set by a second Ctrl-C: programs get no more time, the servers still do."""
        self.children: dict[str, ManagedProcess] = {}
        self.postgres: EmbeddedPostgres
        self.valkey: EmbeddedValkey
        self._asked_port = port
        self._port = 0
        self._fast = fast
        self._programs_for = programs
        self._stopping = Event()
        self._servers: list[EmbeddedPostgres | EmbeddedValkey] = []
        self._keeper: Keeper
        self._thread: Thread | None = None
        self._failure: SupervisorError | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """For any program that should work on this studio.

        What the terminal had set for a deployment (database, broker, storage) is replaced.
        """
        return {**inherited_environment(), **self._own_environment}

    @property
    def _own_environment(self) -> dict[str, str]:
        programs = str(Path(sys.executable).parent)
        return {
            "DATABASE_URL": self.postgres.url,
            "BROKER_URL": self.valkey.url,
            "SECRET_KEY": self.state.secret_key,
            "STUDIO_STATE": str(self.state.path),
            "AUDIO_STORE": str(self.state.path / "audio"),
            "PUBLIC_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
            "PYTHONUNBUFFERED": "1",  # last words reach the log
            "PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)]),
        }

    def start(self) -> None:
        """Returns when the web answers.

        Raises:
            SupervisorError: It can't start, or was asked to stop meanwhile; all is stopped again.
        """
        self.state.lock()
        try:
            self._start_all()
        except BaseException:
            self.stop()
            raise

    def keep(self) -> None:
        """Restarts what dies until asked to stop, then stops everything.

        Raises:
            StartFailedError: The web server can't be kept alive; all is stopped.
        """
        try:
            while not self._stopping.wait(WATCH_EVERY_S):
                self._keeper.check()
        finally:
            self.stop()

    def stop(self) -> None:
        """Programs first, then what they talk to. Twice does no harm."""
        children = list(self.children.values())
        stop_together(children, grace_s=STOP_GRACE_S, hurry=self.hurry)
        for server in reversed(self._servers):
            server.stop()
        self.state.unlock()

    def ask_to_stop(self) -> None:
        """Safe in a signal handler, at any time."""
        if self._stopping.is_set():
            self.hurry.set()
        self._stopping.set()

    def __enter__(self) -> Self:
        self.start()
        self._thread = Thread(target=self._keep_in_thread, name="studio keeper")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stopping.set()
        if self._thread:
            self._thread.join()
        if self._failure and error is None:
            raise self._failure

    def _keep_in_thread(self) -> None:
        try:
            self.keep()
        except SupervisorError as failure:
            self._failure = failure

    def _start_all(self) -> None:
        self.terminal.log_to(self.state.logs / "supervisor.log")
        self.state.stop_orphans(self.terminal.say)  # first: one may hold the web port
        self._choose_port()
        self._start_servers()
        programs = self._programs_for(self.state.path, self._port)
        for spec in programs.setup:
            with self.terminal.step(spec.name):
                self._run_to_end(spec)
        with self.terminal.step(", ".join(spec.name for spec in programs.kept)):
            self._start_children(programs)
        self.state.announce(self.url)

    def _start_servers(self) -> None:
        path, logs = self.state.path, self.state.logs
        hooks, fast = Hooks(self.terminal.say, self._pause), self._fast
        self.postgres = EmbeddedPostgres(
            path / "postgres", log=logs / "postgres.log", fast=fast, hooks=hooks
        )
        self.valkey = EmbeddedValkey(
            path / "valkey", log=logs / "valkey.log", fast=fast, hooks=hooks
        )
        for server in (self.postgres, self.valkey):
            with self.terminal.step(server.name):
                server.start()
            self._servers.append(server)
        self.state.write_environment(self._own_environment)

    def _choose_port(self) -> None:
        self._port = choose_web_port(self._asked_port)
        if self._asked_port is None and self._port != DEFAULT_WEB_PORT:
            self.terminal.say(
                f"  Port {DEFAULT_WEB_PORT} is in use by another program; {self._port} is used."
            )

    def _run_to_end(self, spec: ChildSpec) -> None:
        process = spec.process(self.state, self.environment)
        process.spawn()
        try:
            while process.is_running():
                self._pause(POLL_S)
            if process.exit_code() != 0:
                raise StartFailedError(
                    spec.name, "failed.", log=process.log, tail=process.log_tail()
                )
        finally:
            process.stop(STOP_GRACE_S)

    def _start_children(self, programs: Programs) -> None:
        self._keeper = Keeper(self.terminal.say, programs.policy)
        for server in self._servers:
            self._keeper.watch(server.process, essential=True)
        for spec in programs.kept:
            process = spec.process(self.state, self.environment)
            self.children[spec.name] = process
            process.spawn()
            self._keeper.watch(process, essential=spec.essential)
        deadline = time.monotonic() + HEALTHY_WITHIN_S
        while programs.health_path and not is_healthy(self._port, programs.health_path):
            self._keeper.check()
            if time.monotonic() > deadline:
                raise SupervisorError(
                    f"{self.url}{programs.health_path} did not answer within "
                    f"{HEALTHY_WITHIN_S:.0f} s. The logs are in {self.state.logs}."
                )
            self._pause(POLL_S)

    def _pause(self, seconds: float) -> None:
        if self._stopping.wait(seconds):
            raise StartInterruptedError("stopped while starting")


def inherited_environment() -> dict[str, str]:
    """The terminal's, less what leads PostgreSQL's own programs to another server."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")}


def is_healthy(port: int, path: str) -> bool:
    """Straight to the address: a proxy of the terminal's environment has no say here."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
