"""The programs that pages show are run as they are shown, against a release over HTTP."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.live_server_helper import LiveServer

from accounts.enums import Role, Scope
from accounts.services import issue_token
from releases.models import Release
from tests.factories import make_user
from tests.releases.frozen import first_recording, make_judged_dataset, make_release

SNIPPETS = Path(__file__).resolve().parents[2] / "frontend/src/lib/snippets"
Run = Callable[[str], str]

# Released rows can't be deleted, so the tables are emptied between tests.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release(live_server: LiveServer, settings: Any) -> Release:
    settings.PUBLIC_URL = live_server.url
    with transaction.atomic():
        return make_release(make_judged_dataset())


@pytest.fixture
def run(live_server: LiveServer, release: Release, tmp_path: Path) -> Run:
    researcher = make_user(Role.RESEARCHER)
    release.dataset.memberships.create(user=researcher)
    _, key = issue_token(researcher, name="a", days=1, scopes=[Scope.READ_RELEASES])
    rows = f"/api/v1/datasets/{release.dataset.slug}/releases/{release.name}/rows/"
    filled = {"{{address}}": f"{live_server.url}{rows}?format=ndjson", "{{token}}": key}

    def run_it(name: str) -> str:
        text = (SNIPPETS / name).read_text("utf-8")
        for part, value in filled.items():
            text = text.replace(part, value)
        program = ["sh", "-c"] if name.endswith(".sh") else [sys.executable, "-c"]
        return run_program([*program, text], tmp_path)

    return run_it


def run_program(argv: list[str], folder: Path) -> str:
    # Offline it would refuse our own server, too; so only its hub is out of reach.
    hub = {"HF_HOME": str(folder), "HF_ENDPOINT": "http://127.0.0.1:9"}
    environment = {**os.environ, **hub}
    done = subprocess.run(
        argv, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_snippet_is_run_here() -> None:
    tested = {"curl.sh", "requests.py", "pandas.py", "datasets.py", "duckdb.py"}
    assert {path.name for path in SNIPPETS.iterdir()} == {*tested, "index.ts"}


def test_curl_writes_a_row_a_line(run: Run, tmp_path: Path) -> None:
    run("curl.sh")
    assert len((tmp_path / "rows.ndjson").read_text("utf-8").splitlines()) == 6


def test_requests_reads_rows_and_audio(run: Run) -> None:
    *rows, audio = run("requests.py").splitlines()
    assert sorted(row.split()[1] for row in rows) == ["ara"] * 3 + ["eng"] * 3
    assert audio.endswith("bytes of FLAC")


def test_pandas_reads_rows(run: Run) -> None:
    assert run("pandas.py").split()[1:5] == ["ara", "3", "eng", "3"]


def test_datasets_reads_rows(run: Run, release: Release) -> None:
    question = first_recording(release.dataset).translation.question
    assert run("datasets.py").strip() == question


def test_duckdb_asks_rows(run: Run) -> None:
    assert "eng" in run("duckdb.py")
