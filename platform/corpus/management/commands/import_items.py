from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Dataset
from common.errors import StudioError
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
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--format", choices=["auto", "jsonl", "squad"], default="auto")
        parser.add_argument("--language", help="ISO 639-3; read from each file's name by default")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = Dataset.objects.filter(slug=options["dataset"]).first()
        if dataset is None:
            known = ", ".join(Dataset.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no dataset {options['dataset']!r}. Datasets: {known}.")
        failed = [path for path in options["files"] if not self._import(dataset, path, options)]
        if failed:
            raise CommandError(f"Not imported: {', '.join(path.name for path in failed)}.")

    def _import(self, dataset: Dataset, path: Path, options: dict[str, Any]) -> bool:
        try:
            with path.open("rb") as file:
                run = import_file(
                    dataset,
                    file,
                    name=path.name,
                    format=options["format"],
                    language=options["language"],
                    by=None,
                )
        except (StudioError, OSError) as problem:
            self.stderr.write(f"{path.name}: {problem}")
            return False
        self._report(run)
        return True

    def _report(self, run: ImportRun) -> None:
        self.stdout.write(
            f"{run.filename}: {run.rows_read} rows, {run.items_added} items added, "
            f"{run.items_unchanged} unchanged, {run.memory_added} texts into the memory, "
            f"{run.rejected} rejected"
        )
        for row in run.rejects.order_by("id")[:SHOWN_REJECTS]:
            self.stdout.write(f"  {row.place} {row.field}: {row.reason}: {row.excerpt}")
        if run.rejected > SHOWN_REJECTS:
            self.stdout.write(f"  and {run.rejected - SHOWN_REJECTS} more, in the console")
