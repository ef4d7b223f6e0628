"""Raters against a campaign of a million open tasks in one language, over REST in this process.

For latency each rater rates a clip every two seconds, five times as fast as a person can; for
throughput twenty go on as fast as they are answered. All share one Python process and its lock.
"""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

from django.db import connection, connections
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import Campaign, Task
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from corpus.models import Recording
from tests.bench.insert import Values, insert_select
from tests.bench.people import MANAGER, new_dataset, person
from tests.bench.result import Result, at_least, at_most, percentile_95
from tests.factories import make_item, make_recording, make_translation

TASKS = 1_000_000
LANGUAGE = "ara"
CROWDS = (20, 200)
GOAL_MS, GOAL_PAIRS = 50, 300
LATENCY_SECONDS, THROUGHPUT_SECONDS, PACE_S = 15.0, 15.0, 2.0
THREADS = 8
JSON = "application/json"


def measure_rating() -> list[Result]:
    campaign = make_tasks(TASKS)
    raters = _raters(campaign.dataset, max(CROWDS))
    results = [_latency(campaign, raters[:count]) for count in CROWDS]
    return [*results, _throughput(campaign, raters[: CROWDS[0]])]


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


def _raters(dataset: Dataset, count: int) -> list[Client]:
    people = [person(f"bench-crowd-{uuid4().hex[:8]}", Role.RATER) for _ in range(count)]
    dataset.memberships.bulk_create(
        dataset.memberships.model(dataset=dataset, user=rater) for rater in people
    )
    return [_signed_in(rater) for rater in people]


def _signed_in(rater: User) -> Client:
    client = Client()
    client.force_login(rater)
    return client


def _latency(campaign: Campaign, raters: Sequence[Client]) -> Result:
    times: list[float] = []

    def work(mine: Sequence[Client], until: float) -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            for number, client in enumerate(mine, start=1):
                times.append(_pair(client, campaign) * 1000)
                time.sleep(max(0.0, began + PACE_S * number / len(mine) - time.monotonic()))

    _together(raters, work, LATENCY_SECONDS)
    p95, median = percentile_95(times), statistics.median(times)
    name = f"next of {TASKS:,} tasks, {len(raters)} raters"
    note = f"p95; median {median:,.1f}; {len(times)} asked"
    if len(raters) > CROWDS[0]:
        return Result(name, f"{p95:,.1f} ms, {note}")
    return at_most(name, p95, "ms", goal=GOAL_MS, note=note)


def _throughput(campaign: Campaign, raters: Sequence[Client]) -> Result:
    done: list[float] = []

    def work(mine: Sequence[Client], until: float) -> None:
        while time.monotonic() < until:
            done.extend(_pair(client, campaign) for client in mine)

    _together(raters, work, THROUGHPUT_SECONDS)
    name = f"next, heard and rated, {len(raters)} raters"
    return at_least(name, len(done) / THROUGHPUT_SECONDS, "pairs/s", goal=GOAL_PAIRS)


def _pair(client: Client, campaign: Campaign) -> float:
    """Takes a clip, hears it, rates it; the seconds that taking it took."""
    wish = {"campaign": campaign.pk, "language": LANGUAGE}
    began = time.perf_counter()
    answer = client.post("/api/v1/work/next/", wish, content_type=JSON)
    took = time.perf_counter() - began
    assert answer.status_code == 200, answer.content[:500]
    at = f"/api/v1/assignments/{answer.json()['id']}"
    heard = client.post(f"{at}/heard/", {"listened_s": 1}, content_type=JSON)
    scores = {"naturalness": 3, "understood": 4}
    rated = client.post(f"{at}/rating/", scores, content_type=JSON)
    assert (heard.status_code, rated.status_code) == (200, 200), rated.content[:500]
    return took


def _together(
    raters: Sequence[Client], work: Callable[[Sequence[Client], float], None], for_s: float
) -> None:
    """Raters share the threads, as they share those of a web server."""
    until = time.monotonic() + for_s

    def run(mine: Sequence[Client]) -> None:
        try:
            work(mine, until)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=[raters[number::THREADS]]) for number in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
