"""What the tests of this folder share: small programs, and looks at living processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from supervisor.process import ManagedProcess, started_at
from supervisor.state import ROOT

SLEEP = "import time; time.sleep(60)"


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-u", "-c", code, *arguments]


def program(folder: Path, code: str, *arguments: str, name: str = "dummy") -> ManagedProcess:
    return ManagedProcess(
        name=name,
        argv=python(code, *arguments),
        log=folder / f"{name}.log",
        record=folder / name,
        cwd=folder,
    )


def wait_until(condition: Callable[[], bool], *, within_s: float = 120.0) -> None:
    """Machines of tests are shared: so long it takes only where something is broken."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    return started_at(pid) is None


def descendants(pid: int) -> set[int]:
    """Of a Linux process, itself included."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def run_then_die(code: str, *arguments: str | Path) -> list[int]:
    """Runs code that prints pids, in a process that then dies as by kill -9."""
    fatal = f"{code}\nimport os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    done = subprocess.run(
        python(fatal, *map(str, arguments)),
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)])},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    return [int(word) for word in done.stdout.split()]
