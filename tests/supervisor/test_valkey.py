from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from supervisor.process import command_of
from supervisor.server import Hooks
from supervisor.valkey import EmbeddedValkey
from tests.supervisor.processes import is_gone, run_then_die

pytestmark = pytest.mark.processes

ORPHAN = """
import sys
from pathlib import Path
from supervisor.valkey import EmbeddedValkey
server = EmbeddedValkey(Path(sys.argv[1]))
server.process.death_signal = 0
print(server.start().process.pid, flush=True)
"""
ONCE = Retry(NoBackoff(), retries=0)
ODD = "Mein Stüdio \"漢字\" 'x' \\"


def push(url: str, value: str) -> list[bytes]:
    """The list in the broker after the push."""
    with redis.Redis.from_url(url) as client:
        client.rpush("kept", value)
        found = client.lrange("kept", 0, -1)
    assert isinstance(found, list)
    return found


def test_valkey_keeps_data_and_address_over_stop_and_kill_9(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / ODD) as server:
        url = server.url
        push(url, "one")
        server.restart()
        push(url, "two")
        server.kill()
        server.start()

        assert push(server.url, "three") == [b"one", b"two", b"three"]
        assert server.url == url


def test_valkey_keeps_its_password_from_other_users(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server:
        command = command_of(server.process.pid or 0)
        with (
            redis.Redis(port=server.port, password="wrong", retry=ONCE) as client,
            pytest.raises(redis.AuthenticationError),
        ):
            client.ping()

    assert str(tmp_path / "valkey.conf") in command
    assert server.password not in command
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("*[dfn]")} == {
        "password": "0o600",
        "valkey.conf": "0o600",
    }


def test_valkey_stops_an_orphan_of_its_folder_and_says_so(tmp_path: Path) -> None:
    [orphan] = run_then_die(ORPHAN, tmp_path)
    said: list[str] = []

    with EmbeddedValkey(tmp_path, hooks=Hooks(say=said.append)):
        assert is_gone(orphan)

    assert said == [f"Valkey: stopped process {orphan}, left over by a supervisor that was killed"]
