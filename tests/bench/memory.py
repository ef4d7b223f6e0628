"""How much memory a process takes while something runs (Linux only; elsewhere nothing is said)."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

EVERY_S = 0.05
_MIB = 1024


class MemoryWatch:
    """Samples a process's own memory in a `with`; `growth_mib` is the peak above the beginning."""

    def __init__(self, pid: int | str = "self") -> None:
        self._status = Path(f"/proc/{pid}/status")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._first = self._peak = 0

    @property
    def growth_mib(self) -> float:
        return (self._peak - self._first) / _MIB

    def __enter__(self) -> Self:
        self._first = self._peak = self._now()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._ended.wait(EVERY_S):
            self._peak = max(self._peak, self._now())

    def _now(self) -> int:
        """KiB that belong to the process alone: PostgreSQL's shared buffers don't count."""
        if not self._status.exists():
            return 0
        lines = self._status.read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon")), 0)
