from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.commands import find_dataset
from releases.models import Release
from releases.verifying import PARTS


class Command(BaseCommand):
    help = (
        "Makes every hash and every published number of a release again from the raw rows and "
        "the stored audio, and fails on the first difference."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("release", help="its name; with its dataset before it: demo/v1")

    def handle(self, *args: Any, **options: Any) -> None:
        release = _find(options["release"])
        for name, find in PARTS:
            difference = next(find(release), None)
            if difference is not None:
                raise CommandError(f"{release.dataset}/{release}, {name}: {difference}.")
            self.stdout.write(f"{name}: as released")
        rows = f"{release.rows:,} rows"
        self.stdout.write(f"{release.dataset}/{release}: {rows}, manifest {release.manifest}")


def _find(wanted: str) -> Release:
    slug, slash, name = wanted.rpartition("/")
    releases = Release.objects.filter(name=name).select_related("dataset")
    if slash:
        releases = releases.filter(dataset=find_dataset(slug))
    found = list(releases.order_by("dataset__slug"))
    if not found:
        raise CommandError(f"There is no release {wanted!r}.")
    if len(found) > 1:
        names = ", ".join(f"{release.dataset}/{release}" for release in found)
        raise CommandError(f"Several datasets have a release {wanted!r}. Name one: {names}.")
    return found[0]
