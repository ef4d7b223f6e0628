from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from annotation.enums import CampaignKind
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from catalog.services import add_members, create_dataset
from corpus.services import draw_dataset_splits, import_file
from demo.accounts import remember_accounts
from demo.people import create_demo_people
from jobs.enums import Queue
from jobs.services import start_job
from jobs.work import work
from languages import LANGUAGES, TARGETS

SLUG = "demo"
DATA = Path(__file__).resolve().parents[2]
# One item a source in each: 7 + 7, of which 7 are the bench; 10 of 24 are left to train.
SPLIT_SIZE = 7


class Command(BaseCommand):
    help = "Loads the demo dataset and makes its people; does nothing where they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people-only", action="store_true", help="no dataset")

    def handle(self, *args: Any, **options: Any) -> None:
        people = create_demo_people(remember_accounts(settings.STUDIO_STATE))
        if options["people_only"] or Dataset.objects.filter(slug=SLUG).exists():
            return
        manager = people[0]
        dataset = self._import(manager)
        add_members(dataset, people)
        self._generate(dataset, manager)
        self._ask(dataset, manager)

    def _import(self, manager: User) -> Dataset:
        dataset = create_dataset(
            by=manager,
            slug=SLUG,
            name="MultiSpeechQA demo",
            description="24 English pairs of seven kinds, spoken in 23 languages.",
            licence="Apache-2.0",
            languages=list(LANGUAGES),
            dev_size=SPLIT_SIZE,
            test_size=SPLIT_SIZE,
            bench_size=SPLIT_SIZE,
        )
        for language in ("eng", *TARGETS):
            path = DATA / f"pairs.{language}.jsonl"
            with path.open("rb") as file:
                import_file(dataset, file, name=path.name, by=manager)
        draw_dataset_splits(dataset)
        return dataset

    def _generate(self, dataset: Dataset, manager: User) -> None:
        """Works the jobs off here: no worker runs yet when a studio starts for the first time."""
        for kind in ("translate", "synthesize"):
            start_job(dataset, kind=kind, parameters={}, by=manager)
            while work(Queue.CPU, seconds=60):
                pass
            self.stdout.write(f"demo: {kind} done")

    def _ask(self, dataset: Dataset, manager: User) -> None:
        open_campaign(
            dataset,
            by=manager,
            kind=CampaignKind.CORRECTION,
            name="Correct the bench",
            languages=TARGETS,
            votes_per_item=1,
        )
        open_campaign(
            dataset,
            by=manager,
            kind=CampaignKind.LISTENING,
            name="Listen to the bench",
            languages=list(LANGUAGES),
            votes_per_item=2,
        )
