import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rest_framework.exceptions import ValidationError

from catalog.commands import find_dataset
from common.errors import StudioError
from jobs import kinds
from jobs.enums import ACTIVE, JobState
from jobs.models import Job
from jobs.progress import Progress, measure_progress
from jobs.services import start_job
from jobs.work import work

POLL_S = 1.0
TURN_S = 10.0


class Command(BaseCommand):
    help = "Starts a job of any kind, waits for its end, and says what came of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug) of the dataset")
        parser.add_argument("kind", help="such as translate, synthesize, check, listen, regenerate")
        parser.add_argument(
            "parameters",
            nargs="*",
            metavar="NAME=VALUE",
            help='the kind\'s parameters; lists and numbers as JSON: languages=["hin"]',
        )
        parser.add_argument(
            "--here",
            action="store_true",
            help="work in this process, too, instead of waiting for workers alone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        parameters = dict(_parse(given) for given in options["parameters"])
        try:
            job = start_job(dataset, kind=options["kind"], parameters=parameters, by=None)
        except ValidationError as refused:
            raise CommandError(_in_words(refused)) from None
        except StudioError as refused:
            raise CommandError(refused.message) from None
        self._watch(job, here=options["here"])

    def _watch(self, job: Job, *, here: bool) -> None:
        shown = ""
        while job.state in ACTIVE:
            if here:
                work(job.queue, seconds=TURN_S)
            else:
                time.sleep(POLL_S)
            job.refresh_from_db()
            progress = measure_progress([job])[job.pk]
            line = f"{job.state}: {progress.units_done} of {job.units_total}"
            if line != shown:
                self.stdout.write(line)
                shown = line
        self._report(job, measure_progress([job])[job.pk])

    def _report(self, job: Job, progress: Progress) -> None:
        kind = kinds.get(job.kind)
        self.stdout.write(
            f"{kind.title}, job {job.pk}: {job.state}, {progress.units_done} of {job.units_total}, "
            f"{progress.units_failed} failed, {progress.busy_seconds:.1f} s of work"
        )
        for left_out in job.parameters.get("skipped", []):
            self.stdout.write(f"  left out: {left_out}")
        for group in progress.errors:
            self.stdout.write(f"  {group.count} x {group.error}, such as: {group.example}")
        if job.state != JobState.SUCCEEDED:
            raise CommandError(job.error or f"The job is {job.state}.")


def _parse(given: str) -> tuple[str, object]:
    name, equals, value = given.partition("=")
    if not equals:
        raise CommandError(f"{given!r} is no NAME=VALUE.")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _in_words(refused: ValidationError) -> str:
    detail = refused.detail
    if not isinstance(detail, dict):
        return str(detail)
    return " ".join(
        f"{name}: {problem}" for name, problem in json.loads(json.dumps(detail)).items()
    )
