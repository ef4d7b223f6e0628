"""What was found out about sources, kept beside the runs so that it isn't found out again."""

import fcntl
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.data.index import ROW, Index

_FORM = "2"
"""Another where what is kept is read differently."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    index: Index
    facts: dict[str, Any]
    """Whatever else was found out; JSON can hold it."""


def fingerprint(*facts: Any) -> str:
    """Another where any of the facts, which JSON can hold, is another."""
    plain = json.dumps([_FORM, str(ROW.descr), *facts], sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:24]


def remember(folder: Path, make: Callable[[], Findings]) -> Findings:
    """What lies in this folder, or what is made and laid there; other processes wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / "lock"):
        try:
            return _load(folder)
        except (OSError, ValueError, KeyError):  # not there yet, or cut off by a crash
            made = make()
            _save(made, folder)
            return made


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Other threads and processes on this machine wait."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _load(folder: Path) -> Findings:
    facts = json.loads((folder / "facts.json").read_text())
    return Findings(index=Index.load(folder / "index.npz"), facts=facts)


def _save(made: Findings, folder: Path) -> None:
    (folder / "facts.json").write_text(json.dumps(made.facts))
    made.index.save(folder / "index.npz")
