"""What the embedded PostgreSQL and Valkey have in common: a folder, a port, a password, a process.

folder/password   made once
folder/port       kept, so that addresses stay the same from start to start
folder/run        who is running, for the next supervisor
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from supervisor.errors import StartFailedError
from supervisor.files import read_or_make_secret, write_private
from supervisor.ports import free_port, why_unusable
from supervisor.process import POLL_S, ManagedProcess, Say, describe_exit

READY_WITHIN_S = 60.0
PORT_TRIES = 3


@dataclass(frozen=True)
class Hooks:
    say: Say = print
    """Gets notable lines."""
    pause: Callable[[float], None] = time.sleep
    """Called while waiting; may raise to break a start off."""


DEFAULT_HOOKS = Hooks()


class EmbeddedServer(ABC):
    """A server on 127.0.0.1 whose data lives in `folder`, as a plain object or in a `with`.

    Start it from a thread that lives as long as the server (see `ManagedProcess`).
    """

    name: str
    process: ManagedProcess
    transient: tuple[str, ...] = ()
    """Words in the log after which another try, a moment later, is worth it."""
    ready_within_s: float = READY_WITHIN_S

    def __init__(
        self,
        folder: Path,
        *,
        log: Path | None = None,
        fast: bool = False,
        hooks: Hooks = DEFAULT_HOOKS,
    ) -> None:
        """`fast` gives up safety against power cuts, for tests."""
        self.folder = folder.resolve()
        self.fast = fast
        self._hooks = hooks
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        self.log = log or self.folder / "log"
        self.password = read_or_make_secret(self.folder / "password")

    @property
    def port(self) -> int:
        return int((self.folder / "port").read_text())

    @property
    @abstractmethod
    def url(self) -> str: ...

    @abstractmethod
    def _prepare(self) -> None:
        """Before each try: files and command line for the port of now."""

    @abstractmethod
    def _answers(self) -> bool: ...

    def start(self) -> Self:
        """Returns when it answers; does nothing when it runs already.

        Raises:
            StartFailedError: It ended or stayed silent; the message holds the end of its log.
        """
        if self.process.is_running():
            return self
        self.process.stop_orphan(self._hooks.say)
        for last in (*[False] * (PORT_TRIES - 1), True):
            self._settle_port()
            self._prepare()
            if self._start_once(last_try=last):
                return self
        raise AssertionError  # the last try returns or raises

    def stop(self) -> None:
        self.process.stop(grace_s=30.0)

    def kill(self) -> None:
        """SIGKILL, as a crash would be; `start` then recovers."""
        self.process.kill()

    def restart(self) -> Self:
        self.stop()
        return self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def _settle_port(self) -> None:
        path = self.folder / "port"
        if not path.exists() or why_unusable(self.port) is not None:
            write_private(path, f"{free_port()}\n")

    def _start_once(self, *, last_try: bool) -> bool:
        """False when the port was snatched between choosing and binding it."""
        self.process.spawn()
        try:
            return self._wait_for_answer(last_try=last_try)
        except BaseException:
            self.process.stop(grace_s=5.0)
            raise

    def _wait_for_answer(self, *, last_try: bool) -> bool:
        deadline = time.monotonic() + self.ready_within_s
        while not self._answers():
            if not self.process.is_running():
                if not last_try and why_unusable(self.port) is not None:
                    return False
                self._after_early_end(deadline)
            elif time.monotonic() > deadline:
                raise self._failed(f"did not answer within {self.ready_within_s:.0f} s.")
            self._hooks.pause(POLL_S)
        return True

    def _after_early_end(self, deadline: float) -> None:
        words = self.process.log_tail()
        if time.monotonic() > deadline or not any(hint in words for hint in self.transient):
            code = self.process.exit_code()
            how = "" if code is None else f" ({describe_exit(code)})"
            raise self._failed(f"ended while starting{how}.")
        self._hooks.pause(0.5)
        self.process.spawn()

    def _failed(self, problem: str) -> StartFailedError:
        return StartFailedError(self.name, problem, log=self.log, tail=self.process.log_tail())
