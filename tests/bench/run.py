"""Runs the measurements and prints them."""

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from django.core.management import call_command
from django.db import connection
from rich.table import Table

from catalog.models import Dataset
from tests.bench import (
    answering,
    audio,
    batching,
    checking,
    evaluation,
    exporting,
    importing,
    label_studio,
    pages,
    plans,
    queueing,
    rating,
    recounting,
    releases,
    training_steps,
)
from tests.bench.generate import ALL_ITEMS, Size, find_corpus, make_corpus, make_items
from tests.bench.people import LANGUAGES
from tests.bench.report import Report
from tests.bench.result import Result

MILLION = Size(items=-(-1_000_000 // len(LANGUAGES)))
FULL = Size(items=ALL_ITEMS, checks=1)
PARTS = (
    "import", "plan", "claim", "work", "pages", "recount", "rating", "export", "releases", "audio",
    "batching", "checks", "evaluation", "training", "label_studio",
)  # fmt: skip


@dataclass
class Bench:
    """Datasets are made when the first part asks for them."""

    full: bool
    report: Report
    slow: dict[str, pages.SlowQuery] = field(default_factory=dict)

    @cached_property
    def corpus(self) -> Dataset:
        """The one that lies in the folder, or a new one."""
        size = FULL if self.full else MILLION
        return find_corpus() or make_corpus(size, self.report)

    @cached_property
    def items(self) -> Dataset:
        """All of the paper's English items, with nothing made of them yet."""
        return make_items(ALL_ITEMS)

    def parts(self) -> dict[str, Callable[[], Sequence[Result]]]:
        return {
            "import": lambda: importing.import_pairs(ALL_ITEMS),
            "plan": lambda: queueing.plan(self.items),
            "work": lambda: queueing.work_off(self.items),
            "claim": lambda: queueing.claim(self.items),
            "pages": lambda: pages.measure_pages(self.corpus, self.slow),
            "recount": lambda: recounting.recount(self.corpus),
            "rating": rating.measure_rating,
            "export": lambda: exporting.export_rows(self.corpus),
            "releases": lambda: releases.measure_releases(self.corpus),
            "audio": lambda: [audio.synthesize()],
            "batching": batching.cut,
            "checks": checking.check,
            "evaluation": lambda: [*evaluation.score(), *answering.answer()],
            "training": training_steps.plan,
            "label_studio": label_studio.compare,
        }


def run(*, full: bool, only: Sequence[str]) -> None:
    call_command("migrate", verbosity=0)
    report = Report()
    bench = Bench(full, report)
    results: list[Result] = []
    parts = bench.parts()
    for name in only or PARTS:
        with report.step(name):
            results += parts[name]()
    report.console.print(_table(results))
    if full:
        report.console.print(plans.describe_sizes(), markup=False, soft_wrap=True)
        report.console.print(
            plans.describe_slowest(bench.slow.values()), markup=False, soft_wrap=True
        )


def _table(results: list[Result]) -> Table:
    table = Table("What", "Ours", "Plain way", "Goal", "Outcome", title=_title())
    for result in results:
        table.add_row(result.name, result.ours, result.plain, result.goal, result.outcome)
    return table


def _title() -> str:
    today = datetime.now(UTC).date().isoformat()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0].split()[0]
    cores = os.cpu_count()
    return f"{today}, {cores} cores, Python {platform.python_version()}, PostgreSQL {postgres}"
