import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.enums import Role
from accounts.models import User
from annotation.enums import CampaignKind
from annotation.models import Campaign
from annotation.services.campaigns import open_campaign
from catalog.models import Dataset
from catalog.services import add_members, create_dataset
from corpus.services import import_file
from demo.accounts import remember_accounts
from demo.people import create_demo_people
from jobs.enums import JobState, Queue
from jobs.errors import JobAlreadyRunningError
from jobs.progress import measure_progress
from jobs.services import start_job
from jobs.tasks import sweep
from jobs.work import work
from languages import LANGUAGES, SOURCE, TARGETS

SLUG = "demo"
CORRECT = "Correct the bench"
LISTEN = "Listen to the bench"
DATA = Path(__file__).resolve().parents[2]
# One item of each of the seven sources at least, and of the bench so many that an interval of
# opinions can be told (docs/decisions/0004-demo-splits.md); 9 of 24 are left to train.
DEV_SIZE = 7
BENCH_SIZE = 8
PAUSE_S = 0.1


class Command(BaseCommand):
    help = "Loads the demo dataset and makes its people; goes on where an earlier try was stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people-only", action="store_true", help="no dataset")

    def handle(self, *args: Any, **options: Any) -> None:
        people = create_demo_people(remember_accounts(settings.STUDIO_STATE))
        complete = Campaign.objects.filter(dataset__slug=SLUG, name=LISTEN).exists()
        if options["people_only"] or complete:
            return
        manager = next(person for person in people if person.role == Role.MANAGER)
        dataset = self._import(manager)
        add_members(dataset, people)
        if dataset.splits_drawn_at is None:
            self._run(dataset, "draw-splits", manager)
        for kind in ("translate", "synthesize"):
            self._run(dataset, kind, manager)
        self._ask(dataset, manager)

    def _import(self, manager: User) -> Dataset:
        dataset = Dataset.objects.filter(slug=SLUG).first() or create_dataset(
            by=manager,
            slug=SLUG,
            name="MultiSpeechQA demo",
            description="24 English pairs of seven kinds, spoken in 23 languages.",
            licence="Apache-2.0",
            languages=list(LANGUAGES),
            dev_size=DEV_SIZE,
            test_size=BENCH_SIZE,
            bench_size=BENCH_SIZE,
        )
        for language in (SOURCE, *TARGETS):
            path = DATA / f"pairs.{language}.jsonl"
            with path.open("rb") as file:
                import_file(dataset, file, name=path.name, by=manager)
        return dataset

    def _run(self, dataset: Dataset, kind: str, manager: User) -> None:
        """Works the job off here: no worker runs yet when a studio starts for the first time."""
        # One that an interrupted start left is simply worked on.
        with suppress(JobAlreadyRunningError):
            start_job(dataset, kind=kind, parameters={}, by=manager)
        while dataset.jobs.active().exists():
            if not work(Queue.CPU, seconds=60):
                sweep()  # what a killed one held comes back when its lease has run out
                time.sleep(PAUSE_S)
        job = dataset.jobs.filter(kind=kind).latest("id")
        if job.state != JobState.SUCCEEDED:
            reasons = [group.example for group in measure_progress([job])[job.pk].errors]
            raise CommandError(f"The {kind} job of the demo {job.state}: {'; '.join(reasons)}")
        self.stdout.write(f"demo: {kind} done")

    def _ask(self, dataset: Dataset, manager: User) -> None:
        if not dataset.campaigns.filter(name=CORRECT).exists():
            open_campaign(
                dataset,
                by=manager,
                kind=CampaignKind.CORRECTION,
                name=CORRECT,
                languages=TARGETS,
                votes_per_item=1,
            )
        # The last step: where it is, the demo is whole.
        open_campaign(
            dataset,
            by=manager,
            kind=CampaignKind.LISTENING,
            name=LISTEN,
            languages=list(LANGUAGES),
            votes_per_item=2,
        )
