from argparse import ArgumentParser
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError

from catalog.commands import find_dataset
from catalog.models import Dataset
from common.errors import StudioError
from corpus.importing import Format
from corpus.importing.voice_assistant import SPLIT_NAMES, compare_with_table_1
from corpus.models import ImportRun
from corpus.services import import_file

SHOWN_REJECTS = 20


class Command(BaseCommand):
    help = (
        "Imports question-answer pairs into a dataset. English first; "
        "other languages feed the translation memory."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug) of the dataset")
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            help="files, or folders with Voice Assistant 400K's shards",
        )
        parser.add_argument("--format", choices=["auto", *get_args(Format)], default="auto")
        parser.add_argument("--language", help="ISO 639-3; read from each file's name by default")
        parser.add_argument(
            "--with-audio",
            action="store_true",
            help="keep Voice Assistant 400K's spoken questions as recordings",
        )
        parser.add_argument(
            "--split-names",
            type=Path,
            help=f"another table of its split names, like {SPLIT_NAMES.name} beside the reader",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        failed = [path for path in options["files"] if not self._import(dataset, path, options)]
        if failed:
            raise CommandError(f"Not imported: {', '.join(path.name for path in failed)}.")

    def _import(self, dataset: Dataset, path: Path, options: dict[str, Any]) -> bool:
        wanted = ("format", "language", "with_audio", "split_names")
        chosen = {option: options[option] for option in wanted}
        try:
            if path.is_dir():
                run = import_file(dataset, path, name=path.name, by=None, **chosen)
            else:
                with path.open("rb") as file:
                    run = import_file(dataset, file, name=path.name, by=None, **chosen)
        except (StudioError, OSError) as problem:
            self.stderr.write(f"{path.name}: {problem}")
            return False
        self._report(run)
        if path.is_dir():
            self._compare(run)
        return True

    def _report(self, run: ImportRun) -> None:
        self.stdout.write(
            f"{run.filename}: {run.rows_read} rows, {run.items_added} items added, "
            f"{run.items_unchanged} unchanged, {run.memory_added} texts into the memory, "
            f"{run.recordings_added} recordings, {run.rejected} rejected"
        )
        for row in run.rejects.order_by("id")[:SHOWN_REJECTS]:
            self.stdout.write(f"  {row.place} {row.field}: {row.reason}: {row.excerpt}")
        if run.rejected > SHOWN_REJECTS:
            self.stdout.write(f"  and {run.rejected - SHOWN_REJECTS} more, in the console")

    def _compare(self, run: ImportRun) -> None:
        """Beside the paper's Table 1: a folder is meant to be the whole of the set."""
        read = {source: counts["read"] for source, counts in run.by_source.items()}
        self.stdout.write(f"  {'source':24} {'read':>9} {'Table 1':>9} {'difference':>11}")
        for row in compare_with_table_1(read):
            numbers = f"{row.found:>9,} {row.printed:>9,} {row.found - row.printed:>+11,}"
            self.stdout.write(f"  {row.source:24} {numbers}")
