"""Tests of one group share a worker, or each worker would start a studio of its own."""

import re
import subprocess
import sys
from pathlib import Path

TESTS = """
import pytest

pytestmark = pytest.mark.xdist_group("shared")

@pytest.mark.parametrize("number", range(6))
def test(number):
    pass
"""
RAN = re.compile(r"^\[(gw\d)\] .*PASSED", re.MULTILINE)


def test_tests_of_one_group_run_on_one_worker(tmp_path: Path) -> None:
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    options = ["-n", "2", "--dist", "loadgroup", "-v", "-p", "no:django"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    workers = RAN.findall(done.stdout)
    assert len(workers) == 12
    assert len(set(workers)) == 1
