"""Listening tests here and in the real Label Studio, on the same machine in one run.

Twenty people ask for the next task and answer it without pause, over HTTP and kept connections; and
5,000 tasks are made, and come out with two votes each. Where the server is not installed, a line
says so.
"""

import http.client
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import connections

from accounts.enums import Role
from annotation.enums import CampaignKind
from annotation.label_studio.client import LabelStudioClient, ProjectSettings
from annotation.label_studio.configuring import NewTask, label_config
from annotation.models import Assignment, Campaign, Rating
from annotation.services.campaigns import open_campaign
from annotation.statistics.files import Part, write_csv
from annotation.statistics.reading import Selection, measure
from common.errors import StudioError
from corpus.models import Item, Recording, Translation
from supervisor.beside import make_database
from supervisor.errors import ServerMissingError
from supervisor.label_studio import DATABASE, EmbeddedLabelStudio
from supervisor.server import Hooks
from tests.bench.insert import Values, insert_select
from tests.bench.people import MANAGER, new_dataset, person
from tests.bench.result import Result, percentile_95, seconds
from tests.bench.serving import Visitor, WebServer
from tests.factories import make_item, make_recording, make_translation
from tests.label_studio.results import scores
from tests.label_studio.scene import sign_in

TASKS, RATERS, VOTES, LANGUAGE = 5_000, 20, 2, "ara"
SECONDS = 30.0
AT_ONCE = 200
PASSWORD = "a good deal of words"  # of nobody


@dataclass
class Pace:
    """Seconds that each request took, of all raters together."""

    next: list[float] = field(default_factory=list)
    submit: list[float] = field(default_factory=list)


@dataclass
class Side:
    """What one of the two did. Seconds; ``made`` and ``taken`` are of all 5,000 tasks."""

    pace: Pace
    made: float
    taken: float


def compare() -> list[Result]:
    """Ours first, one after the other; both servers run all the while."""
    quiet = Hooks(say=lambda _: None)
    database = make_database(_database_url(), DATABASE)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="label-studio-bench-") as folder,
            EmbeddedLabelStudio(Path(folder), database_url=database, hooks=quiet) as server,
            LabelStudioClient(server.url, server.token) as client,
        ):
            return _describe(_here(), _there(server.url, client))
    except (ServerMissingError, StudioError) as problem:
        return [Result("Beside Label Studio", f"not measured: {problem}")]


def _database_url() -> str:
    given = settings.DATABASES["default"]
    place = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{place}"


def _describe(ours: Side, theirs: Side) -> list[Result]:
    rates = (len(ours.pace.submit) / SECONDS, len(theirs.pace.submit) / SECONDS)
    return [
        _times("next task, 20 raters without pause", ours.pace.next, theirs.pace.next),
        _times("the same, submit", ours.pace.submit, theirs.pace.submit),
        Result(
            "the same, next and submit",
            f"{rates[0]:,.1f} pairs/s, ratio {rates[0] / rates[1]:.1f}",
            f"{rates[1]:,.1f} pairs/s",
            "ratio 1",
            rates[0] >= rates[1],
        ),
        _times(f"making {TASKS:,} tasks", [ours.made], [theirs.made]),
        _times(f"{TASKS:,} tasks with {VOTES} votes each, out", [ours.taken], [theirs.taken]),
    ]


def _times(name: str, ours: Sequence[float], theirs: Sequence[float]) -> Result:
    """Goal: no slower, by the median."""
    quicker = statistics.median(theirs) / statistics.median(ours)
    shown = f"{_shown(ours)}, ratio {quicker:.1f}"
    return Result(name, shown, _shown(theirs), "ratio 1", quicker >= 1)


def _shown(times: Sequence[float]) -> str:
    if len(times) == 1:
        return f"{times[0]:,.1f} s"
    median, p95 = statistics.median(times), percentile_95(times)
    return f"median {1000 * median:,.0f} ms, p95 {1000 * p95:,.0f}"


