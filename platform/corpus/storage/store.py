"""One interface over both places audio can lie."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings


class AudioStore(Protocol):
    """Keeps bytes under their SHA-256. Storing the same bytes twice stores them once."""

    def prepare(self) -> None:
        """Makes the folder or bucket if it is missing; twice does no harm."""
        ...

    def put(self, content: bytes) -> str:
        """Returns the SHA-256 once the bytes are safely stored."""
        ...

    def get(self, sha256: str) -> bytes:
        """Raises AudioMissingError where nothing is stored under this name."""
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


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
