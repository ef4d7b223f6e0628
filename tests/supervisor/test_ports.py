import re
import socket
from collections.abc import Iterator

import pytest

from supervisor import ports
from supervisor.errors import PortInUseError, SupervisorError
from supervisor.ports import choose_web_port, free_port, parse_port, why_unusable


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_parse_port_takes_a_whole_number() -> None:
    assert parse_port("8001") == 8001


@pytest.mark.parametrize("text", ["", "web", "0", "65536", "-1", "80.5", "８０００"])
def test_parse_port_refuses_what_is_no_port(text: str) -> None:
    with pytest.raises(SupervisorError, match=re.escape(f"PORT is {text!r}")):
        parse_port(text)


def test_choose_web_port_takes_the_asked_one() -> None:
    port = free_port()

    assert choose_web_port(port) == port


def test_choose_web_port_names_the_taken_port_and_what_to_do(taken: int) -> None:
    with pytest.raises(PortInUseError) as caught:
        choose_web_port(taken)

    said = re.fullmatch(
        rf"Port {taken} is in use by another program\. "
        r"Choose another one: PORT=(\d+) make run",
        str(caught.value),
    )
    assert said is not None
    assert why_unusable(int(said[1])) is None


def test_choose_web_port_moves_on_from_a_taken_default(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "DEFAULT_WEB_PORT", taken)

    chosen = choose_web_port(None)

    assert chosen != taken
    assert why_unusable(chosen) is None
