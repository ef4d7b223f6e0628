"""Runs the measurements on servers of its own: `make bench`, or one-off `make bench-full`.

    python -m tests.bench [--full] [--only PART ...] [--folder FOLDER]

Without --full, 1,000,000 recordings and a few minutes. With it, all 10.8 million of the paper; that
needs 30 GB of disk. The servers run as `make run` starts them, with fsync.
"""

import argparse
import atexit
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from supervisor.postgres import EmbeddedPostgres  # noqa: E402 - found by the line above
from supervisor.server import Hooks  # noqa: E402
from supervisor.valkey import EmbeddedValkey  # noqa: E402

SETTINGS = {
    "SECRET_KEY": "for-the-bench-only",
    "LOG_LEVEL": "WARNING",
    "ALLOWED_HOSTS": "testserver",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


def main() -> int:
    wanted = _arguments()
    start_servers(wanted.folder or passing_folder())
    import django

    django.setup()
    from tests.bench.run import run

    run(full=wanted.full, only=wanted.only)
    return 0


def passing_folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="studio-bench-")
    atexit.register(folder.cleanup)  # after the servers: the last registered goes first
    return Path(folder.name)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--full", action="store_true", help="10,811,242 recordings, once")
    parser.add_argument("--only", nargs="*", default=[], help="parts, by name")
    parser.add_argument("--folder", type=Path, help="where the data lies; kept, and used again")
    return parser.parse_args()


def start_servers(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    quiet = Hooks(say=lambda _: None)
    postgres = EmbeddedPostgres(folder / "postgres", hooks=quiet)
    valkey = EmbeddedValkey(folder / "valkey", hooks=quiet)
    for server in (postgres, valkey):
        atexit.register(server.stop)
    os.environ.update(
        SETTINGS,
        DATABASE_URL=postgres.start().url,
        BROKER_URL=valkey.start().url,
        STUDIO_STATE=str(folder),
    )


if __name__ == "__main__":
    sys.exit(main())
