from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.commands import find_dataset
from catalog.models import Dataset
from generation.recount import find_differences, prove_kept


class Command(BaseCommand):
    help = "Proves the maintained counts equal to the rows they count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("datasets", nargs="*", help="addresses (slugs); all if none is named")
        parser.add_argument("--mend", action="store_true", help="also put wrong counts right")

    def handle(self, *args: Any, **options: Any) -> None:
        named = [find_dataset(slug) for slug in options["datasets"]]
        datasets = named or Dataset.objects.order_by("slug")
        wrong = sum(self._recount(dataset, mend=options["mend"]) for dataset in datasets)
        if wrong and not options["mend"]:
            raise CommandError(f"{wrong} counts differ. `--mend` puts them right.")

    def _recount(self, dataset: Dataset, *, mend: bool) -> int:
        differences = find_differences(dataset.pk, mend=mend)
        for difference in differences:
            by = " ".join(filter(None, difference.key))
            self.stdout.write(
                f"{dataset.slug}: {by}: {difference.maintained} maintained, "
                f"{difference.counted} counted"
            )
        problems = prove_kept(dataset.pk, mend=mend)
        for problem in problems:
            self.stdout.write(f"{dataset.slug}: {problem}")
        if not differences and not problems:
            self.stdout.write(f"{dataset.slug}: every count agrees")
        return len(differences) + len(problems)
