"""A benchmark of a small release, systems that answer it, and judges with habits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from catalog.models import Dataset
from engines import registry
from engines.fakes import EchoResponder, LastWordsChat
from engines.protocols import (
    Completion,
    FailureCode,
    ItemFailure,
    Message,
    Reply,
    ResponseRequest,
    Sampling,
)
from engines.registry import Entry
from evaluation.runs.models import Benchmark, Comparison, Evaluation
from evaluation.runs.systems import add_system
from jobs.enums import Queue
from jobs.models import Job
from jobs.services import start_job
from jobs.work import work
from tests.clips import make_clip
from tests.factories import (
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_user,
)
from tests.releases.frozen import make_release

LANGUAGES = ["eng", "ara"]


class CountingResponder(EchoResponder):
    """Says how long a clip is; remembers what it was asked, and refuses what it is told to."""

    def __init__(self, name: str = "echo") -> None:
        self.name = name
        self.asked: list[ResponseRequest] = []
        self.refuses: Callable[[ResponseRequest], bool] = lambda _: False

    def respond(
        self, requests: Sequence[ResponseRequest], sampling: Sampling
    ) -> list[Reply | ItemFailure]:
        self.asked += requests
        replies = super().respond(requests, sampling)
        return [
            ItemFailure(FailureCode.TIMED_OUT, "It took too long.")
            if self.refuses(request)
            else reply
            for request, reply in zip(requests, replies, strict=True)
        ]


@dataclass
class HabitualJudge(LastWordsChat):
    """Says what its habit says to the last message; remembers all that it was asked."""

    habit: Callable[[str], str] = lambda _: "Both are fine.\nTIE"
    version: str = "1"
    refuses: bool = False
    asked: list[str] = field(default_factory=list)

    def complete(
        self, conversations: Sequence[tuple[Message, ...]], sampling: Sampling
    ) -> list[Completion | ItemFailure]:
        told = [conversation[-1].content for conversation in conversations]
        self.asked += told
        if self.refuses:
            return [ItemFailure(FailureCode.TIMED_OUT, "It took too long.") for _ in told]
        return [Completion(text=self.habit(one), input_tokens=10) for one in told]


def install(monkeypatch: pytest.MonkeyPatch, kind: registry.Kind, name: str, engine: Any) -> None:
    """As if the registry had this very engine under a name; of a family, all names are its."""
    family, _, instance = name.partition(":")
    row = Entry(f"tests.{name}")
    rows = registry.FAMILIES if instance else registry.ENGINES
    monkeypatch.setitem(rows, (kind, family), row)
    load = registry._load  # noqa: SLF001 - engines of tests have no module of their own

    def find(wanted: str, entry: Entry) -> Any:
        return engine if entry.path == row.path else load(wanted, entry)

    monkeypatch.setattr(registry, "_load", find)


def make_voiced_dataset(items: int = 3) -> Dataset:
    """Bench items in English and Arabic, each clip of another length."""
    dataset = make_dataset(make_user(Role.MANAGER), languages=LANGUAGES)
    for number in range(items):
        item = make_item(dataset)
        english = item.translations.get(language="eng")
        arabic = make_translation(item, language="ara")
        for place, text in enumerate((english, arabic)):
            seconds = 0.4 + 0.1 * number + 0.05 * place
            content = make_clip(seconds=seconds)
            make_recording(text, content=content, duration_s=seconds)
    return dataset


def _manager(dataset: Dataset) -> User:
    return dataset.memberships.get().user


def do(dataset: Dataset, kind: str, **parameters: Any) -> Job:
    """Starts a job and lets a worker end it."""
    job = start_job(dataset, kind=kind, parameters=parameters, by=_manager(dataset))
    work(Queue(job.queue), seconds=60)
    job.refresh_from_db()
    return job


def make_benchmark(dataset: Dataset, name: str = "qa") -> Benchmark:
    if not dataset.releases.exists():
        with transaction.atomic():
            make_release(dataset)
    job = do(dataset, "benchmark", name=name, suite="spoken_qa", release="v1")
    assert job.state == "succeeded", job.error or [*job.batches.values("error")]
    return dataset.benchmarks.get(name=name)


def ask(dataset: Dataset, system: str, *, engine: str = "echo", **fields: Any) -> Evaluation:
    """Adds the system where it is new, and lets it answer the benchmark ``qa``."""
    if not dataset.systems.filter(name=system).exists():
        given = {"sampling": Sampling(), "prompts": {}, "languages": [], **fields}
        add_system(dataset, name=system, engine=engine, by=_manager(dataset), **given)
    do(dataset, "evaluate", benchmark="qa", system=system)
    return Evaluation.objects.get(system__name=system, benchmark__name="qa")


def compare(dataset: Dataset, system: str, baseline: str, **parameters: Any) -> Comparison:
    job = do(
        dataset,
        "judge",
        benchmark="qa",
        system=system,
        baseline=baseline,
        **{"judge": "habitual", **parameters},
    )
    return job.comparisons.get()
