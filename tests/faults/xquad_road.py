"""A slice of XQuAD on its way through translate and synthesize, and what is left at the end."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO
from itertools import islice
from types import MappingProxyType
from typing import Any

from django.core.files import File
from django.db.models import QuerySet

from catalog.models import Dataset
from corpus.models import Recording, Translation
from corpus.services import import_file
from generation.models import CheckReport
from jobs.enums import ACTIVE, BatchState, JobState
from jobs.models import Batch, Job
from jobs.services import start_job
from jobs.work import work
from tests.corpus.xquad import TAGS, XQUAD
from tests.factories import make_dataset
from tests.supervisor.processes import wait_until

QUESTIONS = 240
LANGUAGES = ("eng", "ara", "deu", "hin", "spa")

Steps = Mapping[str, Mapping[str, object]]
"""Kinds of jobs in their order, each with its parameters."""
Fingerprints = dict[str, tuple[int, str]]


def make_xquad_dataset(
    *, questions: int = QUESTIONS, languages: Iterable[str] = LANGUAGES
) -> Dataset:
    """English questions as items; the other languages as the memory that translates them."""
    dataset = make_dataset(languages=sorted(languages))
    for language in languages:
        name = f"xquad.{TAGS[language]}.json"
        content = File(_slice(name, questions))
        run = import_file(dataset, content, name=name, language=language, by=None)
        assert run.rejected == 0
    return dataset


def _slice(name: str, wanted: int) -> BytesIO:
    whole = json.loads(gzip.decompress((XQUAD / f"{name}.gz").read_bytes()))
    paragraphs = (paragraph for article in whole["data"] for paragraph in article["paragraphs"])
    questions = ((paragraph["context"], qa) for paragraph in paragraphs for qa in paragraph["qas"])
    kept = [{"context": context, "qas": [qa]} for context, qa in islice(questions, wanted)]
    return BytesIO(json.dumps({"data": [{"paragraphs": kept}]}).encode())


class Road:
    """One job after the other: each one's subjects are what the one before made."""

    def __init__(
        self,
        dataset: Dataset,
        *,
        start: Callable[[str], Job] | None = None,
        steps: Steps = MappingProxyType({"translate": {}, "synthesize": {}}),
    ) -> None:
        self.dataset = dataset
        self._steps = steps
        self._kinds = [*steps]
        self._start = start or self._start_here
        self.jobs = [self._start(self._kinds[0])]

    def _start_here(self, kind: str) -> Job:
        return start_job(self.dataset, kind=kind, parameters=self._steps[kind], by=None)

    def walk(self) -> None:
        """All of it, in this process."""
        while not self.step():
            work(self.jobs[-1].queue, seconds=60)

    def wait_for(self, seen: Callable[[], bool], *, within_s: float = 120) -> None:
        """Starts the next job when one has ended meanwhile."""

        def reached() -> bool:
            return self.step() or seen()

        wait_until(reached, within_s=within_s)

    def step(self) -> bool:
        """Returns whether all jobs ended."""
        job = self.jobs[-1]
        job.refresh_from_db()
        if job.state in ACTIVE:
            return False
        assert (job.state, job.error) == (JobState.SUCCEEDED, "")
        if len(self.jobs) == len(self._kinds):
            return True
        self.jobs.append(self._start(self._kinds[len(self.jobs)]))
        return False

    def claimed(self) -> list[Batch]:
        return list(Batch.objects.filter(job__in=self.jobs, state=BatchState.CLAIMED))


@cache
def undisturbed() -> Fingerprints:
    """What is left where nothing goes wrong; done once, in this process."""
    road = Road(make_xquad_dataset())
    road.walk()
    return fingerprints(road.dataset)


def fingerprints(dataset: Dataset) -> Fingerprints:
    """Rows and SHA-256 of all that jobs write, superseded rows too, but for ids and times."""
    of_dataset: dict[str, tuple[QuerySet[Any], tuple[str, ...]]] = {
        "translations": (
            Translation.objects.filter(dataset=dataset),
            ("item__external_id", "language", "question", "answer", "origin", "engine", "score",
             "fingerprint", "is_current"),
        ),
        "recordings": (
            Recording.objects.filter(dataset=dataset),
            ("translation__item__external_id", "language", "sha256", "duration_s", "voice",
             "engine", "fingerprint", "seed", "attempt", "set_aside", "is_current"),
        ),
        "checks": (
            CheckReport.objects.filter(dataset=dataset),
            ("translation__item__external_id", "recording__sha256", "language", "rules__names",
             "rules__versions", "rules__thresholds", "measured", "failed", "details"),
        ),
    }  # fmt: skip
    return {name: _digest(rows, columns) for name, (rows, columns) in of_dataset.items()}


def _digest(rows: QuerySet[Any], columns: tuple[str, ...]) -> tuple[int, str]:
    lines = sorted(repr(row) for row in rows.values_list(*columns))
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()
