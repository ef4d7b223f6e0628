from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from catalog.commands import find_dataset
from generation.judging import judge_checks


class Command(BaseCommand):
    help = "Judges the stored values of checks against the current thresholds; runs no check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug)")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        judged = judge_checks(dataset.pk)
        self.stdout.write(
            f"{dataset.slug}: {judged:,} reports judged by other thresholds than before"
        )
