import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from supervisor.children import Keeper, RestartPolicy, stop_together
from supervisor.errors import StartFailedError
from tests.supervisor.processes import SLEEP, is_gone, program, wait_until

pytestmark = pytest.mark.processes

POLICY = RestartPolicy(first_delay_s=0.1, longest_delay_s=0.2, give_up_after=3)
DIES = "import sys; print('no such queue'); sys.exit(3)"
IGNORES_SIGTERM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('ready')
time.sleep(60)
"""
HAS_A_CHILD = f"""
import subprocess, sys, time
print(subprocess.Popen([sys.executable, '-c', {SLEEP!r}]).pid)
time.sleep(60)
"""


def check_until(keeper: Keeper, condition: Callable[[], bool]) -> None:
    def looked() -> bool:
        keeper.check()
        return condition()

    wait_until(looked)


def test_keeper_restarts_a_killed_program_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    keeper = Keeper(said.append, POLICY)
    process = program(tmp_path, f"print('hello'); {SLEEP}")
    process.spawn()
    keeper.watch(process)
    wait_until(lambda: process.log_tail() == "hello")
    first = process.pid

    process.kill()
    check_until(keeper, process.is_running)

    assert said == ["dummy died (signal SIGKILL, last words: hello); restart in 0.1 s"]
    assert process.pid != first
    process.stop()


def test_keeper_gives_up_on_a_hopeless_program(tmp_path: Path) -> None:
    said: list[str] = []
    keeper = Keeper(said.append, POLICY)
    process = program(tmp_path, DIES)
    process.spawn()
    keeper.watch(process)

    check_until(keeper, lambda: len(said) == 3)
    keeper.check()

    died = "dummy died (exit code 3, last words: no such queue)"
    hopeless = "died 3 times in a row right after its start; given up. The rest goes on."
    assert said == [
        f"{died}; restart in 0.1 s",
        f"{died}; restart in 0.2 s",
        f"{died}; {hopeless} See {tmp_path}/dummy.log, then stop and start again.",
    ]
    process.stop()


def test_keeper_raises_when_it_gives_up_on_an_essential_program(tmp_path: Path) -> None:
    keeper = Keeper(print, RestartPolicy(give_up_after=1))
    process = program(tmp_path, DIES)
    process.spawn()
    keeper.watch(process, essential=True)
    wait_until(lambda: not process.is_running())

    with pytest.raises(StartFailedError) as caught:
        keeper.check()

    assert str(caught.value) == (
        "dummy died 1 times in a row right after its start; given up. "
        f"Its log is {tmp_path}/dummy.log:\nno such queue"
    )
    process.stop()


def test_keeper_leaves_alone_what_was_stopped_on_purpose(tmp_path: Path) -> None:
    said: list[str] = []
    keeper = Keeper(said.append, POLICY)
    process = program(tmp_path, SLEEP)
    process.spawn()
    keeper.watch(process)

    process.stop()
    keeper.check()

    assert said == []
    assert not process.is_running()


def test_a_program_that_cannot_be_started_says_why(tmp_path: Path) -> None:
    process = program(tmp_path, SLEEP)
    process.argv = ["no-such-program"]

    process.spawn()
    wait_until(lambda: not process.is_running())

    assert process.exit_code() == 1
    assert process.log_tail() == (
        "can't start no-such-program: [Errno 2] No such file or directory"
    )
    process.stop()


def test_stop_together_kills_what_ignores_the_request(tmp_path: Path) -> None:
    stubborn = program(tmp_path, IGNORES_SIGTERM, name="stubborn")
    stubborn.spawn()
    wait_until(lambda: stubborn.log_tail() == "ready")
    pid = stubborn.pid or 0

    stop_together([stubborn], grace_s=0.2, hurry=Event())

    assert is_gone(pid)


def test_stop_together_loses_patience_when_hurried(tmp_path: Path) -> None:
    stubborn = program(tmp_path, IGNORES_SIGTERM)
    stubborn.spawn()
    wait_until(lambda: stubborn.log_tail() == "ready")
    hurry = Event()
    hurry.set()
    began = time.monotonic()

    stop_together([stubborn], grace_s=60, hurry=hurry)

    assert time.monotonic() - began < 5


def test_stop_takes_the_whole_group(tmp_path: Path) -> None:
    process = program(tmp_path, HAS_A_CHILD)
    process.spawn()
    wait_until(lambda: process.log_tail().isdigit())
    grandchild = int(process.log_tail())

    process.stop()

    wait_until(lambda: is_gone(grandchild))
    assert not process.record.exists()


def test_stop_orphan_spares_a_process_that_only_got_the_same_pid(tmp_path: Path) -> None:
    stranger = program(tmp_path, SLEEP, name="stranger")
    stranger.spawn()
    mine = program(tmp_path, SLEEP)
    mine.record.write_text(f"{stranger.pid} 12345\n")
    said: list[str] = []

    mine.stop_orphan(said.append)

    assert (said, stranger.is_running(), mine.record.exists()) == ([], True, False)
    stranger.stop()
