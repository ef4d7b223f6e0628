"""Runs a training for a worker, and lets it keep its state when the worker is gone.

``python -m training.runs.minding FOLDER SECONDS COMMAND…`` knows no Django. It ends the command
when its own input ends: the worker closed it, or was killed and nobody holds it any more. The
command is asked by a file first; what still runs after so many seconds is killed.
"""

import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from os import killpg
from pathlib import Path
from types import FrameType

from training.orders import STOP

_POLL_S = 0.2
_KILLED = 128
"""Plus the signal's number, as shells tell of a program that a signal ended."""


class _Asked(Exception):  # noqa: N818 - no error
    """Somebody asked this process to end."""


def mind(command: Sequence[str], *, folder: Path, grace_s: float) -> int:
    """Runs a command that trains in this folder to its end, and gives its exit status."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(child)
    except _Asked:
        _end(child, folder=folder, grace_s=grace_s)
    return child.returncode if child.returncode >= 0 else _KILLED - child.returncode


def _wait(child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None:
        if select.select([sys.stdin], [], [], _POLL_S)[0]:
            raise _Asked


def _end(child: subprocess.Popen[bytes], *, folder: Path, grace_s: float) -> None:
    (folder / STOP).touch()
    with suppress(subprocess.TimeoutExpired):
        child.wait(grace_s)
    with suppress(ProcessLookupError):  # its own processes, which may have outlived it
        killpg(child.pid, signal.SIGKILL)
    child.wait()


def _ask(_number: int, _frame: FrameType | None) -> None:
    raise _Asked


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _ask)
    _folder, _seconds, *_command = sys.argv[1:]
    sys.exit(mind(_command, folder=Path(_folder), grace_s=float(_seconds)))
