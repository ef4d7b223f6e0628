"""Whether this process goes on serving: an answer without an end must end when it stops."""

from collections.abc import Callable

_goes_on: Callable[[], bool] = lambda: True  # noqa: E731


def end_when_not(is_alive: Callable[[], bool]) -> None:
    """By the web server of this process, once."""
    global _goes_on  # noqa: PLW0603 - a process is one server
    _goes_on = is_alive


def goes_on() -> bool:
    return _goes_on()
