from argparse import ArgumentParser
from collections import Counter
from typing import IO, Any, cast

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Column, Table

from catalog.commands import find_dataset
from corpus.models import Recording
from generation.rejections import CheckRate, count_rejections


class Command(BaseCommand):
    help = "Says how much of a dataset each check rejects, by engine, and what was set aside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug) of the dataset")
        parser.add_argument("--by-language", action="store_true", help="a row for each language")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        rates = count_rejections(dataset.pk).checks
        console = Console(file=cast("IO[str]", self.stdout), width=100)
        console.print(_table(rates, by_language=options["by_language"]))
        aside = Recording.objects.set_aside().filter(dataset=dataset).count()
        console.print(f"Set aside after their last attempt: {aside:,} recordings.")


def _table(rates: list[CheckRate], *, by_language: bool) -> Table:
    passed: Counter[tuple[str, ...]] = Counter()
    failed: Counter[tuple[str, ...]] = Counter()
    for rate in rates:
        key = (rate.check, rate.engine, *([rate.language] if by_language else []))
        passed[key] += rate.passed
        failed[key] += rate.failed
    names = ("Check", "Engine", *(["Language"] if by_language else []))
    table = Table(*names, *_numbers("Checked", "Rejected", "Rate"))
    for key in sorted(passed | failed):
        bad = failed[key]
        checked = bad + passed[key]
        table.add_row(*key, f"{checked:,}", f"{bad:,}", f"{bad / checked:.1%}")
    return table


def _numbers(*names: str) -> list[Column]:
    return [Column(name, justify="right") for name in names]
