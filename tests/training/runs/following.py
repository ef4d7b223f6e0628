"""Trainings that are carried out by a worker in a thread, while a test steers them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from catalog.models import Dataset
from jobs.enums import Queue
from jobs.work import work
from tests.jobs.threads import start as in_thread
from tests.releases.exported import export
from training.runs.models import TrainingRun
from training.runs.starting import start_training
from training.runs.wishes import Wish

STAND_IN = Path(__file__).with_name("stand_in.py")
WORKER = Path(__file__).with_name("worker.py")
STEPS = 6
LONG = 900
"""Too many to be done meanwhile, and each still a point."""


def use_stand_in(monkeypatch: pytest.MonkeyPatch, how: str = "") -> None:
    """Instead of `python -m training`, which needs seconds to import torch."""
    monkeypatch.setattr(
        "training.runs.process.command_for",
        lambda folder: [sys.executable, str(STAND_IN), str(folder)],
    )
    monkeypatch.setattr("training.runs.carrying_out.POLL_S", 0.05)
    monkeypatch.setenv("STAND_IN", how)


def begin(dataset: Dataset, *, steps: int = STEPS, **wish: Any) -> TrainingRun:
    """Starts a training of the release's export, so that it waits for a worker."""
    if not dataset.releases.get().exports.exists():
        export(dataset.releases.get(), "parquet")
    given = {
        "name": "tiny",
        "recipe": "qwen2_5_omni_lora",
        "release": "v1",
        "languages": ("ara", "eng"),
        "changes": {"schedule.most_steps": steps},
        **wish,
    }
    return start_training(dataset, Wish(**given), by=None)


@contextmanager
def a_worker(seconds: float = 60) -> Iterator["Future[bool]"]:
    """Works on trainings beside the block, which it outlives until nothing is left to do."""
    with ThreadPoolExecutor(1) as pool:
        yield in_thread(pool, lambda: work(Queue.TRAIN, seconds=seconds))


def wait_for(happened: Callable[[], bool], *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def fresh(run: TrainingRun) -> TrainingRun:
    return TrainingRun.objects.with_jobs().get(pk=run.pk)


def end_after(run: TrainingRun, steps: int) -> None:
    schedule = {**run.definition["schedule"], "most_steps": steps}
    definition = {**run.definition, "schedule": schedule}
    TrainingRun.objects.filter(pk=run.pk).update(definition=definition)


def spawn_worker() -> "subprocess.Popen[bytes]":
    """On this test's database and folders."""
    told = connection.settings_dict
    address = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{address}",
        "TRAINING_FOLDER": str(settings.TRAINING_FOLDER),
        "FINETUNED_FOLDER": settings.FINETUNED_FOLDER,
        "AUDIO_STORE": settings.AUDIO_STORE,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    return subprocess.Popen([sys.executable, str(WORKER)], env=environment)
