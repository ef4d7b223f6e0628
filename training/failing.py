"""Errors of processes other than the first, left in the run's folder for those who tell them.

The first process alone writes events. Where another one fails, it only loses touch with that one,
or is killed by the launcher without a word. Knows no torch.
"""

from pathlib import Path

from training.events import EventLog, Failed, from_line, to_line


def leave(folder: Path, error: Exception, *, rank: int) -> None:
    """Raises OSError: it can't be written."""
    said = Failed(code=type(error).__name__, message=f"Process {rank}: {error}", rank=rank)
    new = _path(folder, rank).with_suffix(".new")
    new.write_text(to_line(said), encoding="utf-8")
    new.replace(_path(folder, rank))


def left(folder: Path) -> Failed | None:
    """What failed first; the others' errors follow from it."""
    found = [from_line(path.read_text(encoding="utf-8")) for path in folder.glob("failed-*.json")]
    return min(
        (each for each in found if isinstance(each, Failed)), key=lambda one: one.at, default=None
    )


def tell_left(folder: Path) -> bool:
    """Writes it among the events, where the first process was ended before it could.

    Returns whether there was something. Nothing may train in the folder meanwhile.
    """
    failed = left(folder)
    if failed is not None:
        with EventLog(folder) as log:
            log.tell(failed)
    return failed is not None


def forget(folder: Path, *, rank: int, ranks: int) -> None:
    """Removes what an earlier start left: each process its own, the first also what no other will.

    Args:
        folder: of the run.
        rank: of the process that begins.
        ranks: how many begin.
    """
    _path(folder, rank).unlink(missing_ok=True)
    if rank == 0:
        for path in folder.glob("failed-*.json"):
            if int(path.stem.rpartition("-")[2]) >= ranks:
                path.unlink(missing_ok=True)


def _path(folder: Path, rank: int) -> Path:
    return folder / f"failed-{rank}.json"
