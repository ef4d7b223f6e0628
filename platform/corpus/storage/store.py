"""One interface over both places audio can lie."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from corpus.errors import AudioDamagedError

_KEY = re.compile(r"(?:.*/)?([0-9a-f]{2})/([0-9a-f]{2})/((?:\1)(?:\2)[0-9a-f]{60})\.flac")


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What the store tells of one object without reading it."""

    sha256: str
    size_bytes: int
    stored_at: datetime
    """When it was last put, by the store's own clock."""


class AudioStore(Protocol):
    """Keeps bytes under their SHA-256. Storing the same bytes twice stores them once.

    An object is there whole or not at all. What a store can't do (it is away, full, or refuses
    us) raises AudioStoreError.
    """

    def prepare(self) -> None:
        """Makes the folder or bucket if it is missing; twice does no harm."""
        ...

    def put(self, content: bytes) -> str:
        """Returns the SHA-256 once the bytes are safely stored; `stored_at` is then now."""
        ...

    def get(self, sha256: str) -> bytes:
        """Returns the bytes after comparing them with their name.

        Raises:
            AudioMissingError: nothing is stored under this name.
            AudioDamagedError: the bytes stored under it are others.
        """
        ...

    def find(self, sha256: str) -> StoredObject | None:
        """Tells of one object, or None where nothing is stored under this name."""
        ...

    def list(self) -> Iterator[StoredObject]:
        """Yields every object, as a stream. Files that are none of ours are left out."""
        ...

    def delete(self, sha256: str) -> None:
        """Removes an object; nothing to do where there is none."""
        ...

    def delete_unfinished(self, before: datetime) -> int:
        """Removes what puts that were killed before then left behind; returns how many."""
        ...

    def local_path(self, sha256: str) -> Path | None:
        """The file to serve from, or None where `link` leads to the bytes."""
        ...

    def link(self, sha256: str) -> str:
        """A short-lived address that plays without our permission checks."""
        ...


def object_key(sha256: str) -> str:
    """Two levels of folders: no folder of millions of files."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.flac"


def sha256_of_key(key: str) -> str | None:
    """The other way round; None for a name that `object_key` doesn't make."""
    found = _KEY.fullmatch(key)
    return found[3] if found else None


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def verified(sha256: str, content: bytes) -> bytes:
    """Returns the bytes if they are what their name says.

    Raises:
        AudioDamagedError: they are others.
    """
    found = digest_of(content)
    if found != sha256:
        raise AudioDamagedError(sha256, found=found, size_bytes=len(content))
    return content


@lru_cache(maxsize=4)
def _store_at(address: str, endpoint: str, public_url: str) -> AudioStore:
    if address.startswith("s3://"):
        from corpus.storage.s3 import S3Store

        bucket, _, prefix = address.removeprefix("s3://").partition("/")
        return S3Store(
            bucket, prefix=prefix, endpoint=endpoint or None, public_url=public_url or None
        )
    from corpus.storage.local import LocalStore

    return LocalStore(Path(address))


def audio_store() -> AudioStore:
    """The store that the settings name."""
    return _store_at(settings.AUDIO_STORE, settings.S3_ENDPOINT_URL, settings.S3_PUBLIC_URL)