def _here() -> Side:
    dataset = new_dataset(person(MANAGER, Role.MANAGER))
    manager = dataset.created_by
    _fill(dataset.pk, make_recording(make_translation(make_item(dataset))))
    opened: list[Campaign] = []

    def make() -> None:
        opened.append(
            open_campaign(
                dataset, by=manager, kind=CampaignKind.LISTENING, name="Beside",
                languages=[LANGUAGE], votes_per_item=VOTES,
            )
        )  # fmt: skip

    made = seconds(make)
    raters = [person(f"bench-beside-{uuid4().hex[:8]}", Role.RATER) for _ in range(RATERS)]
    for rater in raters:
        dataset.memberships.create(user=rater)
    with WebServer() as server:
        people = [_Here(Visitor(server.port, rater), opened[0].pk) for rater in raters]
        pace = _ask(people)
    _answer_all(opened[0], [rater.pk for rater in raters[:VOTES]])
    taken = seconds(lambda: _pull(opened[0]))
    return Side(pace, made, taken)


def _fill(dataset: int, first: Recording) -> None:
    """As many voiced items as there are tasks, the first one among them."""
    item = first.translation.item
    values: Values = {
        "dataset": dataset, "source": item.source_id, "count": TASKS - 1,
        "sha256": first.sha256,
    }  # fmt: skip
    insert_select(
        Item,
        {
            "dataset_id": "%(dataset)s", "source_id": "%(source)s",
            "external_id": "'beside-' || n", "question": "'Is it ' || n || '?'",
            "answer": "'Yes, ' || n", "fingerprint": "md5(n::text)", "split": "'test'",
            "in_bench": "true",
        },
        "FROM generate_series(1, %(count)s) n",
        values,
    )  # fmt: skip
    insert_select(
        Translation,
        {
            "dataset_id": "dataset_id", "item_id": "id", "language": "'ara'",
            "question": "question", "answer": "answer", "origin": "'machine'",
            "engine": "'bench'", "fingerprint": "fingerprint",
        },
        "FROM corpus_item WHERE dataset_id = %(dataset)s AND external_id LIKE 'beside-%%'",
        values,
    )  # fmt: skip
    insert_select(
        Recording,
        {
            "dataset_id": "dataset_id", "translation_id": "id", "language": "'ara'",
            "sha256": "%(sha256)s", "size_bytes": "1", "duration_s": "0",
            "sample_rate": "22050", "peak": "0", "clipped_share": "0", "leading_silence_s": "0",
            "trailing_silence_s": "0", "silent_share": "0",
        },
        "FROM corpus_translation WHERE dataset_id = %(dataset)s AND engine = 'bench'",
        values,
    )  # fmt: skip


def _answer_all(campaign: Campaign, raters: list[int]) -> None:
    """Two votes on every task, in place of those that were just given."""
    values: Values = {"campaign": campaign.pk, "raters": raters}
    Rating.objects.filter(assignment__task__campaign=campaign).delete()
    Assignment.objects.filter(task__campaign=campaign).delete()
    insert_select(
        Assignment,
        {
            "task_id": "task.id", "rater_id": "rater", "state": "'answered'",
            "lease_expires_at": "now()", "opened_at": "now()", "answered_at": "now()",
        },
        "FROM annotation_task task, unnest(%(raters)s::bigint[]) rater"
        " WHERE task.campaign_id = %(campaign)s",
        values,
    )  # fmt: skip
    insert_select(
        Rating,
        {
            "assignment_id": "given.id", "rater_id": "given.rater_id",
            "recording_id": "task.recording_id", "seconds": "5",
            "naturalness": "1 + mod(task.id, 5)", "understood": "1 + mod(given.id, 5)",
        },
        "FROM annotation_assignment given JOIN annotation_task task ON task.id = given.task_id"
        " WHERE task.campaign_id = %(campaign)s",
        values,
    )  # fmt: skip


def _pull(campaign: Campaign) -> None:
    """Every raw vote, screened, as the file that researchers download."""
    found = measure(campaign.dataset, Selection(campaign=campaign.pk))
    lines = sum(1 for _ in write_csv(found, Part.VOTES))
    assert lines == 1 + TASKS * VOTES, lines


