"""The process that trains: started, asked to end, and never two in one folder."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from django.conf import settings

from training.failing import forget
from training.orders import STOP
from training.runs.errors import FolderStaysBusyError

LOG = "training.log"
"""Of a run's folder: what the process wrote to its terminal."""
_LOCK = "training.lock"
"""Held by the process that trains there."""
_LAST_WORDS = 2_000
_SECRETS = frozenset({"DATABASE_URL", "BROKER_URL", "SECRET_KEY", "ENGINE_ENDPOINTS"})
"""Of the studio: a training has no use for them."""


class TrainingProcess:
    """``with TrainingProcess(folder) as process:``; when the block ends, so does the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[bytes]
        self._log: IO[bytes]

    def __enter__(self) -> Self:
        """Raises FolderStaysBusyError."""
        wait_until_free(self._folder, seconds=settings.TRAINING_GRACE_SECONDS)
        (self._folder / STOP).unlink(missing_ok=True)
        forget(self._folder, rank=0, ranks=0)
        self._log = (self._folder / LOG).open("ab")
        self._child = subprocess.Popen(
            [
                *(sys.executable, "-m", "training.runs.minding", str(self._folder)),
                str(settings.TRAINING_GRACE_SECONDS),
                *command_for(self._folder),
            ],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            cwd=settings.ROOT,
            env=_environment(),
            start_new_session=True,  # Ctrl-C in a terminal is the worker's to answer
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.ask_to_stop()
        self._child.wait()
        self._log.close()

    def wait(self, seconds: float) -> int | None:
        """The exit status, or None while it runs."""
        try:
            return self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def ask_to_stop(self) -> None:
        """It keeps a state after the step under way, and ends."""
        assert self._child.stdin is not None  # noqa: S101 - made so above
        self._child.stdin.close()

    @property
    def last_words(self) -> str:
        """What it wrote last."""
        written = (self._folder / LOG).read_bytes()[-_LAST_WORDS:]
        return written.decode(errors="replace").strip()


def command_for(folder: Path) -> list[str]:
    """How a training is started: alone, or as several processes through Accelerate."""
    train = ["-m", "training", str(folder)]
    config, devices = settings.TRAINING_ACCELERATE_CONFIG, settings.TRAINING_DEVICES
    launch = [sys.executable, "-m", "accelerate.commands.launch"]
    if config:
        return [*launch, "--config_file", config, *train]
    if devices == 1:
        return [sys.executable, *train]
    # On CPUs, too: with --cpu Accelerate would start only one; the order names the device.
    where = "--multi_gpu"
    plain = ["--num_machines", "1", "--mixed_precision", "no", "--dynamo_backend", "no"]
    port = ["--main_process_port", "0"]  # any that is free
    return [*launch, where, "--num_processes", str(devices), *plain, *port, *train]


def wait_until_free(folder: Path, *, seconds: float) -> None:
    """Until the process of a worker that died has kept its state and ended.

    Raises:
        FolderStaysBusyError: it still runs.
    """
    until = time.monotonic() + seconds
    while _is_locked(folder):
        if time.monotonic() > until:
            raise FolderStaysBusyError(folder)
        time.sleep(0.5)


def _is_locked(folder: Path) -> bool:
    with (folder / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SECRETS}
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
