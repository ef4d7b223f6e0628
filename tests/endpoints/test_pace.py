from math import inf
from threading import Thread
from time import monotonic

import pytest

from engines.endpoint.connection import pace_of
from engines.endpoint.pace import Pace
from engines.settings import Endpoint


class _Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 50.0

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def _starts(pace: Pace, clock: _Clock, count: int) -> list[float]:
    starts = []
    for _ in range(count):
        pace.wait()
        starts.append(clock.now - 50.0)
    return starts


def test_pace_keeps_the_gap() -> None:
    clock = _Clock()
    pace = Pace(120, clock=clock.read, sleep=clock.sleep)

    assert _starts(pace, clock, 5) == pytest.approx([0.0, 0.5, 1.0, 1.5, 2.0])


def test_pace_saves_nothing_up() -> None:
    clock = _Clock()
    pace = Pace(60, clock=clock.read, sleep=clock.sleep)
    clock.sleep(100.0)

    assert _starts(pace, clock, 3) == pytest.approx([100.0, 101.0, 102.0])


def test_pace_without_limit_waits_only_where_it_is_held() -> None:
    clock = _Clock()
    pace = Pace(inf, clock=clock.read, sleep=clock.sleep)

    assert _starts(pace, clock, 3) == [0.0, 0.0, 0.0]
    pace.hold(7.0)
    pace.hold(2.0)
    assert _starts(pace, clock, 2) == [7.0, 7.0]


def test_pace_gives_each_place_to_one_thread() -> None:
    pace = Pace(60 * 1_000, clock=monotonic)
    starts: list[float] = []

    def ask() -> None:
        for _ in range(5):
            pace.wait()
            starts.append(monotonic())

    threads = [Thread(target=ask) for _ in range(8)]
    before = monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(starts) == 40
    assert max(starts) - before >= 39 / 1_000


def test_pace_is_one_per_endpoint() -> None:
    one = Endpoint(url="http://one/v1", model="m", requests_per_minute=5)

    assert pace_of(one) is pace_of(Endpoint(url="http://one/v1", model="m", requests_per_minute=5))
    assert pace_of(one) is not pace_of(Endpoint(url="http://two/v1", model="m"))
