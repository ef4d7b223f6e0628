"""What the person at the terminal sees; the same lines go to logs/supervisor.log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from supervisor.accounts import DemoAccount
from supervisor.files import rotate


class Terminal:
    """Calm by design: one line a step, one line an event."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Console(markup=False, highlight=False, soft_wrap=True, quiet=quiet)
        self._log: Path | None = None

    def log_to(self, log: Path) -> None:
        rotate(log)
        self._log = log

    def say(self, line: str) -> None:
        if self._log:
            stamp = time.strftime("%Y-%m-%d %H:%M:%S")
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{stamp} {line}\n")
        with suppress(OSError):  # a closed terminal must not keep a studio from stopping well
            self.console.print(line)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """A spinner while it lasts, then one line with the seconds it took."""
        began = time.monotonic()
        spinner = self.console.status(f"{title} …") if self.console.is_terminal else nullcontext()
        with spinner:
            yield
        self.say(f"  {title:<22}{time.monotonic() - began:6.1f} s")

    def show_accounts(self, accounts: list[DemoAccount]) -> None:
        if not accounts:
            return
        self.console.print()
        table = Table("account", "password", "role", "languages", box=None, pad_edge=False)
        for one in accounts:
            table.add_row(one.username, one.password, one.role, ", ".join(one.languages))
        self.console.print(Padding.indent(table, 2))
        self.console.print()
