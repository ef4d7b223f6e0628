"""Folders that appear whole or not at all."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError

from training.errors import CheckpointNotSavedError, FolderBusyError

SUMS = "SHA256SUMS"
_TORCH_WRITES = ("inline_container", "PytorchStreamWriter", "unexpected pos", "file write failed")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """No other training runs in the folder meanwhile; a killed one holds it no longer.

    Raises:
        FolderBusyError: one does.
    """
    with (folder / "training.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderBusyError(folder) from error
        yield


@contextmanager
def written(folder: Path) -> Iterator[Path]:
    """Gives an empty folder to fill, which takes this name once all of it is on the disk.

    Raises:
        CheckpointNotSavedError: something could not be written; what was there before still is.
    """
    new = _beside(folder, "new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        yield new
        _to_disk(new)
        _put(new, folder)
    except Exception as error:
        shutil.rmtree(new, ignore_errors=True)
        if not _is_of_disk(error):
            raise
        raise CheckpointNotSavedError(folder.name, str(error)) from error


def _is_of_disk(error: Exception) -> bool:
    """Torch tells a full disk as RuntimeError, as it does much else."""
    if isinstance(error, RuntimeError):
        return any(words in str(error) for words in _TORCH_WRITES)
    return isinstance(error, (OSError, SafetensorError))


def _beside(folder: Path, why: str) -> Path:
    return folder.with_name(f".{folder.name}.{why}")


def _put(new: Path, folder: Path) -> None:
    old = _beside(folder, "old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _sync(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _to_disk(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_sums(folder: Path) -> None:
    """Writes what ``sha256sum --check`` reads, of all files below the folder."""
    lines = []
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / SUMS)
    for path in sorted(files):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
