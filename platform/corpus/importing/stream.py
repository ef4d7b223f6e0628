"""Bytes from any upload: unpacked on the way, counted, and never more than a limit."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from corpus.importing.errors import ImportBombError, ImportDamagedError, ImportTooLargeError

HEAD_SIZE = 65_536
LINE_LIMIT = 2_000_000
# Text packs 3 to 20 times smaller, dull test data perhaps 100 times; a bomb 1,000 times.
RATIO_LIMIT = 250
RATIO_FROM = 10_000_000  # bytes unpacked before the ratio is looked at
BOM = b"\xef\xbb\xbf"
_GZIP_MAGIC = b"\x1f\x8b"


class Readable(Protocol):
    """What an upload, an open file and a network stream have in common."""

    def read(self, size: int = ..., /) -> bytes: ...


class Rewindable(Readable, Protocol):
    def seek(self, offset: int, /) -> object: ...


class LimitedStream(io.RawIOBase):
    """Passes bytes on until more than `limit` have come.

    Raises:
        ImportTooLargeError: at the first byte above the limit.
        ImportBombError: where it is far larger than `packed`, the stream it is unpacked from.
        ImportDamagedError: where packed data breaks off or doesn't fit its checksum.
    """

    def __init__(
        self, source: Readable, *, name: str, limit: int, packed: "LimitedStream | None" = None
    ) -> None:
        super().__init__()
        self.count = 0
        self._source = source
        self._name = name
        self._limit = limit
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        chunk = self._read(len(buffer))
        self.count += len(chunk)
        if self.count > self._limit:
            raise ImportTooLargeError(self._name, self._limit)
        packed = self._packed
        if packed and self.count > max(RATIO_FROM, RATIO_LIMIT * packed.count):
            raise ImportBombError(self._name, RATIO_LIMIT)
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
    raw = LimitedStream(source, name=name, limit=limit)
    plain: io.BufferedReader = io.BufferedReader(raw, HEAD_SIZE)
    if not plain.peek().startswith(_GZIP_MAGIC):
        return plain
    unpacked = gzip.GzipFile(fileobj=plain, mode="rb")
    return io.BufferedReader(LimitedStream(unpacked, name=name, limit=limit, packed=raw), HEAD_SIZE)


def limit_stream(source: Readable, *, name: str, limit: int) -> io.BufferedReader:
    return io.BufferedReader(LimitedStream(source, name=name, limit=limit), HEAD_SIZE)


class LongLine:
    """Stands for a line above the limit; only its start is kept."""

    def __init__(self, start: bytes) -> None:
        self.start = start


def bounded_lines(file: BinaryIO, *, keep: int) -> Iterator[bytes | LongLine]:
    """Yields lines with their ends, in constant memory, without the byte order mark of the file.

    Args:
        file: Bytes, from their beginning.
        keep: How many bytes a line longer than `LINE_LIMIT` leaves behind.
    """
    first = True
    while line := file.readline(LINE_LIMIT + 1):
        if first:
            line = line.removeprefix(BOM)
            first = False
        if len(line) > LINE_LIMIT:
            start, end = line[:keep], line
            while end and not end.endswith(b"\n"):
                end = file.readline(LINE_LIMIT)
            yield LongLine(start)
        else:
            yield line
