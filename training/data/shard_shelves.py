"""Shards made ready for reading row by row: fetched, checked and unpacked while others train."""

import errno
import hashlib
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np

from engines.protocols import Task
from training.data.index import Rows
from training.data.keeping import alone
from training.data.places import Files, format_of, title_of
from training.data.release_index import DAMAGED
from training.data.release_rows import hear
from training.data.shelves import Shelf, write_shelf
from training.errors import NoRoomError, ShardUnreadableError, StorageAwayError
from training.orders import Shard

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_THREADS = 2
_BLOCK = 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseOrigin:
    """A release, opened."""

    name: str
    """Of the source."""
    task: Task
    """Decides which text is the answer."""
    files: Files
    shards: tuple[Shard, ...]
    """In the order of their numbers."""


class ShardShelves:
    """The shards of one release. Thread-safe; several processes may share the folder.

    Args:
        origin: the source, and where it lies.
        rows: of the index, those of this source that are trained on.
        folder: where unpacked shards lie for a while.
        stay: they are never removed from there, so that others needn't unpack them again.
    """

    def __init__(self, origin: ReleaseOrigin, rows: Rows, folder: Path, *, stay: bool) -> None:
        self._origin, self._folder, self._stay = origin, folder, stay
        order = np.argsort(rows["shard"], kind="stable")
        numbers, starts = np.unique(rows["shard"][order], return_index=True)
        wanted = np.split(rows["row"][order], starts[1:])
        self._wanted = dict(zip(numbers.tolist(), wanted, strict=bool(len(numbers))))
        self._ready: dict[int, Future[Shelf]] = {}
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="unpack")

    def get(self, number: int) -> "Future[Shelf]":
        """A shard's shelf, which may still be being unpacked; begins with it.

        Its exception is a ShardUnreadableError where the shard is damaged or gone, and a
        StorageAwayError where none can be fetched any more.
        """
        with self._lock:
            if number not in self._ready:
                self._ready[number] = self._threads.submit(self._unpack, number)
            return self._ready[number]

    def keep(self, numbers: set[int]) -> None:
        """Lets go of all other shards, and of their files; who holds a shelf can go on reading."""
        with self._lock:
            gone = {number: self._ready.pop(number) for number in self._ready.keys() - numbers}
        if self._stay:
            return
        for number, shelf in gone.items():
            shelf.add_done_callback(partial(self._remove, number))

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.keep(set())

    def title(self, number: int) -> str:
        return title_of(self._origin.shards[number])

    def _remove(self, number: int, shelf: "Future[Shelf]") -> None:
        path = self._path(number)
        if path.parent.is_dir():
            with alone(path.with_suffix(".lock")):
                path.unlink(missing_ok=True)

    def _unpack(self, number: int) -> Shelf:
        path = self._path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone(path.with_suffix(".lock")):
            if not path.exists():
                self._write(number, path)
            return Shelf(path)

    def _write(self, number: int, path: Path) -> None:
        shard = self._origin.shards[number]
        wanted = set(self._wanted[number].tolist())
        try:
            with self._whole(shard) as file:
                write_shelf(path, hear(file, format_of(shard) or "", self._origin.task, wanted))
        except DAMAGED as error:
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                raise NoRoomError(self._origin.name, str(self._folder)) from error
            raise ShardUnreadableError(self._origin.name, title_of(shard), str(error)) from error

    @contextmanager
    def _whole(self, shard: Shard) -> Iterator[object]:
        """The shard's file; one from afar is fetched and checked first."""
        if not self._origin.files.is_remote:
            with self._origin.files.open(shard.path) as file:
                yield file
            return
        with tempfile.TemporaryFile(dir=self._folder) as copy:
            found = self._fetch(shard, copy)
            if shard.sha256 and found != shard.sha256:
                raise ValueError(f"its SHA-256 is not {shard.sha256}")
            copy.seek(0)
            yield copy

    def _fetch(self, shard: Shard, copy: IO[bytes]) -> str:
        """Gives its SHA-256. A missing shard is one shard's fault; else all of them would fail."""
        digest = hashlib.sha256()
        try:
            with self._origin.files.stream(shard.path) as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
                    copy.write(block)
        except FileNotFoundError:
            raise
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise
            raise StorageAwayError(self._origin.name, title_of(shard), str(error)) from error
        return digest.hexdigest()

    def _path(self, number: int) -> Path:
        rows = hashlib.sha256(self._wanted[number].tobytes()).hexdigest()[:16]
        return self._folder / f"{self._origin.name}-{number:05}-{rows}.arrow"
