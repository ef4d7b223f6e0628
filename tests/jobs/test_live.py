"""The stream of jobs from the web server as it runs: its own process, on the tests' database."""

import http.client
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.enums import Role, Scope
from accounts.services import issue_token
from catalog.models import Dataset
from jobs import services
from jobs.enums import BatchState, JobState
from supervisor.ports import HOST, free_port
from supervisor.process import ManagedProcess
from supervisor.state import ROOT
from supervisor.studio import is_healthy
from tests.factories import make_batch, make_dataset, make_job, make_user
from tests.faults.studio import database_url

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN_S = 120
PLACES = 2
OTHERS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND application_name = 'multispeech' AND pid <> pg_backend_pid() AND backend_start > %s"""


class Web:
    """One process of the web server, as `make run` starts it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.process = ManagedProcess(
            name="web",
            argv=[
                *(sys.executable, "-m", "gunicorn", "config.wsgi", "--config", "python:config.web"),
                *("--workers", "1", "--bind", f"{HOST}:{self.port}", "--no-control-socket"),
            ],
            log=folder / "web.log",
            record=folder / "web",
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
                "DATABASE_URL": database_url(),
                "JOB_STREAMS": str(PLACES),
            },
        )
        self.process.spawn()
        until(lambda: is_healthy(self.port, "/health/"))

    def listen(self, dataset: Dataset, key: str, query: str = "") -> HTTPResponse:
        """The answer holds the only reference to its connection: both are closed as one."""
        line = http.client.HTTPConnection(HOST, self.port, timeout=WITHIN_S)
        headers = {
            "Authorization": f"Bearer {key}",
            "Accept": "text/event-stream",
            "Connection": "close",
        }
        line.request("GET", f"/api/v1/datasets/{dataset.slug}/jobs/events/{query}", headers=headers)
        return line.getresponse()


def until(is_so: Callable[[], bool], within_s: float = WITHIN_S) -> None:
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def web(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[Web]:
    with django_db_blocker.unblock():
        server = Web(tmp_path_factory.mktemp("web"))
    yield server
    server.process.stop()


@pytest.fixture
def dataset() -> Dataset:
    return make_dataset(make_user(Role.MANAGER))


@pytest.fixture
def key(dataset: Dataset) -> str:
    [member] = dataset.memberships.all()
    return issue_token(member.user, name="", days=1, scopes=[Scope.READ_ITEMS])[1]


def next_job(stream: HTTPResponse) -> dict[str, Any]:
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream ended"
    told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return told


def test_every_change_of_a_job_is_told(web: Web, dataset: Dataset, key: str) -> None:
    make_job(make_dataset(make_user(Role.MANAGER)))  # another dataset's, of which nothing is told
    job = make_job(dataset, units_total=2)
    batches = [make_batch(job) for _ in range(2)]
    with closing(web.listen(dataset, key)) as stream:
        told = [next_job(stream)]
        for batch in batches:
            batch.state = BatchState.DONE
            batch.save()
            while told[-1]["progress"]["units_done"] < batches.index(batch) + 1:
                told.append(next_job(stream))
        services.finish_job_if_done(job.pk)
        while told[-1]["state"] != JobState.SUCCEEDED:
            told.append(next_job(stream))

    assert {entry["id"] for entry in told} == {job.pk}
    assert told[-1]["progress"]["batches"]["done"] == 2


def test_job_started_meanwhile_is_told_with_everything_its_own_address_shows(
    web: Web, dataset: Dataset, key: str
) -> None:
    with closing(web.listen(dataset, key)) as stream:
        job = services.start_job(dataset, kind="check", parameters={}, by=None)
        told = next_job(stream)
    assert (told["id"], told["kind"], told["state"]) == (job.pk, "check", JobState.PLANNING)
    assert told["parameters"]["groups"] == ["text", "signal"]


def test_stream_beyond_the_places_is_refused_until_a_reader_leaves(
    web: Web, dataset: Dataset, key: str
) -> None:
    streams = take_places(web, dataset, key)
    refused = web.listen(dataset, key)

    assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
    assert json.loads(refused.read())["code"] == "streams_full"
    for stream in streams:
        stream.close()
    until(lambda: is_told_of(web, dataset, key))


def take_places(web: Web, dataset: Dataset, key: str) -> list[HTTPResponse]:
    """All of them; whoever listened before may take a moment to leave."""
    taken: list[HTTPResponse] = []

    def takes_another() -> bool:
        stream = web.listen(dataset, key)
        if stream.status == http.client.OK:
            taken.append(stream)
        else:
            stream.close()
        return len(taken) == PLACES

    until(takes_another)
    return taken


def is_told_of(web: Web, dataset: Dataset, key: str) -> bool:
    with closing(web.listen(dataset, key, "?seconds=0")) as stream:
        return stream.status == http.client.OK and stream.read() == b"retry: 500\n\n"


def test_streams_wait_without_a_connection_to_the_database(
    tmp_path: Path, dataset: Dataset, key: str
) -> None:
    """On a server of its own: what it answers at once keeps its connection for the next request."""
    make_job(dataset)
    begun = timezone.now()
    server = Web(tmp_path)
    try:
        streams = [server.listen(dataset, key) for _ in range(PLACES)]
        for stream in streams:
            next_job(stream)
        until(lambda: connections_since(begun) <= 1)  # of the one who looks for all of them
        for stream in streams:
            stream.close()
    finally:
        server.process.stop()


def connections_since(begun: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(OTHERS, [begun])
        return int(cursor.fetchone()[0])


def test_server_that_is_told_to_stop_waits_for_no_stream(
    tmp_path: Path, dataset: Dataset, key: str
) -> None:
    make_job(dataset)
    server = Web(tmp_path)
    try:
        with closing(server.listen(dataset, key)) as stream:
            next_job(stream)
            server.process.ask_to_stop()
            until(lambda: not server.process.is_running(), 20)  # gunicorn would wait for 30
    finally:
        server.process.stop()
