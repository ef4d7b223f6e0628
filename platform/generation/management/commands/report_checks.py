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

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        rates = count_rejections(dataset.pk).checks
        console = Console(file=cast("IO[str]", self.stdout), width=100)
        console.print(_table(rates))
        aside = Recording.objects.filter(
            dataset=dataset, is_current=True, set_aside__isnull=False
        ).count()
        console.print(f"Set aside after their last attempt: {aside:,} recordings.")


def _table(rates: list[CheckRate]) -> Table:
    passed: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    for rate in rates:
        passed[rate.check, rate.engine] += rate.passed
        failed[rate.check, rate.engine] += rate.failed
    table = Table("Check", "Engine", *_numbers("Checked", "Rejected", "Rate"))
    for check, engine in sorted(passed | failed):
        bad = failed[check, engine]
        checked = bad + passed[check, engine]
        table.add_row(check, engine, f"{checked:,}", f"{bad:,}", f"{bad / checked:.1%}")
    return table


def _numbers(*names: str) -> list[Column]:
    return [Column(name, justify="right") for name in names]
