import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from supervisor.errors import StartFailedError
from supervisor.postgres import EmbeddedPostgres
from supervisor.postgres_install import find_postgres
from supervisor.process import Identity
from supervisor.server import Hooks
from tests.supervisor.processes import SLEEP, is_gone, program, run_then_die, wait_until

pytestmark = pytest.mark.processes

START = """
import sys
from pathlib import Path
from supervisor.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), fast=True)
if sys.argv[2] == "orphan":
    server.process.death_signal = 0
print(server.start().process.pid, flush=True)
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One cluster for all: blanks and other scripts in its path, reachable for `nobody`."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o711)
    yield top / "Mein Stüdio 漢字 'x'"
    shutil.rmtree(top)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def server(folder: Path, said: list[str]) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(folder, fast=True, hooks=Hooks(say=said.append))
    yield server
    server.stop()


def count_rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
        return int(row[0]) if row else -1


def add_row(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number integer)")
        connection.execute("INSERT INTO kept VALUES (1)")


def test_postgres_keeps_data_and_address_over_a_restart(server: EmbeddedPostgres) -> None:
    url = server.start().url
    add_row(url)
    before = count_rows(url)

    server.restart()

    assert (server.url, count_rows(url)) == (url, before)


def test_postgres_knows_the_case_of_all_scripts_and_sums_its_pages(
    server: EmbeddedPostgres,
) -> None:
    with psycopg.connect(server.start().url) as connection:
        row = connection.execute("SELECT lower('É'), 'ПРИВЕТ' ILIKE 'привет'").fetchone()

    assert row == ("é", True)


def test_postgres_recovers_from_kill_9(server: EmbeddedPostgres) -> None:
    add_row(server.start().url)
    before = count_rows(server.url)

    server.kill()
    server.start()

    assert count_rows(server.url) == before


def test_postgres_starts_beside_a_lock_whose_pid_went_to_another_program(
    server: EmbeddedPostgres, tmp_path: Path, said: list[str]
) -> None:
    server.start().stop()
    stranger = program(tmp_path, SLEEP)
    stranger.spawn()
    (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n0\n5432\n\n\n")

    server.start()

    assert (stranger.is_running(), said) == (True, [])
    stranger.stop()


def test_postgres_stops_an_orphan_of_its_folder_and_says_so(
    server: EmbeddedPostgres, folder: Path, said: list[str]
) -> None:
    [orphan] = run_then_die(START, folder, "orphan")
    assert not is_gone(orphan)

    server.start()

    assert is_gone(orphan)
    assert said == [
        f"PostgreSQL: stopped process {orphan}, left over by a supervisor that was killed"
    ]


def test_postgres_recognises_an_orphan_by_its_own_lock(
    server: EmbeddedPostgres, folder: Path, said: list[str]
) -> None:
    [orphan] = run_then_die(START, folder, "orphan")
    server.process.record.unlink()

    server.start()

    assert is_gone(orphan)
    assert said == [f"PostgreSQL: stopped process {orphan}, which held {server.data}"]


def test_postgres_goes_down_with_a_killed_supervisor(folder: Path) -> None:
    [pid] = run_then_die(START, folder, "child")

    wait_until(lambda: is_gone(pid))


def test_postgres_makes_a_database_once(server: EmbeddedPostgres) -> None:
    server.start()

    first = server.create_database('odd "name"')

    assert server.create_database('odd "name"') == first


def test_postgres_moves_to_another_port_when_its_own_is_taken(server: EmbeddedPostgres) -> None:
    server.start().stop()
    with psycopg.connect(server.start().url):
        taken = server.port
    other = EmbeddedPostgres(server.folder.parent / "other", fast=True)
    (other.folder / "port").write_text(f"{taken}\n")

    with other:
        assert other.port != taken


def test_postgres_says_when_its_password_file_was_replaced(folder: Path, said: list[str]) -> None:
    password = (folder / "password").read_text()
    (folder / "password").write_text("another\n")
    try:
        with pytest.raises(StartFailedError, match=r"PostgreSQL refuses the password in .*漢字"):
            EmbeddedPostgres(folder, fast=True).start()
    finally:
        (folder / "password").write_text(password)


def can_be_reached_by_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in path.parents)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs programs as somebody else")
@pytest.mark.parametrize("identity", [Identity.NOBODY, Identity.NAMESPACE])
def test_postgres_runs_for_root_either_way_on_the_same_data(
    folder: Path, identity: Identity
) -> None:
    install = find_postgres()
    if install.identity is not Identity.NAMESPACE and identity is Identity.NAMESPACE:
        pytest.skip("user namespaces are not allowed here")
    if not can_be_reached_by_all(install.programs):
        pytest.skip("the virtual environment is closed to `nobody`")

    with EmbeddedPostgres(folder, fast=True, install=replace(install, identity=identity)) as server:
        add_row(server.url)
        owner = server.data.owner()

    assert owner == {Identity.NOBODY: "nobody", Identity.NAMESPACE: "root"}[identity]
