"""What can go wrong while a studio starts or runs.

SupervisorError
├── AlreadyRunningError      another supervisor holds this state folder
├── NotRunningError          nobody holds it, so no command can be run on its studio
├── PortInUseError           the asked port is taken or may not be used
├── ServerMissingError       no PostgreSQL, Valkey or Label Studio program on this machine
├── StartFailedError         a program ended, or never answered, while starting
└── StartInterruptedError    Ctrl-C while starting
"""

from pathlib import Path


class SupervisorError(Exception):
    """A problem to tell the person at the terminal about, in one or a few lines."""


class AlreadyRunningError(SupervisorError):
    def __init__(self, *, folder: Path, pid: int | None, url: str | None) -> None:
        self.pid, self.url = pid, url
        where = f"at {url}" if url else "and is still starting"
        who = f"pid {pid}" if pid else "another process"
        super().__init__(f"The studio of {folder} is already running, {who}, {where}.")


class NotRunningError(SupervisorError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No studio runs on {folder}. Start it first, in another terminal: make run"
        )


class PortInUseError(SupervisorError):
    def __init__(self, port: int, *, reason: str, advice: int) -> None:
        self.port = port
        super().__init__(f"Port {port} {reason}. Choose another one: PORT={advice} make run")


class ServerMissingError(SupervisorError):
    pass


class StartFailedError(SupervisorError):
    """Carries the end of the program's log, which is where the reason stands."""

    def __init__(self, name: str, problem: str, *, log: Path, tail: str) -> None:
        self.name = name
        shown = f"\n{tail}" if tail else ""
        super().__init__(f"{name} {problem} Its log is {log}{':' if tail else '.'}{shown}")


class StartInterruptedError(SupervisorError):
    pass
