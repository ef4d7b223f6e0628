"""Every list and count that a page shows, through Django's test client in this process."""

import os
import statistics
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from annotation.models import Campaign
from catalog.models import Dataset
from config.loaded import keep_what_is_loaded
from generation.checks import AUDIO_RULES, TEXT_RULES
from jobs.enums import JobState
from jobs.models import Job
from releases.stages import Stage
from tests.bench.cpu import CpuWatch, backend_process
from tests.bench.generate import CAMPAIGN, Text, make_texts
from tests.bench.judged import NAME, make_judged
from tests.bench.people import MANAGER, RATERS
from tests.bench.result import Result, percentile_95, seconds

REQUESTS = 40
SECONDS_EACH = 12.0  # after which a slow page is asked no more
GOAL_MS = 100


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    rater: bool = False


@dataclass
class SlowQuery:
    """The slowest run of one statement."""

    page: str
    sql: str
    values: Sequence[str | int] | None
    ms: float


def measure_pages(dataset: Dataset, slow: dict[str, SlowQuery] | None = None) -> list[Result]:
    """`slow` collects the slowest run of every statement, for a look at its plan."""
    collected = {} if slow is None else slow
    manager, rater = Client(), Client()
    keep_what_is_loaded()  # as the web server does
    manager.force_login(User.objects.get(username=MANAGER))
    rater.force_login(User.objects.get(username=RATERS[0]))
    return [_measure(page, rater if page.rater else manager, collected) for page in _pages(dataset)]


def _measure(page: Page, client: Client, slow: dict[str, SlowQuery]) -> Result:
    def ask() -> None:
        answer = client.get(page.path)
        assert answer.status_code == 200, (page.path, answer.content[:500])

    times: list[float] = []
    until = time.monotonic() + SECONDS_EACH
    ask()  # the first may compile and connect
    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = len(captured)  # the next request forgets them
    with _watch_queries(page.name, slow):
        # What a page takes of the processors is the same however many others want them.
        processors = CpuWatch({"Python": os.getpid(), "PostgreSQL": backend_process()})
        while len(times) < REQUESTS and (time.monotonic() < until or len(times) < 2):
            times.append(seconds(ask) * 1000)
    p95 = percentile_95(times)
    spent = 1000 * sum(processors.seconds().values()) / len(times)
    shown = (
        f"p95 {p95:,.0f} ms, median {statistics.median(times):,.0f}; "
        f"processor {spent:,.0f}; {queries} queries"
    )
    return Result(f"page: {page.name}", shown, "", f"{GOAL_MS} ms", p95 <= GOAL_MS)


@contextmanager
def _watch_queries(page: str, slow: dict[str, SlowQuery]) -> Iterator[None]:
    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            ms = (time.perf_counter() - began) * 1000
            text = str(sql)
            if text not in slow or slow[text].ms < ms:
                slow[text] = SlowQuery(page, text, params, ms)

    with connection.execute_wrapper(watch):
        yield


