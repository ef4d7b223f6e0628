from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Dataset
from generation.judging import judge_checks


class Command(BaseCommand):
    help = "Judges the stored values of checks against the current thresholds; runs no check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug)")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["dataset"]
        dataset = Dataset.objects.filter(slug=slug).first()
        if dataset is None:
            raise CommandError(f"There is no dataset {slug}.")
        judged = judge_checks(dataset.pk)
        self.stdout.write(f"{slug}: {judged:,} reports judged by other thresholds than before")
