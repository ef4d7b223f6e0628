"""The state folder: who holds it, its secret, its logs.

lock                who runs here; held with flock, so a kill -9 leaves nothing stale
secret-key          Django's, made once, as are postgres/password and valkey/password
environment         what the studio that runs told its programs: addresses, with passwords
postgres/ valkey/   the servers' own folders
logs/ run/          what each program wrote; who each program is
"""

import fcntl
import json
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from supervisor.errors import AlreadyRunningError, NotRunningError, SupervisorError
from supervisor.files import read_or_make_secret, write_private
from supervisor.process import Say, stop_recorded

ROOT = Path(__file__).resolve().parents[2]


def default_folder() -> Path:
    return Path(os.environ.get("STUDIO_STATE") or ROOT / ".studio").expanduser()


class StateFolder:
    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: IO[str] | None = None

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def records(self) -> Path:
        return self.path / "run"

    def stop_orphans(self, say: Say) -> None:
        """Those of a supervisor that was killed; the servers see to their own."""
        for record in sorted(self.records.iterdir()):
            stop_recorded(record, record.name, by=signal.SIGTERM, grace_s=10.0, say=say)

    @property
    def secret_key(self) -> str:
        return read_or_make_secret(self.path / "secret-key")

    def lock(self) -> None:
        """Makes the folder when needed, and takes it for this process.

        Raises:
            AlreadyRunningError: A living process holds it.
            SupervisorError: The folder can't be made or written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o711)
            for folder in (self.logs, self.records):
                folder.mkdir(exist_ok=True, mode=0o700)
            file = os.fdopen(os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+")
        except OSError as problem:
            raise SupervisorError(
                f"The state folder {self.path} can't be used: {problem.strerror}. "
                "STUDIO_STATE names another one."
            ) from problem
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            pid, url = _holder(file.read())
            file.close()
            raise AlreadyRunningError(folder=self.path, pid=pid, url=url) from problem
        self._lock = file
        self._environment.unlink(missing_ok=True)  # of an earlier run, with other addresses
        self.announce(None)

    def announce(self, url: str | None) -> None:
        """Tells a second `make run` who is here and where."""
        if self._lock:
            self._lock.seek(0)
            self._lock.truncate()
            json.dump({"pid": os.getpid(), "url": url}, self._lock)
            self._lock.flush()

    def write_environment(self, environment: Mapping[str, str]) -> None:
        write_private(self._environment, json.dumps(environment))

    def read_environment(self) -> dict[str, str]:
        """What the studio that runs here told its programs.

        Raises:
            NotRunningError: None runs, or it is still starting.
        """
        try:
            with (self.path / "lock").open("r+") as file:
                told: dict[str, str] = json.loads(self._environment.read_text("utf-8"))
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return told
        except FileNotFoundError:
            pass
        raise NotRunningError(self.path)

    @property
    def _environment(self) -> Path:
        return self.path / "environment"

    def unlock(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None


def _holder(text: str) -> tuple[int | None, str | None]:
    if not text:  # it is writing at this very moment
        return None, None
    said = json.loads(text)
    return said["pid"], said["url"]