def _pages(dataset: Dataset) -> list[Page]:
    root = f"/api/v1/datasets/{dataset.slug}"
    items = dataset.items.order_by("id")
    middle = items.values_list("pk", flat=True)[items.count() // 2]
    deep = quote(b64encode(f"p={middle}".encode()).decode())
    text = list(make_texts(300))[-1]
    word = text.question.split()[3]
    campaign = Campaign.objects.get(dataset=dataset, name=CAMPAIGN)
    jobs = Job.objects.filter(dataset=dataset)
    running = jobs.filter(state=JobState.RUNNING).latest("id")
    ended = jobs.filter(state=JobState.SUCCEEDED).latest("id")

    def find(**asked: str) -> str:
        return f"{root}/items/?{urlencode(asked)}"

    return [
        Page("datasets", "/api/v1/datasets/"),
        Page("overview", f"{root}/overview/"),
        Page("what waits for a manager", f"{root}/attention/"),
        Page("how far the newest benchmark is", f"{root}/benchmarked/"),
        *_lists(root, find, deep, text),
        *_stages(find),
        *_models(dataset, root),
        *_explorer(find, word, f"{root}/items/{items.filter(in_bench=True)[0].pk}/timeline/"),
        Page("what items can be filtered by", f"{root}/items/choices/"),
        Page("one item in 23 languages", f"{root}/items/{middle}/"),
        *_corrections(root),
        *_checks(root, find),
        Page("splits", f"{root}/splits/"),
        Page("rows of test, first page", f"{root}/splits/test/"),
        Page("rows of train in one language", f"{root}/splits/train/?language=vie"),
        Page("verified rows of the bench", f"{root}/splits/bench/?verified=true&language=ara"),
        Page("verified rows of train (none)", f"{root}/splits/train/?verified=true"),
        Page("jobs", f"{root}/jobs/"),
        Page("jobs that worked on a day", f"{root}/jobs/?{_yesterday()}"),
        Page("what jobs did in 30 days", f"{root}/workload/"),
        Page("what jobs did in a year, in one language", f"{root}/workload/?days=365&language=ara"),
        Page("one job that has ended", f"/api/v1/jobs/{ended.pk}/"),
        Page("one job that runs", f"/api/v1/jobs/{running.pk}/"),
        Page("imports", f"{root}/imports/"),
        Page("campaigns", f"{root}/campaigns/"),
        Page("one campaign", f"/api/v1/campaigns/{campaign.pk}/"),
        *_heard(root),
        Page("work list of a rater", "/api/v1/work/", rater=True),
    ]


def _lists(root: str, find: Callable[..., str], deep: str, text: Text) -> list[Page]:
    """Items as they are walked and searched; `deep` is a cursor in their middle."""
    word = text.question.split()[3]
    return [
        Page("items, first page", f"{root}/items/"),
        Page("items, from the middle", f"{root}/items/?cursor={deep}"),
        Page("items of the bench", find(split="bench")),
        Page("items of a small source", find(source="identity")),
        Page("items of a small source in dev", find(source="identity", split="dev")),
        Page("search, a word", find(search=word)),
        Page("search, the whole question", find(search=text.question)),
        Page("search, in all rows (`What`)", find(search="what")),
        Page("search, two letters", find(search="ba")),
        Page("search, in no row", find(search="zeitgeist")),
        Page("search, an id", find(search=text.external_id)),
        Page("search within dev", find(search=word, split="dev")),
    ]


def _yesterday() -> str:
    day = timezone.now() - timedelta(days=1)
    return urlencode({"worked_from": day.isoformat(), "worked_until": timezone.now().isoformat()})


def _corrections(root: str) -> list[Page]:
    """The dashboard of 20,000 corrections, and the list behind its numbers."""
    plots, rows = f"{root}/correction-statistics", f"{root}/corrections"
    return [
        Page("corrections, rates by language", f"{plots}/"),
        Page("corrections, rates by engine in a language", f"{plots}/?by=engine&language=hin"),
        Page("corrections, effort by source", f"{plots}/effort/?by=source"),
        Page("corrections, by day", f"{plots}/times/?step=day"),
        Page("corrections, kinds of edits", f"{plots}/edits/"),
        Page("corrections, read", f"{rows}/"),
        Page("corrections, read those of a kind", f"{rows}/?kind=number&language=hin"),
    ]


def _checks(root: str, find: Callable[..., str]) -> list[Page]:
    """What checks reject, and where the marks of its plots lead: a text in 100, a clip in 100."""
    text, clip = TEXT_RULES[0].name, AUDIO_RULES[0].name
    day = (timezone.now() - timedelta(days=30)).date().isoformat()
    week = (timezone.now() - timedelta(days=24)).date().isoformat()
    rejected = {
        "text": {"check": text},
        "text in a language": {"check": text, "language": "ara"},
        "clip of a rare engine": {"check": clip, "made_by": "espeak-ng"},
        "clip of a voice": {"voice": "librivox-7"},
        "clip of a day": {"check": clip, "made_since": day, "made_until": day},
        "clip of a week in a language": {
            "check": clip, "language": "vie", "made_since": day, "made_until": week,
        },
        "clip of a day to come (none)": {"check": clip, "made_since": "2100-01-01"},
    }  # fmt: skip
    return [
        Page("checks", f"{root}/checks/"),
        Page("checks, rates", f"{root}/checks/rates/"),
        Page("checks, rates of an engine", f"{root}/checks/rates/?engine=xtts-v2&stage=recording"),
        Page("checks, by day", f"{root}/checks/times/?step=day"),
        Page("checks, by week in a language", f"{root}/checks/times/?language=ara"),
        Page("checks, what fails and why", f"{root}/checks/failing/?language=ara&check={text}"),
        *(Page(f"items with a rejected {name}", find(**asked)) for name, asked in rejected.items()),
    ]


def _stages(find: Callable[..., str]) -> list[Page]:
    """Where the cells of the overview's languages lead."""
    pages = [
        Page(f"items {stage.value} in a language", find(stage=stage.value, language="ara"))
        for stage in Stage
    ]
    return [*pages, Page("items with a failed check", find(stage=Stage.CHECKS_FAILED.value))]


def _models(dataset: Dataset, root: str) -> list[Page]:
    comparison = make_judged(dataset)
    judged = f"{root}/comparisons/{comparison.pk}/items/"
    asked = f"{root}/benchmarks/{NAME}/items/"
    return [
        Page("models", f"{root}/models/"),
        Page("models, by language", f"{root}/models/?by=language"),
        Page("trainings beside each other", f"{root}/models/trainings/"),
        Page("questions that a system won", f"{judged}?outcome=win"),
        Page("questions that it lost (none)", f"{judged}?outcome=loss"),
        Page("questions of a tie in a language", f"{judged}?outcome=tie&language=vie"),
        Page("questions where the judge flips", f"{judged}?only=flips"),
        Page("questions that a system answered", f"{asked}?system=system1&language=ara"),
    ]


def _heard(root: str) -> list[Page]:
    """What people heard, of 115,000 votes; figures are kept after the first look."""
    asked = {
        "statistics, by language": "statistics/",
        "statistics, by voice": "statistics/?by=voice",
        "statistics of an engine": "statistics/?engine=xtts-v2&by=voice",
        "statistics in a language": "statistics/?language=vie&by=engine",
        "raters at work": "raters/",
        "raters of a language": "raters/?language=ara",
        "one rater at work": f"raters/?rater={User.objects.get(username='bench-listener3').pk}",
        "votes, newest first": "answers/",
        "votes of a voice by score": "answers/?language=ara&engine=xtts-v2&naturalness=2",
        "votes that one reason leaves out": "answers/?counts=too_fast",
        "corrections of a language": "answers/?kind=correction&language=hin",
    }
    return [Page(name, f"{root}/{path}") for name, path in asked.items()]


def _explorer(find: Callable[..., str], word: str, life: str) -> list[Page]:
    """Each filter of the items' languages, alone and with others: common, rare, and in no row."""
    filters: dict[str, dict[str, str]] = {
        "in one language": {"language": "ara"},
        "by an engine": {"engine": "mms-tts"},
        "by a rare engine": {"engine": "espeak-ng"},
        "by an engine in a language it lacks": {"engine": "mms-tts", "language": "ara"},
        "by a rare engine in a small source": {"engine": "espeak-ng", "source": "identity"},
        "under a licence": {"licence": "CC-BY-NC-4.0"},
        "under a rare licence": {"licence": "GPL-3.0-or-later"},
        "under no licence there is": {"licence": "MIT"},
        "verified": {"verified": "true"},
        "verified in a language (none)": {"verified": "true", "language": "ara"},
        "not verified": {"verified": "false", "language": "ara"},
        "at least natural": {"least_naturalness": "3"},
        "at least natural, in a language": {"least_naturalness": "4.5", "language": "vie"},
        "at least natural and understood (none)": {
            "least_naturalness": "5",
            "least_understood": "5",
        },
        "a word, in a language": {"search": word, "language": "hin"},
        "a word, by a rare engine": {"search": word, "engine": "espeak-ng"},
        "a word, at least natural": {"search": word, "least_naturalness": "2"},
        "at least natural in train (none)": {"split": "train", "least_naturalness": "2"},
        "all filters at once": {
            "search": "what",
            "split": "bench",
            "source": "dialogue",
            "language": "ara",
            "engine": "xtts-v2",
            "licence": "CPML",
            "verified": "false",
            "least_naturalness": "2",
            "least_understood": "2",
        },
    }
    pages = [Page(f"items {name}", find(**asked)) for name, asked in filters.items()]
    return [*pages, Page("life of an item in 23 languages", life)]
