"""Small files of the state folder: secrets, logs."""

import os
import secrets
from pathlib import Path

LOG_LIMIT_BYTES = 10 * 2**20
LOGS_KEPT = 3


def write_private(path: Path, text: str) -> None:
    """Replaces the file in one step, readable by its owner only."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_or_make_secret(path: Path) -> str:
    if not path.exists():
        write_private(path, f"{secrets.token_urlsafe(32)}\n")
    return path.read_text(encoding="utf-8").strip()


def rotate(log: Path, *, limit: int = LOG_LIMIT_BYTES, kept: int = LOGS_KEPT) -> None:
    """Moves a log past the limit to `name.log.1`, the older ones up, the oldest away."""
    if not log.exists() or log.stat().st_size < limit:
        return
    for number in range(kept - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
    log.replace(log.with_name(f"{log.name}.1"))


def tail(log: Path, *, start: int = 0, lines: int = 15) -> str:
    """The last lines that aren't blank, of what was written from byte `start` on."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(start, size - 16_384))
        text = file.read().decode("utf-8", errors="replace")
    return "\n".join([line for line in text.splitlines() if line.strip()][-lines:])
