import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from supervisor.ports import free_port
from supervisor.state import ROOT
from supervisor.studio import Studio, is_healthy
from tests.supervisor.dummy_studio import programs, stubborn_programs
from tests.supervisor.processes import descendants, is_gone, wait_until

pytestmark = pytest.mark.processes


class DummyRun:
    """`python -m tests.supervisor.dummy_studio`, as somebody at a terminal starts it."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "état 1"
        self.port = free_port()
        self.output = folder / "output"
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        with self.output.open("wb") as output:
            popen = subprocess.Popen(
                [sys.executable, "-m", "tests.supervisor.dummy_studio", self.state, str(self.port)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}"},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._started.append(popen)
        return popen

    def start_and_wait(self) -> subprocess.Popen[bytes]:
        popen = self.start()
        wait_until(lambda: "Ctrl-C stops" in self.said() or popen.poll() is not None)
        assert popen.poll() is None, self.said()
        return popen

    def said(self) -> str:
        return self.output.read_text()

    def clean_up(self) -> None:
        for popen in self._started:
            popen.terminate()
            popen.wait()


@pytest.fixture
def dummy(tmp_path: Path) -> Iterator[DummyRun]:
    dummy = DummyRun(tmp_path)
    yield dummy
    dummy.clean_up()


def test_run_introduces_itself_and_ctrl_c_leaves_no_process_behind(dummy: DummyRun) -> None:
    popen = dummy.start_and_wait()
    family = descendants(popen.pid)
    assert is_healthy(dummy.port, "/health/")

    popen.send_signal(signal.SIGINT)

    assert popen.wait(20) == 0
    assert [pid for pid in family if not is_gone(pid)] == []
    assert re.sub(r" +\d+\.\d s| +(?=\n)", masked, dummy.said()) == (
        "  PostgreSQL N s\n  Valkey N s\n  load_demo N s\n  web, worker N s\n\n"
        f"MultiSpeech Studio runs at http://127.0.0.1:{dummy.port} (ready after N s)\n\n"
        "  account  password  role   languages\n"
        "  rita     x         rater  ara\n\n"
        f"Logs are in {dummy.state}/logs. Ctrl-C stops.\nStopped.\n"
    )


def test_run_refuses_a_second_time_and_says_where_the_first_is(dummy: DummyRun) -> None:
    first = dummy.start_and_wait()

    assert dummy.start().wait(20) == 1

    assert dummy.said() == (
        f"The studio of {dummy.state} is already running, pid {first.pid}, "
        f"at http://127.0.0.1:{dummy.port}.\n"
    )


def test_run_killed_by_kill_9_takes_all_down_and_starts_again(dummy: DummyRun) -> None:
    popen = dummy.start_and_wait()
    records = [*dummy.state.glob("run/*"), *dummy.state.glob("*/run")]
    pids = [int(path.read_text().split()[0]) for path in records if path.is_file()]

    popen.kill()
    popen.wait()
    dummy.start_and_wait()

    assert len(pids) == 4
    assert [pid for pid in pids if not is_gone(pid)] == []


def test_run_stops_well_when_interrupted_while_starting(dummy: DummyRun) -> None:
    popen = dummy.start()
    wait_until((dummy.state / "postgres" / "data.new").exists)
    popen.send_signal(signal.SIGINT)
    popen.send_signal(signal.SIGINT)

    assert popen.wait(20) == 0
    assert dummy.said().endswith("Stopped.\n")
    dummy.start_and_wait()


def test_studio_in_a_with_keeps_servers_and_programs_alive(tmp_path: Path) -> None:
    port = free_port()
    with Studio(tmp_path, port=port, quiet=True, fast=True, programs=programs) as studio:
        studio.postgres.kill()
        studio.valkey.kill()
        studio.children["web"].kill()
        wait_until(lambda: is_healthy(port, "/health/"))
        wait_until(studio.valkey.process.is_running)
        wait_until(lambda: answers(studio.environment["DATABASE_URL"]))

    log = (tmp_path / "logs" / "supervisor.log").read_text()
    assert sorted(re.findall(r"(\w+) died \(signal SIGKILL", log)) == [
        "PostgreSQL",
        "Valkey",
        "web",
    ]
    assert not is_healthy(port, "/health/")


def test_studio_kills_a_stubborn_program_when_asked_twice(tmp_path: Path) -> None:
    studio = Studio(tmp_path, port=free_port(), quiet=True, fast=True, programs=stubborn_programs)
    studio.start()
    worker = studio.children["worker"].pid or 0

    studio.ask_to_stop()
    studio.ask_to_stop()
    studio.keep()

    assert is_gone(worker)
    assert not studio.postgres.process.is_running()


def masked(found: re.Match[str]) -> str:
    """Seconds made equal; a table's trailing blanks dropped."""
    return " N s" if found[0].strip() else ""


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
