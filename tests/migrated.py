"""A PostgreSQL in which all migrations have run, made once for as long as they stay the same.

Running them takes seconds. So it is done once on a machine, and every run, every process of it, and
every studio that a test starts begins with a copy.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from supervisor.postgres import EmbeddedPostgres
from supervisor.server import Hooks

ROOT = Path(__file__).resolve().parent.parent
QUIET = Hooks(say=lambda _: None)
# What a migrated server consists of; the rest is of one run.
_KEPT = ("password", "data")


def lay_migrated(folder: Path) -> None:
    """Fills the folder of an `EmbeddedPostgres` that never started."""
    template = _template()
    if not template.exists():
        _make(template)
    folder.mkdir(parents=True, mode=0o711)
    _copy(template, folder)


def _template() -> Path:
    migrations = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]
    besides = [ROOT / "platform/common/tables.py", ROOT / "requirements/run.txt"]
    digest = hashlib.sha256(sys.version.encode())
    for source in [*sorted(migrations), *besides]:
        digest.update(f"{source.relative_to(ROOT)}\n".encode() + source.read_bytes())
    return Path(tempfile.gettempdir()) / f"studio-migrated-{os.getuid()}-{digest.hexdigest()[:16]}"


def _make(template: Path) -> None:
    """Renamed when complete: who comes second, or is interrupted, leaves no half."""
    with tempfile.TemporaryDirectory(prefix="studio-migrating-") as scratch:
        folder = Path(scratch) / "postgres"
        with EmbeddedPostgres(folder, fast=True, hooks=QUIET) as postgres:
            subprocess.run(
                [sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0"],
                check=True,
                env={**os.environ, "DATABASE_URL": postgres.url, "SECRET_KEY": "for-tests-only"},
            )
        fresh = template.with_name(f"{template.name}.{os.getpid()}")
        fresh.mkdir(mode=0o711)
        _copy(folder, fresh)
        try:
            fresh.rename(template)
        except OSError:
            shutil.rmtree(fresh)


def _copy(source: Path, target: Path) -> None:
    for name in _KEPT:
        subprocess.run(["cp", "-a", source / name, target / name], check=True)