def _there(url: str, client: LabelStudioClient) -> Side:
    project = _make_project(client, "Beside")
    tasks = [_task(number) for number in range(TASKS)]
    made = seconds(lambda: _import(client, project, tasks))
    people = [_There(url, token, project) for token in _sign_up(url, client)]
    pace = _ask(people)
    whole = _make_project(client, "Answered")
    answered = [_Answered(data=task.data, texts={}) for task in tasks]
    _import(client, whole, answered)
    taken = seconds(lambda: _export(client, whole))
    return Side(pace, made, taken)


class _Answered(NewTask):
    def as_import(self) -> dict[str, object]:
        votes = [{"result": scores(1 + n, 5 - n), "lead_time": 5.0} for n in range(VOTES)]
        return {**super().as_import(), "annotations": votes}


def _task(number: int) -> NewTask:
    data = {"item_id": str(number), "notice": "", "audio": f"http://127.0.0.1:9/{number}.flac"}
    return NewTask(data=data, texts={})


def _make_project(client: LabelStudioClient, title: str) -> int:
    config = label_config(CampaignKind.LISTENING, LANGUAGE, scale_version=1)
    return client.create_project(
        ProjectSettings(
            title=title, description="", instruction="", label_config=config, overlap=VOTES
        )
    )


def _import(client: LabelStudioClient, project: int, tasks: Sequence[NewTask]) -> None:
    for start in range(0, len(tasks), AT_ONCE):
        client.import_tasks(project, tasks[start : start + AT_ONCE])


def _export(client: LabelStudioClient, project: int) -> None:
    found = client.export(project) or []
    assert len(found) == TASKS * VOTES, len(found)


def _sign_up(url: str, client: LabelStudioClient) -> list[str]:
    """Tokens of people of their own."""
    emails = [f"{uuid4().hex}@example.org" for _ in range(RATERS)]
    for email in emails:
        client.create_person(email, PASSWORD)
    return [sign_in(url, email, PASSWORD) for email in emails]


class _Here:
    """A rater of ours: the answer to a vote could bring the next clip; here it is asked for."""

    def __init__(self, visitor: Visitor, campaign: int) -> None:
        self._visitor = visitor
        self._wish = {"campaign": campaign, "language": LANGUAGE}

    def next(self) -> Any:
        return self._visitor.post("/api/v1/work/next/", self._wish)

    def submit(self, task: Any) -> None:
        said = [{"kind": "started"}, {"kind": "ended", "seconds": 1}]
        vote = {"naturalness": 3, "understood": 4, "took_s": 1, "key": str(uuid4())}
        self._visitor.post(f"/api/v1/assignments/{task['id']}/rating/", {**vote, "playback": said})


class _There:
    """One of Label Studio."""

    def __init__(self, url: str, token: str, project: int) -> None:
        place = urlsplit(url)
        self._line = http.client.HTTPConnection(str(place.hostname), place.port, timeout=120)
        self._headers = {"Content-Type": "application/json", "Authorization": f"Token {token}"}
        self._project = project

    def next(self) -> Any:
        return self._send("GET", f"/api/projects/{self._project}/next/")

    def submit(self, task: Any) -> None:
        body = {"result": scores(3, 4), "lead_time": 5.0}
        self._send("POST", f"/api/tasks/{task['id']}/annotations/", body)

    def _send(self, method: str, path: str, body: Any = None) -> Any:
        self._line.request(method, path, json.dumps(body) if body else None, self._headers)
        answer = self._line.getresponse()
        content = answer.read()
        assert answer.status in {200, 201}, (answer.status, content[:500])
        return json.loads(content)


def _ask(people: Sequence[_Here | _There]) -> Pace:
    """Everybody at once, one task after another; what is begun in time is counted."""
    pace = Pace()
    until = time.monotonic() + SECONDS

    def work(rater: _Here | _There) -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            task = rater.next()
            handed = time.perf_counter()
            rater.submit(task)
            pace.next.append(handed - began)
            pace.submit.append(time.perf_counter() - handed)
        connections.close_all()

    threads = [threading.Thread(target=work, args=[rater]) for rater in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pace
