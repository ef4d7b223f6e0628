"""The worker program seen from outside: start it, ask it, restart it when it dies."""

import json
import os
import select
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from engines.errors import EngineCrashedError, EngineUnavailableError
from engines.espeak import worker

_PROGRAM = Path(worker.__file__)
_START_TIMEOUT_S = 60.0
_GRACE_S = 5.0


@dataclass(frozen=True, slots=True)
class Hello:
    """What the worker says of the library it loaded."""

    version: str
    sample_rate: int
    """Hz."""
    variants: frozenset[str]


class _WorkerDiedError(Exception):
    pass


class EspeakProcess:
    """One worker process, started at first use.

    Threads may share it. A process that was forked from the one that started the worker gets a
    worker of its own, since two can't share a pipe.
    """

    def __init__(
        self, *, name: str, extra: str, words_per_minute: int, volume: int, timeout_s: float
    ) -> None:
        self._name = name
        self._extra = extra
        self._arguments = (str(words_per_minute), str(volume), str(timeout_s))
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._running: _Running | None = None

    def hello(self) -> Hello:
        with self._lock:
            return self._ready().hello

    def speak(self, voice: str, text: str) -> tuple[bytes, bytes]:
        """Kind and payload of the worker's answer, see `worker`.

        Raises:
            EngineUnavailableError: the worker can't start.
            EngineCrashedError: it died, was started again, and died again.
        """
        payload = f"{voice}\n{text}".encode()
        with self._lock:
            try:
                return self._ask(payload)
            except _WorkerDiedError:
                pass  # once is the machine's bad luck; the second time is reported
            try:
                return self._ask(payload)
            except _WorkerDiedError as error:
                raise EngineCrashedError(self._name, detail=str(error)) from error

    def close(self) -> None:
        """End the worker; the next use starts another."""
        with self._lock:
            self._stop()

    def _ask(self, payload: bytes) -> tuple[bytes, bytes]:
        running = self._ready()
        try:
            return running.ask(payload, self._timeout_s + _GRACE_S)
        except BaseException:
            # Also when interrupted: the answer still under way would be taken for the next one's.
            self._stop()
            raise

    def _ready(self) -> "_Running":
        if self._running is None or self._running.owner != os.getpid():
            try:
                self._running = _Running(self._arguments)
            except _WorkerDiedError as error:
                raise EngineUnavailableError(
                    self._name, reason=str(error), extra=self._extra
                ) from error
        return self._running

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None


class _Running:
    """A started worker."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_PROGRAM), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for us; the worker ends when its stdin does
        )
        self._stdin = cast("IO[bytes]", self._process.stdin)
        self._stdout = cast("IO[bytes]", self._process.stdout)
        self.stop = weakref.finalize(self, _end, self._process, self.owner)
        try:
            self.hello = self._greet()
        except BaseException:
            self.stop()
            raise

    def _greet(self) -> Hello:
        kind, payload = self._read(time.monotonic() + _START_TIMEOUT_S)
        if kind != worker.HELLO:
            raise _WorkerDiedError(payload.decode(errors="replace"))
        hello = json.loads(payload)
        return Hello(str(hello["version"]), int(hello["sample_rate"]), frozenset(hello["variants"]))

    def ask(self, payload: bytes, timeout_s: float) -> tuple[bytes, bytes]:
        try:
            worker.write_frame(self._stdin, worker.SPEAK, payload)
        except BrokenPipeError:
            raise _WorkerDiedError(self._fate()) from None
        return self._read(time.monotonic() + timeout_s)

    def _read(self, deadline: float) -> tuple[bytes, bytes]:
        frame = worker.read_frame(lambda count: self._read_exactly(count, deadline))
        if frame is None:
            raise _WorkerDiedError(self._fate())
        return frame

    def _read_exactly(self, count: int, deadline: float) -> bytes:
        poll = select.poll()
        poll.register(self._stdout, select.POLLIN)
        received = bytearray()
        while len(received) < count:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise _WorkerDiedError("its worker did not answer in time")
            piece = os.read(self._stdout.fileno(), count - len(received))
            if not piece:
                break
            received += piece
        return bytes(received)

    def _fate(self) -> str:
        try:
            status = self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            return "its worker closed its pipes"
        return f"its worker ended with status {status}"


def _end(process: "subprocess.Popen[bytes]", owner: int) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    if os.getpid() == owner:  # a fork must not end its parent's worker
        process.kill()
        process.wait()
