"""The road, stage by stage, over REST."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from demo.client import Client, RestError
from demo.raters import Rater
from demo.source import InputFile
from languages import SOURCE
from supervisor.accounts import DemoAccount

SLUG = "demo"
POLL_S = 0.5
VOTES_PER_CLIP = 2
SETTLED_S = 12.0  # two sweeps with nothing new
ACTIVE = {"planning", "running"}


@dataclass
class Walk:
    """What came out.

    The dataset's overview, votes that pass screening, units that failed by job kind, seconds by
    stage.
    """

    overview: dict[str, Any] = field(default_factory=dict)
    rejected: int = 0
    counted: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    released: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


class Road:
    def __init__(
        self, url: str, accounts: list[DemoAccount], files: list[InputFile], console: Console
    ) -> None:
        self._people = {account.username: Client(url, account) for account in accounts}
        self._manager = self._people["manager"]
        self._raters = [p for p in self._people.values() if p.account.role == "rater"]
        self._files = files
        self._languages = list(dict.fromkeys(file.language for file in files))
        self._bars = Progress(
            TextColumn("{task.description:<12}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._walk = Walk()

    def walk(self) -> Walk:
        with self._bars:
            for name, stage in self._stages():
                with self._timed(name):
                    stage(name)
        self._walk.overview = self._overview()
        rows = self._manager.get(f"/datasets/{SLUG}/statistics/")["rows"]
        self._walk.counted = sum(row["votes"] for row in rows)
        for job in self._jobs():
            self._walk.failed[job["kind"]] += job["progress"]["units_failed"]
        return self._walk

    def _stages(self) -> list[tuple[str, Callable[[str], None]]]:
        return [
            ("import", self._import),
            ("split", self._split),
            ("translate", self._job),
            ("synthesize", self._job),
            ("correct", self._correct),
            ("voice again", self._wait_for_voices),
            ("listen", self._listen),
            ("release", self._release),
        ]

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self._walk.seconds[name] = time.monotonic() - began

    def _import(self, name: str) -> None:
        self._manager.post(
            "/datasets/", {"slug": SLUG, "name": "Demo", "languages": self._languages}
        )
        members = [person.account.username for person in self._people.values()]
        self._manager.post(f"/datasets/{SLUG}/members/", {"usernames": members})
        for file in self._bars.track(self._files, description=name):
            with file.path.open("rb") as content:
                upload = {"file": (file.path.name, content)}
                run = self._manager.post(f"/datasets/{SLUG}/imports/", files=upload)
            self._walk.rejected += run["rejected"]

    def _split(self, name: str) -> None:
        """About a tenth for dev and test each, and of test a fifth, but one item a source."""
        state = self._overview()
        floor = len(state["sources"])
        held_out = max(floor, state["items"] // 10)
        sizes = {
            "dev_size": held_out,
            "test_size": held_out,
            "bench_size": max(floor, held_out // 5),
        }
        self._manager.patch(f"/datasets/{SLUG}/", sizes)
        self._watch(name, self._manager.post(f"/datasets/{SLUG}/splits/"))

    def _job(self, kind: str) -> None:
        self._watch(kind, self._manager.post(f"/datasets/{SLUG}/jobs/", {"kind": kind}))

    def _watch(self, name: str, job: dict[str, Any]) -> None:
        bar = self._bars.add_task(name, total=None)
        while job["state"] in ACTIVE:
            time.sleep(POLL_S)
            job = self._manager.get(f"/jobs/{job['id']}/")
            done = job["progress"]["units_done"]
            self._bars.update(bar, total=job["units_total"] or None, completed=done)
        _refuse_nothing(job)

    def _correct(self, name: str) -> None:
        targets = [language for language in self._languages if language != SOURCE]
        if targets:
            self._ask(name, kind="correction", languages=targets, votes_per_item=1)

    def _listen(self, name: str) -> None:
        self._ask(name, kind="listening", languages=self._languages, votes_per_item=VOTES_PER_CLIP)

    def _ask(self, name: str, **campaign: Any) -> None:
        opened = self._manager.post(f"/datasets/{SLUG}/campaigns/", {"name": name, **campaign})
        total = sum(row["votes_needed"] for row in opened["progress"])
        bar = self._bars.add_task(name, total=total)
        with ThreadPoolExecutor(len(self._raters)) as pool:
            working = [
                pool.submit(Rater(rater).work_off, opened["id"], lambda: self._bars.advance(bar))
                for rater in self._raters
            ]
            for answers in working:
                answers.result()

    def _wait_for_voices(self, name: str) -> None:
        """The sweep starts the jobs that voice corrected questions.

        One that the engine can't speak (of signs alone) gets no recording, so this also ends
        when nothing is under way and nothing new comes.
        """
        bar = self._bars.add_task(name, total=None)
        known_jobs, quiet_since = 0, time.monotonic()
        while time.monotonic() - quiet_since < SETTLED_S:
            jobs, rows = self._jobs(), self._overview()["languages"]
            wanted, voiced = (sum(row[key] for row in rows) for key in ("translated", "voiced"))
            self._bars.update(bar, total=wanted, completed=voiced)
            if voiced == wanted:
                return
            if len(jobs) > known_jobs or any(job["state"] in ACTIVE for job in jobs):
                known_jobs, quiet_since = len(jobs), time.monotonic()
            time.sleep(POLL_S)

    def _release(self, name: str) -> None:
        researcher = self._people["researcher"]
        self._walk.released = researcher.lines(f"/datasets/{SLUG}/splits/bench/?verified=true")

    def _jobs(self) -> list[dict[str, Any]]:
        """All, those that the sweep started, too."""
        return list(self._manager.rows(f"/datasets/{SLUG}/jobs/?page_size=500"))

    def _overview(self) -> dict[str, Any]:
        state: dict[str, Any] = self._manager.get(f"/datasets/{SLUG}/overview/")
        return state


def _refuse_nothing(job: dict[str, Any]) -> None:
    """Units that failed are told at the end; only a job that made nothing stops the walk."""
    progress = job["progress"]
    made = progress["units_done"] - progress["units_failed"]
    if not made and (job["units_total"] or job["state"] != "succeeded"):
        reasons = "; ".join(
            f"{group['count']} × {group['example']}" for group in progress["errors"]
        )
        raise RestError(f"The {job['kind']} job {job['state']} and made nothing: {reasons}")
