import json
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from rest_framework.exceptions import ValidationError

from catalog.commands import find_dataset
from catalog.models import Dataset
from common.errors import StudioError
from jobs.enums import Queue
from jobs.work import work
from training.errors import is_repeated
from training.runs.carrying_out import ENDING
from training.runs.enums import RunState
from training.runs.errors import TrainingStateError
from training.runs.estimating import estimate_training
from training.runs.models import TrainingRun
from training.runs.showing import Display, describe_metrics, sentences
from training.runs.starting import (
    cancel_training,
    resume_training,
    start_training,
    start_waiting,
)
from training.runs.wishes import Wish

POLL_S = 0.5
_ENDED = frozenset({RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED})


class Command(BaseCommand):
    help = "Trains a model by a recipe on a release, and shows how far it is until it ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="address (slug) of the dataset")
        parser.add_argument("--name", help="of the checkpoint it makes, such as omni-v1")
        parser.add_argument("--recipe", help="such as qwen2_5_omni_lora")
        parser.add_argument("--release", default="", help="whose files it learns from")
        parser.add_argument("--languages", default="", help="with commas: deu,spa")
        parser.add_argument(
            "--set", action="append", default=[], dest="changes", metavar="FIELD=VALUE",
            help="changes a field of the recipe: schedule.learning_rate=1e-4",
        )  # fmt: skip
        parser.add_argument(
            "--folder", action="append", default=[], dest="folders", metavar="SOURCE=FOLDER",
            help="where a source lies that is no release, below TRAINING_DATA_FOLDER",
        )  # fmt: skip
        parser.add_argument("--evaluate", default="", help="a benchmark to test it on afterwards")
        parser.add_argument("--judge", default="", help="a chat model to compare it with its base")
        parser.add_argument("--resume", metavar="NAME", help="goes on with a training that ended")
        parser.add_argument("--cancel", metavar="NAME", help="stops a training, which can go on")
        parser.add_argument("--estimate", action="store_true", help="only says what it would take")
        parser.add_argument("--here", action="store_true", help="work in this process, too")

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        try:
            if options["estimate"]:
                for line in sentences(estimate_training(dataset, _wish(options))):
                    self.stdout.write(line)
                return
            if options["cancel"]:
                run = cancel_training(_find(dataset, options["cancel"]))
                self.stdout.write(f"{run.name}: cancelled. {_again(run)}")
                return
            run = _start(dataset, options)
        except ValidationError as refused:
            raise CommandError(" ".join(map(str, refused.args))) from None
        except StudioError as refused:
            raise CommandError(refused.message) from None
        with _working() if options["here"] else nullcontext():
            try:
                self._watch(run)
            except KeyboardInterrupt:
                _leave(run, here=options["here"])

    def _watch(self, run: TrainingRun) -> None:
        with Display(self.stdout) as display:
            while not _is_over(run):
                time.sleep(POLL_S)
                run = TrainingRun.objects.with_jobs().get(pk=run.pk)
                display.show(run)
        self._report(run)

    def _report(self, run: TrainingRun) -> None:
        for reason, count in _skipped(run).items():
            self.stdout.write(f"  {count} samples skipped: {reason}")
        if run.facts.get("held_out") == 0:
            self.stdout.write("  nothing was held out, so nothing was validated")
        for checkpoint in run.checkpoints.filter(removed_at=None).order_by("step"):
            measured = describe_metrics(checkpoint.metrics)
            self.stdout.write(f"  {checkpoint}, step {checkpoint.step}: {measured}")
        if run.state != RunState.SUCCEEDED:
            raise CommandError(f"{_why(run)}{_way_on(run)}")
        if run.follow_error:
            raise CommandError(f"Trained, but not tested: {run.follow_error}")
        if run.followed:
            self.stdout.write(f"  tested on {run.benchmark}: {json.dumps(run.followed)}")


def _start(dataset: Dataset, options: dict[str, Any]) -> TrainingRun:
    if not options["resume"]:
        return start_training(dataset, _wish(options), by=None)
    return resume_training(_find(dataset, options["resume"]))


def _find(dataset: Dataset, name: str) -> TrainingRun:
    run = TrainingRun.objects.filter(dataset=dataset, name=name).first()
    if run is None:
        known = ", ".join(dataset.trainings.order_by("name").values_list("name", flat=True))
        raise CommandError(f"There is no training {name!r}. Trainings: {known}.")
    return run


def _leave(run: TrainingRun, *, here: bool) -> NoReturn:
    """Ctrl-C: what is trained in this process is cancelled, what a worker trains goes on."""
    if not here:
        stop = f"manage.py finetune {run.dataset.slug} --cancel {run.name}"
        raise CommandError(
            f"{run.name} goes on in the studio. Stop it with: {stop}", returncode=130
        )
    with suppress(TrainingStateError):  # it has ended just now
        cancel_training(run)
    raise CommandError(f"{run.name} was cancelled. {_again(run)}", returncode=130)


def _again(run: TrainingRun) -> str:
    return f"Go on with: manage.py finetune {run.dataset.slug} --resume {run.name}"


def _wish(options: dict[str, Any]) -> Wish:
    for needed in ("name", "recipe"):
        if not options[needed]:
            raise CommandError(f"Give a --{needed}, or --resume a training.")
    return Wish(
        name=options["name"],
        recipe=options["recipe"],
        release=options["release"],
        languages=tuple(filter(None, options["languages"].split(","))),
        changes={name: _value(said) for name, said in map(_pair, options["changes"])},
        folders=dict(map(_pair, options["folders"])),
        benchmark=options["evaluate"],
        judge=options["judge"],
    )


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise CommandError(f"{given!r} is no NAME=VALUE.")
    return name, value


def _value(said: str) -> Any:
    try:
        return json.loads(said)
    except json.JSONDecodeError:
        return said


def _is_over(run: TrainingRun) -> bool:
    """What is done with it afterwards is waited for, too."""
    if run.state not in _ENDED:
        return False
    return run.state != RunState.SUCCEEDED or not run.benchmark or run.followed_at is not None


def _way_on(run: TrainingRun) -> str:
    return "" if is_repeated(run.error_code) else f" {_again(run)}"


def _why(run: TrainingRun) -> str:
    """It did not succeed; a worker that was killed again and again left no word."""
    if run.error:
        return run.error
    if run.state == RunState.CANCELLED:
        return "The training was cancelled."
    return f"The training failed; its job {run.job_id} says why."


def _skipped(run: TrainingRun) -> dict[str, int]:
    counts: dict[str, int] = {}
    for reason in run.skipped.values_list("reason", flat=True):
        counts[reason] = counts.get(reason, 0) + 1
    return counts


@contextmanager
def _working() -> Iterator[None]:
    """Exports, trains and tests in a thread beside the block."""
    ended = threading.Event()
    thread = threading.Thread(target=_work_until, args=(ended,))
    thread.start()
    try:
        yield
    finally:
        ENDING.set()
        ended.set()
        thread.join()
        ENDING.clear()


def _work_until(ended: threading.Event) -> None:
    try:
        while not ended.wait(POLL_S):
            start_waiting()
            for queue in (Queue.CPU, Queue.TRAIN, Queue.GPU):
                work(queue, seconds=POLL_S)
    finally:
        connection.close()
