"""How fast a server may be asked."""

import time
from collections.abc import Callable
from threading import Lock


class Pace:
    """Lets one request pass at a time, with the gap between two that a limit per minute asks for.

    Threads share it. No burst is saved up, so no minute, wherever it starts, has more requests.
    """

    def __init__(
        self,
        per_minute: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap_s = 60 / per_minute
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._free_at = clock()

    def wait(self) -> None:
        """Return when the next request may go."""
        while wait_s := self._take():
            self._sleep(wait_s)

    def hold(self, seconds: float) -> None:
        """Let nothing pass for a while: the server asked for a pause."""
        with self._lock:
            self._free_at = max(self._free_at, self._clock() + seconds)

    def _take(self) -> float:
        """Take the next place, or say for how many seconds there is none."""
        with self._lock:
            now = self._clock()
            if now < self._free_at:
                return self._free_at - now
            self._free_at = now + self._gap_s
            return 0.0
