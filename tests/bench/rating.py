"""Raters against a campaign of a million open tasks in one language, over HTTP.

The web server is the one of `make run`. A rater rates a clip, says with it that it was heard, and
is given the next one: one request, a pair. Server, database and raters share the machine, so beside
the pairs stands how often the same raters get an answer from an operation that does nothing, and
who took the processors.
"""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from os import getpid
from typing import Any
from uuid import uuid4

from django.db import connection, connections

from accounts.enums import Role
from annotation.enums import CampaignKind
from annotation.models import Campaign, Task
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from corpus.models import Recording
from tests.bench.cpu import CpuWatch, postgres_process
from tests.bench.insert import Values, insert_select
from tests.bench.people import MANAGER, new_dataset, person
from tests.bench.result import Result, at_least, at_most, percentile_95
from tests.bench.serving import Visitor, WebServer
from tests.factories import make_item, make_recording, make_translation

TASKS = 1_000_000
LANGUAGE = "ara"
FEW, MANY = 20, 200
# Seconds from one clip to the next: twenty go on five times as fast as people, the rest as people.
PACES = {FEW: 2.0, MANY: 10.0}
GOAL_MS, GOAL_PAIRS = 50, 300
SECONDS = 15.0
Turn = Callable[[Visitor], float]


@dataclass(frozen=True)
class Round:
    """What came of some seconds of asking."""

    times: list[float]
    """Seconds that each turn's first request took."""
    cpu: dict[str, float]

    @property
    def rate(self) -> float:
        return len(self.times) / SECONDS


def measure_rating() -> list[Result]:
    campaign = make_tasks(TASKS)
    with WebServer() as server:
        raters = _raters(campaign.dataset, server.port, MANY)
        processes = {"web": server.pid, "database": postgres_process(), "raters": getpid()}
        pair = _pair_of(campaign)
        _ask(raters[:FEW], pair, processes)  # both web workers have met everything once
        first = _first_of(campaign)
        calm = [_latency(raters[:count], first, processes) for count in PACES]
        nothing = _ask(raters[:FEW], _nothing, processes)
        return [*calm, *_throughput(_ask(raters[:FEW], pair, processes), nothing)]


def make_tasks(count: int) -> Campaign:
    """All of one translation's recordings, since what they say is of no matter here."""
    manager = person(MANAGER, Role.MANAGER)
    dataset = new_dataset(manager)
    text = make_translation(make_item(dataset), language=LANGUAGE)
    first = make_recording(text)
    campaign = open_campaign(
        dataset, by=manager, kind=CampaignKind.LISTENING, name="Rating", languages=[LANGUAGE]
    )
    values: Values = {
        "campaign": campaign.pk,
        "dataset": dataset.pk,
        "text": text.pk,
        "count": count - 1,
    }
    insert_select(
        Recording,
        {
            "dataset_id": "%(dataset)s", "translation_id": "%(text)s", "language": "'ara'",
            "sha256": f"'{first.sha256}'", "size_bytes": "1", "duration_s": "0",
            "sample_rate": "22050", "peak": "0", "clipped_share": "0", "leading_silence_s": "0",
            "trailing_silence_s": "0", "silent_share": "0", "is_current": "false",
        },
        "FROM generate_series(1, %(count)s)",
        values,
    )  # fmt: skip
    insert_select(
        Task,
        {
            "campaign_id": "%(campaign)s", "recording_id": "id", "language": "'ara'",
            "votes_needed": "2", "is_open": "true",
        },
        "FROM corpus_recording WHERE translation_id = %(text)s AND NOT is_current",
        values,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE annotation_task, corpus_recording")
    return campaign


def _raters(dataset: Dataset, port: int, count: int) -> list[Visitor]:
    people = [person(f"bench-crowd-{uuid4().hex[:8]}", Role.RATER) for _ in range(count)]
    dataset.memberships.bulk_create(
        dataset.memberships.model(dataset=dataset, user=rater) for rater in people
    )
    return [Visitor(port, rater) for rater in people]


def _latency(raters: Sequence[Visitor], pair: Turn, processes: dict[str, int]) -> Result:
    found = _ask(raters, pair, processes, pace_s=PACES[len(raters)])
    times = [seconds * 1000 for seconds in found.times]
    p95, median = percentile_95(times), statistics.median(times)
    name = f"next of {TASKS:,} tasks, {len(raters)} raters"
    note = f"p95; median {median:,.1f}; {len(times)} asked"
    if len(raters) == MANY:
        return Result(name, f"{p95:,.1f} ms, {note}")
    return at_most(name, p95, "ms", goal=GOAL_MS, note=note)


def _throughput(found: Round, nothing: Round) -> list[Result]:
    name = f"rated, heard and next, {FEW} raters"
    share = found.rate / nothing.rate
    note = f"{share:.2f} of the requests that do nothing"
    return [
        at_least(name, found.rate, "pairs/s", goal=GOAL_PAIRS, note=note),
        Result("the same, processor time of a pair", _shares(found)),
        Result("requests that do nothing", f"{nothing.rate:,.0f} requests/s", _shares(nothing)),
    ]


def _shares(found: Round) -> str:
    each = {name: 1000 * spent / len(found.times) for name, spent in found.cpu.items()}
    return ", ".join(f"{name} {spent:.1f} ms" for name, spent in each.items())


def _first_of(campaign: Campaign) -> Turn:
    """Asks for a clip, as who begins does; then rates it."""
    wish = {"campaign": campaign.pk, "language": LANGUAGE}

    def first(rater: Visitor) -> float:
        began = time.perf_counter()
        clip = rater.post("/api/v1/work/next/", wish)
        took = time.perf_counter() - began
        _rate(rater, clip, None)
        return took

    return first


def _pair_of(campaign: Campaign) -> Turn:
    """Rates the clip in hand, which brings the next one; only the first is asked for."""
    wish = {"campaign": campaign.pk, "language": LANGUAGE}
    hands: dict[Visitor, Any] = {}

    def pair(rater: Visitor) -> float:
        began = time.perf_counter()
        clip = hands.get(rater) or rater.post("/api/v1/work/next/", wish)
        hands[rater] = _rate(rater, clip, {})["next"]
        return time.perf_counter() - began

    return pair


def _rate(rater: Visitor, clip: Any, following: dict[str, Any] | None) -> Any:
    said = [{"kind": "started"}, {"kind": "ended", "seconds": 1}]
    vote = {"naturalness": 3, "understood": 4, "took_s": 1, "key": str(uuid4())}
    body = {**vote, "playback": said, "next": following}
    return rater.post(f"/api/v1/assignments/{clip['id']}/rating/", body)


def _nothing(rater: Visitor) -> float:
    began = time.perf_counter()
    rater.post("/api/v1/bench-nothing/", {"naturalness": 3, "understood": 4})
    return time.perf_counter() - began


def _ask(
    raters: Sequence[Visitor], turn: Turn, processes: dict[str, int], *, pace_s: float = 0.0
) -> Round:
    """Every rater takes turns, one after the other, or one every so many seconds."""
    times: list[float] = []
    watch = CpuWatch(processes)
    until = time.monotonic() + SECONDS

    def work(rater: Visitor, number: int) -> None:
        due = time.monotonic() + pace_s * number / len(raters)
        while due < until:
            time.sleep(max(0.0, due - time.monotonic()))
            times.append(turn(rater))
            due = max(due + pace_s, time.monotonic())

    _together([partial(work, rater, number) for number, rater in enumerate(raters)])
    return Round(times, watch.seconds())


def _together(actions: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
