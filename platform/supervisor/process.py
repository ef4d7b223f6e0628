"""One program the supervisor starts, recognises after a crash, and stops with all its children."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from supervisor import launch
from supervisor.files import rotate, tail, write_private

Say = Callable[[str], None]
POLL_S = 0.05


class Identity(StrEnum):
    """Who the program runs as. The last two are for PostgreSQL under root."""

    SAME = "same"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def started_at(pid: int) -> str | None:
    """When a living process began, as the system writes it; with its pid, that names it for good.

    None for a pid that is free, or that waits to be reaped.
    """
    if not Path("/proc/self/stat").exists():  # macOS
        answer = subprocess.run(
            ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return answer.stdout.strip() or None
    try:
        # The name, in brackets, may itself hold brackets and blanks.
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in {"Z", "X"} else fields[18]


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    if not Path("/proc/self/cmdline").exists():  # macOS
        answer = subprocess.run(
            ["ps", "-ww", "-o", "command=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return answer.stdout.strip()
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def launcher(identity: Identity, death_signal: int = 0) -> list[str]:
    """What to put before a command line; see `launch`."""
    head = [sys.executable, "-I", "-S", launch.__file__]
    return [*head, str(os.getpid()), str(int(death_signal)), identity]


def describe_exit(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def end_process(pid: int, *, by: signal.Signals, grace_s: float) -> None:
    """Asks a process that isn't our child to end, then kills it and its group."""
    born = started_at(pid)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, by)
    deadline = time.monotonic() + grace_s
    while started_at(pid) == born is not None and time.monotonic() < deadline:
        time.sleep(POLL_S)
    _kill_group(pid)
    while started_at(pid) == born is not None:
        time.sleep(POLL_S)


def stop_recorded(record: Path, name: str, *, by: signal.Signals, grace_s: float, say: Say) -> None:
    """Stops the program a record names, should it still live, and removes the record."""
    if not record.exists():
        return
    pid, _, born = record.read_text().strip().partition(" ")
    if pid.isdigit() and born and started_at(int(pid)) == born:
        end_process(int(pid), by=by, grace_s=grace_s)
        say(f"{name}: stopped process {pid}, left over by a supervisor that was killed")
    record.unlink(missing_ok=True)


def _kill_group(group: int) -> None:
    # macOS answers EPERM for a group of which only unreaped members are left.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


@dataclass(kw_only=True)
class ManagedProcess:
    """A program in a session of its own, so that the terminal's Ctrl-C reaches us alone.

    On Linux it gets `death_signal` when the *thread* that spawned it ends: spawn from a thread
    that lives as long as the program.
    """

    name: str
    argv: Sequence[str | Path]
    log: Path
    record: Path
    """Holds pid and start time while it runs, so that the next supervisor knows it again."""
    cwd: Path
    env: Mapping[str, str] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: int = signal.SIGTERM
    identity: Identity = Identity.SAME
    spawned_at: float = field(default=0.0, init=False)
    _popen: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)
    _log_start: int = field(default=0, init=False, repr=False)

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen else None

    def spawn(self) -> None:
        rotate(self.log)
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self._popen = subprocess.Popen(
                [*launcher(self.identity, self.death_signal), *self.argv],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.cwd,
                env=self.env,
                start_new_session=True,
            )
        self.spawned_at = time.monotonic()
        write_private(self.record, f"{self._popen.pid} {started_at(self._popen.pid)}\n")

    def exit_code(self) -> int | None:
        """None while it runs, and when nobody started it or it was stopped on purpose."""
        return self._popen.poll() if self._popen else None

    def is_running(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def log_tail(self, lines: int = 15) -> str:
        """The end of what this life of the program wrote."""
        return tail(self.log, start=self._log_start, lines=lines)

    def ask_to_stop(self) -> None:
        if self._popen:
            self._popen.send_signal(self.stop_signal)

    def stop(self, grace_s: float = 10.0) -> None:
        """Asks, waits, then kills; what is left of its group goes too."""
        self.ask_to_stop()
        self.finish(grace_s)

    def finish(self, grace_s: float) -> None:
        popen = self._popen
        if popen is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            popen.wait(max(grace_s, 0))
        _kill_group(popen.pid)
        popen.wait()
        self._popen = None
        self.record.unlink(missing_ok=True)

    def kill(self) -> None:
        """As a crash would: nothing is tidied up, and the keeper sees a death."""
        if self._popen:
            _kill_group(self._popen.pid)
            self._popen.wait()

    def sweep(self) -> None:
        """After a death: what the program's own children still hold (a port, a lock) is freed."""
        if self._popen and self._popen.poll() is not None:
            _kill_group(self._popen.pid)

    def stop_orphan(self, say: Say, *, grace_s: float = 10.0) -> None:
        """Stops the same program left over by a supervisor that was killed, and says so."""
        stop_recorded(self.record, self.name, by=self.stop_signal, grace_s=grace_s, say=say)
