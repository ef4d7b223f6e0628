"""Every command and snippet of the README does what it says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from demo.client import Client
from supervisor.accounts import DemoAccount
from supervisor.studio import Studio

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKE = re.compile(r"^(?:[A-Z_]+=\S+ )*make ([a-z-]+)(?: ARGS=.*)?$", re.MULTILINE)
MANAGE = re.compile(r"^make manage ARGS=\"(.*)\"$", re.MULTILINE)
pytestmark = pytest.mark.xdist_group("studio one")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def make_targets() -> list[str]:
    inline = re.findall(r"`(?:[A-Z_]+=\S+ )*make ([a-z-]+)(?: ARGS=\S+)?`", README)
    return sorted({*inline, *(target for block in blocks("sh") for target in MAKE.findall(block))})


@pytest.mark.parametrize("target", make_targets())
def test_make_knows_the_target(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)#]+)\)", README))
def test_link_leads_to_a_file(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.fixture
def token(studio: Studio, accounts: dict[str, DemoAccount]) -> str:
    return issue(studio, accounts["researcher"], "read_items")


def issue(studio: Studio, account: DemoAccount, scope: str) -> str:
    issued = Client(studio.url, account).post("/tokens/", {"name": "readme", "scopes": [scope]})
    return str(issued["key"])


def run_snippet(argv: list[str], token: str) -> str:
    environment = {**os.environ, "TOKEN": token}
    done = subprocess.run(
        argv, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("arguments", MANAGE.findall(README))
def test_command_runs_on_the_studio_that_is_up(arguments: str, studio: Studio) -> None:
    argv = [sys.executable, "-m", "supervisor", "manage", "--state", str(studio.state.path)]
    done = subprocess.run(
        [*argv, *arguments.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def curls(studio: Studio) -> list[str]:
    return [
        block.replace("http://127.0.0.1:8000", studio.url)
        for block in blocks("sh")
        if block.startswith("curl")
    ]


def test_curl_starts_one_job_however_often_it_is_sent(
    studio: Studio, accounts: dict[str, DemoAccount]
) -> None:
    _, command = curls(studio)
    token = issue(studio, accounts["manager"], "manage")
    first, second = (json.loads(run_snippet(["sh", "-c", command], token)) for _ in range(2))
    assert first == second
    assert (first["kind"], first["parameters"]["languages"]) == ("check", ["hin"])


def test_curl_streams_the_bench_in_hindi(studio: Studio, token: str) -> None:
    command, _ = curls(studio)
    rows = [json.loads(line) for line in run_snippet(["sh", "-c", command], token).splitlines()]
    assert [(row["language"], row["in_bench"]) for row in rows] == [("hin", True)] * 8


def test_python_fetches_a_row_and_its_audio(studio: Studio, token: str) -> None:
    (code,) = blocks("python")
    code = code.replace("http://127.0.0.1:8000", studio.url)
    assert re.search(r" \d{4,} bytes of FLAC$", run_snippet([sys.executable, "-c", code], token))
