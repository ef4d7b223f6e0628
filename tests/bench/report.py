"""What the bench says while it works: each step with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Report:
    """Prints a line when a step begins to be long, and one with its time when it ends."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, width=150)
        self.steps: list[tuple[str, float]] = []
        self._last = time.perf_counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._last = time.perf_counter()
        with self.console.status(name):
            yield
        self.note(name)

    def note(self, name: str) -> None:
        """Ends a step that began where the one before it ended."""
        now = time.perf_counter()
        self.steps.append((name, now - self._last))
        self.console.print(f"  {now - self._last:8.1f} s  {name}")
        self._last = now
