"""What tests share ends when the last of them is through, and is there again for who asks again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONFTEST = """
from pathlib import Path

import pytest
from tests.last_use import end_after_last

TOLD = Path(__file__).with_name("told")


def tell(what):
    with TOLD.open("a") as told:
        told.write(f"{what} ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    result = yield
    end_after_last("shared", item)
    return result


@pytest.fixture(autouse=True)
def ran(request):
    tell(request.node.name.partition("@")[0])


@pytest.fixture(scope="session")
def shared():
    tell("start")
    yield
    tell("end")


@pytest.fixture(scope="session")
def derived(shared):
    tell("derive")
"""
TESTS = """
import pytest


@pytest.mark.xdist_group("one")
def test_a(shared):
    pass


def test_b():
    pass


@pytest.mark.xdist_group("two")
def test_c(derived):
    pass


def test_d():
    pass
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "start test_a test_b derive test_c end test_d"),
        (
            ("-n", "1", "--dist", "loadgroup"),
            "start test_a end test_b start derive test_c end test_d",
        ),
    ],
    ids=["one process", "groups"],
)
def test_shared_fixture_ends_after_its_last_test(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:django"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "told").read_text().split() == told.split()
