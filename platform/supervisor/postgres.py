"""PostgreSQL in a folder: our own start of the real server, also as root."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from supervisor.errors import StartFailedError
from supervisor.postgres_install import PostgresInstall, find_postgres
from supervisor.process import (
    Identity,
    ManagedProcess,
    command_of,
    end_process,
    launcher,
    started_at,
)
from supervisor.server import DEFAULT_HOOKS, EmbeddedServer, Hooks

USER = "app"
DATABASE = "multispeech"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Commits still reach the system at once: kill -9 loses nothing, only a power cut would.
FAST_SETTINGS = {"fsync": "off", "full_page_writes": "off"}


class EmbeddedPostgres(EmbeddedServer):
    """`EmbeddedPostgres(folder).start().url`; see `EmbeddedServer` for the rest."""

    name = "PostgreSQL"
    # After a kill -9 the old server's own children need a moment to notice.
    transient = ("is still in use",)

    def __init__(
        self,
        folder: Path,
        *,
        log: Path | None = None,
        fast: bool = False,
        hooks: Hooks = DEFAULT_HOOKS,
        install: PostgresInstall | None = None,
    ) -> None:
        """`install` is found out when not given."""
        super().__init__(folder, log=log, fast=fast, hooks=hooks)
        self.install = install or find_postgres()
        self.data = self.folder / "data"
        self.process = ManagedProcess(
            name=self.name,
            argv=(),
            log=self.log,
            record=self.folder / "run",
            cwd=self.folder,
            env=clean_environment(),
            stop_signal=signal.SIGINT,  # fast shutdown: sessions are ended, nothing is lost
            death_signal=signal.SIGINT,
            identity=self.install.identity,
        )

    @property
    def url(self) -> str:
        return self.url_for(DATABASE)

    def url_for(self, database: str) -> str:
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str) -> str:
        """Makes it unless it is there, and returns its address."""
        with self._connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if found.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url_for(name)

    def _prepare(self) -> None:
        if self.process.identity is Identity.NOBODY:
            self.folder.chmod(0o711)  # to pass through; what lies in it stays private
        if not self.data.exists():
            self._initialise()
        give_to(self.data, self.process.identity)
        self._clear_lock()
        settings = {**SETTINGS, **(FAST_SETTINGS if self.fast else {})}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        program = self.install.programs / "postgres"
        self.process.argv = [program, "-D", self.data, "-p", str(self.port), *options]

    def _initialise(self) -> None:
        """In a folder beside, renamed when complete: an interrupted first start leaves no half."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password_file = fresh.with_name("password.initdb")
        shutil.copy(self.folder / "password", password_file)
        for path in (fresh, password_file):
            give_to(path, self.process.identity)
        command: list[str | Path] = [self.install.programs / "initdb", "-D", fresh, "-U", USER]
        command += ["--encoding=UTF8", *self.install.locale_options, "--auth=scram-sha-256"]
        command += [f"--pwfile={password_file}", "--no-instructions"]
        command += ["--no-sync"] if self.fast else []
        try:
            self._run_initdb(command)
        finally:
            password_file.unlink()
        fresh.rename(self.data)

    def _run_initdb(self, command: list[str | Path]) -> None:
        done = subprocess.run(
            [*launcher(self.process.identity), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=self.process.env,
            start_new_session=True,  # the terminal's Ctrl-C doesn't reach it
            check=False,
        )
        with self.log.open("ab") as log:
            log.write(done.stdout)
        if done.returncode != 0:
            words = done.stdout.decode("utf-8", errors="replace").strip()
            if self.process.identity is Identity.NOBODY:
                words += f"\n{NOBODY_ADVICE.format(folder=self.folder)}"
            raise StartFailedError("initdb", "failed.", log=self.log, tail=words)

    def _clear_lock(self) -> None:
        """A lock whose pid went to another program after a reboot would keep PostgreSQL out."""
        lock = self.data / "postmaster.pid"
        first = lock.read_text().partition("\n")[0].strip() if lock.exists() else ""
        if not first.isdigit() or started_at(int(first)) is None:
            return  # PostgreSQL clears what is simply stale
        if str(self.data) in command_of(int(first)):
            end_process(int(first), by=signal.SIGINT, grace_s=30.0)
            self._hooks.say(f"{self.name}: stopped process {first}, which held {self.data}")
        else:
            lock.unlink()

    def _answers(self) -> bool:
        """Also makes the studio's own database."""
        try:
            self.create_database(DATABASE)
        except psycopg.OperationalError as problem:
            if "password authentication failed" in str(problem):
                raise self._failed(f"refuses the password in {self.folder}/password.") from problem
            return False
        return True

    def _connect(self) -> psycopg.Connection:
        # sslmode is given so that no PGSSLMODE of the terminal gets in the way.
        address = self.url_for("postgres")
        return psycopg.connect(address, autocommit=True, sslmode="disable", connect_timeout=5)


NOBODY_ADVICE = (
    "PostgreSQL refuses to run as root and no user namespace is allowed here, so it runs as the "
    "user `nobody`, who must be able to reach {folder} and the programs of the virtual "
    "environment. Use folders outside /root (STUDIO_STATE names the state folder), or run as a "
    "normal user."
)


def clean_environment() -> dict[str, str]:
    """Without PGDATA, PGPORT and their like, and with messages in English."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def give_to(path: Path, identity: Identity) -> None:
    """Under root: makes a file or tree belong to who PostgreSQL will run as."""
    if os.geteuid() != 0:
        return
    owner: str | int = "nobody" if identity is Identity.NOBODY else 0
    if path.owner() == ("nobody" if identity is Identity.NOBODY else "root"):
        return
    for one in (path, *path.rglob("*")):
        shutil.chown(one, user=owner)
