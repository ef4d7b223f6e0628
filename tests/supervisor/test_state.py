import os
from pathlib import Path

import pytest

from supervisor.errors import AlreadyRunningError, NotRunningError, SupervisorError
from supervisor.state import StateFolder
from tests.supervisor.processes import run_then_die

LOCK = """
import os, sys
from pathlib import Path
from supervisor.state import StateFolder
state = StateFolder(Path(sys.argv[1]))
state.lock()
state.announce("http://127.0.0.1:8000")
print(os.getpid(), flush=True)
"""


def test_lock_tells_a_second_one_who_is_here_and_where(tmp_path: Path) -> None:
    first, second = StateFolder(tmp_path), StateFolder(tmp_path)
    first.lock()
    first.announce("http://127.0.0.1:8000")

    with pytest.raises(AlreadyRunningError) as caught:
        second.lock()

    assert str(caught.value) == (
        f"The studio of {tmp_path} is already running, pid {os.getpid()}, at http://127.0.0.1:8000."
    )
    first.unlock()
    second.lock()
    second.unlock()


def test_lock_says_when_the_first_one_is_still_starting(tmp_path: Path) -> None:
    first = StateFolder(tmp_path)
    first.lock()

    with pytest.raises(AlreadyRunningError, match="and is still starting"):
        StateFolder(tmp_path).lock()

    first.unlock()


@pytest.mark.processes
def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    run_then_die(LOCK, tmp_path)
    state = StateFolder(tmp_path)

    state.lock()

    assert f'"pid": {os.getpid()}' in (tmp_path / "lock").read_text()
    state.unlock()


def test_lock_names_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()

    with pytest.raises(SupervisorError, match=r"file/state can't be used: Not a directory"):
        StateFolder(blocked / "state").lock()


def test_secret_key_stays_the_same(tmp_path: Path) -> None:
    assert StateFolder(tmp_path).secret_key == StateFolder(tmp_path).secret_key


def test_environment_can_be_read_while_a_studio_holds_the_folder(tmp_path: Path) -> None:
    holder = StateFolder(tmp_path)
    holder.lock()
    holder.write_environment({"DATABASE_URL": "postgresql://here"})

    assert StateFolder(tmp_path).read_environment() == {"DATABASE_URL": "postgresql://here"}
    assert (tmp_path / "environment").stat().st_mode & 0o077 == 0

    holder.unlock()
    with pytest.raises(NotRunningError, match=r"Start it first, in another terminal: make run"):
        StateFolder(tmp_path).read_environment()


def test_environment_of_an_earlier_run_is_not_taken_for_that_of_a_starting_one(
    tmp_path: Path,
) -> None:
    state = StateFolder(tmp_path)
    state.lock()
    state.write_environment({"DATABASE_URL": "postgresql://old"})
    state.unlock()
    state.lock()

    with pytest.raises(NotRunningError):
        StateFolder(tmp_path).read_environment()

    state.unlock()


def test_environment_of_no_folder_at_all_says_that_none_runs(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError):
        StateFolder(tmp_path / "nowhere").read_environment()
