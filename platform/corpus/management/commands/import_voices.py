from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.commands import find_dataset
from catalog.models import Dataset
from common.errors import StudioError
from corpus.voice_tables import TABLE, import_voices


class Command(BaseCommand):
    help = (
        f"Imports the clips of a folder as voices. Its {TABLE} has a line for each: clip, name and "
        "licence, and, as far as known, perceived (female, male), source, source_url, reader and "
        "held_out (yes: speaks only in the bench)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug) of the dataset")
        parser.add_argument("folder", type=Path, help=f"where {TABLE} and the clips lie")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        try:
            bad = self._import(dataset, options["folder"])
        except StudioError as problem:
            raise CommandError(problem.message) from problem
        if bad:
            raise CommandError(f"{bad} clips were not imported; the others were.")

    def _import(self, dataset: Dataset, folder: Path) -> int:
        """Returns how many were bad."""
        bad = 0
        for one in import_voices(dataset, folder):
            word = f"not imported: {one.problem}" if one.problem else "imported"
            if not one.problem and not one.is_new:
                word = "was there already"
            stream = self.stderr if one.problem else self.stdout
            stream.write(f"{TABLE} line {one.line}, {one.clip} ({one.name}): {word}")
            bad += bool(one.problem)
        return bad
