"""Free ports of 127.0.0.1."""

import errno
import socket

from supervisor.errors import PortInUseError, SupervisorError

HOST = "127.0.0.1"
DEFAULT_WEB_PORT = 8000
HIGHEST_PORT = 65_535


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def why_unusable(port: int) -> str | None:
    """None when a server could listen there now; connections still closing don't count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return "is in use by another program"
            return f"can't be used ({problem.strerror})"
    # macOS lets a second socket bind beside one that listens on every address.
    with socket.socket() as probe:
        taken = probe.connect_ex((HOST, port)) == 0
    return "is in use by another program" if taken else None


def parse_port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST_PORT:
        raise SupervisorError(
            f"PORT is {text!r}; it must be a whole number from 1 to {HIGHEST_PORT}."
        )
    return int(text)


def next_free(after: int) -> int:
    for port in range(after + 1, min(after + 100, HIGHEST_PORT) + 1):
        if why_unusable(port) is None:
            return port
    return free_port()


def choose_web_port(asked: int | None) -> int:
    """The asked port or an error; without a wish the default one, or the next that is free.

    Raises:
        PortInUseError: Somebody asked for a port that can't be had.
    """
    port = asked or DEFAULT_WEB_PORT
    reason = why_unusable(port)
    if reason is None:
        return port
    if asked:
        raise PortInUseError(port, reason=reason, advice=next_free(max(port, 1023)))
    return next_free(port)
