"""Runs the measurements and prints them."""

import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from tests.bench import audio, database

if TYPE_CHECKING:
    from tests.bench.result import Result

MEASUREMENTS = [
    database.import_rows,
    database.plan_and_run_job,
    database.claim_batches,
    database.stream_rows,
    audio.synthesize,
]


def run() -> None:
    call_command("migrate", verbosity=0)
    console = Console()
    results: list[Result] = []
    for measure in MEASUREMENTS:
        with console.status(measure.__name__.replace("_", " ")):
            results.append(measure())
    table = Table("What", "Ours", "Plain way", "Ratio", title=_title())
    for result in results:
        table.add_row(result.name, result.ours, result.plain, result.shown_ratio)
    console.print(table)


def _title() -> str:
    today = datetime.now(UTC).date().isoformat()
    return f"{today}, {os.cpu_count()} cores, Python {platform.python_version()}"
