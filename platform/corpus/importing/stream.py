"""Bytes from any upload: unpacked on the way, counted, and never more than a limit."""

import gzip
import io
import zlib
from typing import Protocol

from corpus.importing.errors import ImportDamagedError, ImportTooLargeError

HEAD_SIZE = 65_536
_GZIP_MAGIC = b"\x1f\x8b"


class Readable(Protocol):
    """What an upload, an open file and a network stream have in common."""

    def read(self, size: int = ..., /) -> bytes: ...


class LimitedStream(io.RawIOBase):
    """Passes bytes on until more than `limit` have come.

    Raises:
        ImportTooLargeError: at the first byte above the limit.
        ImportDamagedError: where packed data breaks off or doesn't fit its checksum.
    """

    def __init__(self, source: Readable, *, name: str, limit: int) -> None:
        super().__init__()
        self._source = source
        self._name = name
        self._limit = limit
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        chunk = self._read(len(buffer))
        self._count += len(chunk)
        if self._count > self._limit:
            raise ImportTooLargeError(self._name, self._limit)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _read(self, size: int) -> bytes:
        """Reads until `size` bytes are there or the source has ended."""
        parts = bytearray()
        try:
            while len(parts) < size and (part := self._source.read(size - len(parts))):
                parts += part
        except (gzip.BadGzipFile, EOFError, zlib.error) as bad:
            problem = f"its gzip data is damaged ({bad}). Pack or copy it again."
            raise ImportDamagedError(self._name, problem) from bad
        return bytes(parts)


def open_stream(source: Readable, *, name: str, limit: int) -> io.BufferedReader:
    """Returns the unpacked bytes of `source`, which is told to be gzip by its first two bytes.

    Its `peek()` gives the first 64 KiB, or the whole file if it is smaller.
    """
    # The packed bytes are limited too: empty gzip members could go on for ever.
    plain = limit_stream(source, name=name, limit=limit)
    if not plain.peek().startswith(_GZIP_MAGIC):
        return plain
    return limit_stream(gzip.GzipFile(fileobj=plain, mode="rb"), name=name, limit=limit)


def limit_stream(source: Readable, *, name: str, limit: int) -> io.BufferedReader:
    return io.BufferedReader(LimitedStream(source, name=name, limit=limit), HEAD_SIZE)
