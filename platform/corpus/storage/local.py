"""Audio in a folder of this machine."""

import os
import tempfile
from pathlib import Path

from corpus.errors import AudioMissingError
from corpus.storage.store import digest_of, object_key


class LocalStore:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        sha256 = digest_of(content)
        path = self.folder / object_key(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        return self.local_path(sha256).read_bytes()

    def local_path(self, sha256: str) -> Path:
        path = self.folder / object_key(sha256)
        if not path.exists():
            raise AudioMissingError(sha256)
        return path

    def link(self, sha256: str) -> str:
        return self.local_path(sha256).as_uri()


def _write_whole(path: Path, content: bytes) -> None:
    """Appears under its name only when complete, also after a power cut."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
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
