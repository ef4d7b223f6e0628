from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from catalog.commands import find_dataset
from generation.instructed import export_instructed


class Command(BaseCommand):
    help = "Writes clips with a language model's answers to instructions about them, for trainings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug)")
        parser.add_argument("folder", type=Path, help="gets a folder a language")
        parser.add_argument("--engine", default="", help="whose answers; all by default")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        written = export_instructed(dataset, options["folder"], engine=options["engine"])
        for language, rows in written.items():
            self.stdout.write(f"{language}: {rows:,} rows")
        self.stdout.write(f"{sum(written.values()):,} rows in {options['folder']}")
