"""A file that is long without taking memory."""

import io


class Repeated(io.RawIOBase):
    """`start`, then `part` as often as `times` says, then `end`; counts what was read."""

    def __init__(self, start: bytes, part: bytes, times: int, end: bytes = b"") -> None:
        super().__init__()
        self.count = 0
        self._start = start
        self._part = part
        self._times = times
        self._end = end
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        while len(self._waiting) < len(buffer) and (more := self._more()):
            self._waiting += more
        size = min(len(buffer), len(self._waiting))
        buffer[:size], self._waiting = self._waiting[:size], self._waiting[size:]
        self.count += size
        return size

    def _more(self) -> bytes:
        if self._start:
            more, self._start = self._start, b""
        elif self._times:
            many = min(self._times, max(1, 65_536 // len(self._part)))
            self._times -= many
            more = self._part * many
        else:
            more, self._end = self._end, b""
        return more
