"""Audio in a folder of this machine."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import AudioMissingError, AudioStoreError
from corpus.storage.store import (
    StoredObject,
    digest_of,
    object_key,
    sha256_of_key,
    verified,
)

_DRAFT = ".draft-"


class LocalStore:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        with self._told("made"):
            self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        sha256 = digest_of(content)
        path = self.folder / object_key(sha256)
        with self._told("written to"):
            if _holds(path, content):
                # Young again: a sweep that runs now must not take it for an orphan.
                os.utime(path)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        path = self.local_path(sha256)
        with self._told("read"):
            return verified(sha256, path.read_bytes())

    def find(self, sha256: str) -> StoredObject | None:
        try:
            return _describe(self.folder / object_key(sha256), sha256)
        except FileNotFoundError:
            return None

    def list(self) -> Iterator[StoredObject]:
        for path in self._files("*.flac"):
            if sha256 := sha256_of_key(path.relative_to(self.folder).as_posix()):
                try:
                    yield _describe(path, sha256)
                except FileNotFoundError:
                    continue  # deleted meanwhile

    def delete(self, sha256: str) -> None:
        with self._told("deleted from"):
            (self.folder / object_key(sha256)).unlink(missing_ok=True)

    def delete_unfinished(self, before: datetime) -> int:
        drafts = [
            path
            for path in self._files(f"{_DRAFT}*")
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
        ]
        with self._told("deleted from"):
            for path in drafts:
                path.unlink(missing_ok=True)
        return len(drafts)

    def local_path(self, sha256: str) -> Path:
        path = self.folder / object_key(sha256)
        if not path.exists():
            raise AudioMissingError(sha256)
        return path

    def link(self, sha256: str) -> str:
        return self.local_path(sha256).as_uri()

    def _files(self, pattern: str) -> Iterator[Path]:
        """Folder by folder, so that millions of names are never held at once."""
        for first in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(second.glob(pattern))

    @contextmanager
    def _told(self, action: str) -> Iterator[None]:
        """Turns what the system says (disk full, no permission) into our error."""
        try:
            yield
        except OSError as problem:
            raise AudioStoreError(f"{self.folder} can't be {action}", problem) from problem


def _holds(path: Path, content: bytes) -> bool:
    """Whether the very bytes are there; a damaged file is written anew."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _describe(path: Path, sha256: str) -> StoredObject:
    status = path.stat()
    return StoredObject(sha256, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))


def _write_whole(path: Path, content: bytes) -> None:
    """Appears under its name only when complete, also after a power cut."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=_DRAFT)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
        _sync_folder(path.parent)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Only then the name itself outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
