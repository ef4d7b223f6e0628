"""Which programs took the processors while something ran (Linux only)."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.db import connection

_TICKS = os.sysconf("SC_CLK_TCK")


class CpuWatch:
    """Seconds of processor time by group: a process with its children, those that ended too."""

    def __init__(self, roots: Mapping[str, int]) -> None:
        self._roots = roots
        self._before = self._now()

    def seconds(self) -> dict[str, float]:
        """Since the watch began."""
        now = self._now()
        return {name: now[name] - self._before[name] for name in self._roots}

    def _now(self) -> dict[str, float]:
        known = _read_all()
        return {
            name: sum(ticks for pid, (parent, ticks) in known.items() if root in {pid, parent})
            / _TICKS
            for name, root in self._roots.items()
        }


def backend_process() -> int:
    """This connection's server process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def postgres_process() -> int:
    """The parent of this connection's server process."""
    return _read_all().get(backend_process(), (0, 0))[0]


def _read_all() -> dict[int, tuple[int, int]]:
    """Parent and clock ticks by process, those of children that were waited for included."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may itself hold brackets and blanks.
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        found[int(stat.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return found
