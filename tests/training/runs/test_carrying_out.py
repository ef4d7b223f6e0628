"""A worker carries trainings out: what is told is kept, and whoever asks may stop and go on."""

import fcntl
import json
from datetime import timedelta
from pathlib import Path

import pytest
from celery.signals import worker_shutting_down
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

import training.runs.tasks  # noqa: F401 - a worker imports it, and so hears that it shall end
from catalog.models import Dataset
from jobs.enums import BatchState, JobState, Queue
from jobs.leases import free_expired_batches
from jobs.models import Batch
from jobs.services import pause_job, resume_job
from jobs.work import plan_next_job, work
from tests.training.runs.following import (
    LONG,
    a_worker,
    begin,
    end_after,
    fresh,
    spawn_worker,
    use_stand_in,
    wait_for,
)
from tests.training.runs.scene import make_trainable
from training.orders import read_order
from training.runs import carrying_out
from training.runs.carrying_out import ENDING
from training.runs.errors import TrainingStateError
from training.runs.models import TrainingRun
from training.runs.places import run_folder
from training.runs.starting import cancel_training, resume_training


@pytest.fixture
def dataset(transactional_db: None) -> Dataset:
    return make_trainable()


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    use_stand_in(monkeypatch)


def steps_of(run: TrainingRun) -> list[int]:
    return [*run.points.order_by("step").values_list("step", flat=True)]


def work_it_off() -> None:
    work(Queue.TRAIN, seconds=60)


def test_what_a_training_tells_stands_in_the_database(dataset: Dataset, settings: Settings) -> None:
    run = begin(dataset)
    work_it_off()

    run = fresh(run)
    assert (run.state, run.step, run.steps, run.ended_because) == ("succeeded", 6, 6, "steps")
    assert run.facts["device"] == "cpu"
    assert steps_of(run) == [1, 2, 3, 4, 5, 6]
    assert run.points.get(step=4).loss == 0.25
    assert run.validations.get().metrics == {"wer": 0.25}
    assert [*run.skipped.values_list("key", "reason")] == [("item1_ara", "unreadable")]
    checkpoint = run.checkpoints.get()
    assert (checkpoint.folder, checkpoint.is_best, checkpoint.is_final) == ("tiny", True, True)
    assert checkpoint.sums == {"adapter.safetensors": "0" * 64}
    assert (checkpoint.size_bytes, checkpoint.metrics["wer"]) == (7, 0.25)
    assert checkpoint.licences == {"multispeechqa": "CC-BY-4.0, CC0-1.0"}
    assert run.manifest["sources"].keys() == {"multispeechqa"}


def test_the_process_is_told_where_the_release_lies(dataset: Dataset, settings: Settings) -> None:
    run = begin(dataset)
    work_it_off()

    order = read_order(run_folder(run))
    place = order.places["multispeechqa"]
    assert run.export_job is not None
    [shard] = run.export_job.export.shards.all()
    assert [(one.name, one.sha256) for one in place.shards] == [(shard.filename, shard.sha256)]
    assert (Path(place.path) / place.shards[0].path).stat().st_size == shard.size_bytes
    assert (order.name, str(order.finetuned)) == ("tiny", settings.FINETUNED_FOLDER)
    assert order.lineage["release_sha256"] == dataset.releases.get().manifest
    assert "password" not in json.dumps(order.model_dump(mode="json")).lower()


def test_long_trainings_keep_as_many_points_as_a_curve_needs(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.runs.keeping.MOST_POINTS", 2)
    run = begin(dataset, steps=5)
    work_it_off()

    assert [*run.points.order_by("step").values_list("step", "memory_bytes")] == [
        (3, 3_000),
        (5, 5_000),
    ]
    assert run.points.get(step=3).loss == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_cancelled_training_keeps_its_state_and_goes_on_from_it(dataset: Dataset) -> None:
    run = begin(dataset, steps=LONG)
    with a_worker():
        wait_for(lambda: fresh(run).step >= 3)
        cancelled = cancel_training(run)
        assert (cancelled.state, cancelled.is_ending) == ("cancelled", True)
    stopped = fresh(run)
    assert not stopped.is_ending
    kept = json.loads((run_folder(run) / "state").read_text())
    assert (stopped.state, stopped.step) == ("cancelled", kept)
    assert steps_of(stopped) == [*range(1, kept + 1)]

    end_after(run, kept + 3)
    resume_training(run)
    work_it_off()

    ended = fresh(run)
    assert (ended.state, ended.jobs.count()) == ("succeeded", 2)
    assert steps_of(ended) == [*range(1, kept + 4)]


def test_training_that_was_complete_when_it_was_cancelled_is_complete(dataset: Dataset) -> None:
    run = begin(dataset)
    work_it_off()
    run.jobs.all().update(state=JobState.CANCELLED)

    assert fresh(run).state == "succeeded"
    with pytest.raises(TrainingStateError):
        resume_training(run)


def test_killed_worker_is_not_awaited_longer_than_its_process_may_take(
    dataset: Dataset, settings: Settings
) -> None:
    settings.TRAINING_GRACE_SECONDS = 60
    run = cancel_training(begin(dataset))
    run.held_by = 1
    assert run.is_ending
    assert run.job is not None
    run.job.finished_at = timezone.now() - timedelta(seconds=61)
    assert not run.is_ending


def test_paused_training_waits_and_goes_on_in_the_same_job(dataset: Dataset) -> None:
    run = begin(dataset, steps=LONG)
    assert run.job is not None
    with a_worker():
        wait_for(lambda: fresh(run).step >= 3)
        pause_job(run.job)
    paused = fresh(run)
    batch = Batch.objects.get(job=run.job)
    assert (paused.state, batch.state, batch.attempts) == ("paused", BatchState.READY, 0)

    end_after(run, paused.step + 3)
    resume_job(run.job)
    work_it_off()

    assert (fresh(run).state, steps_of(run)) == ("succeeded", [*range(1, paused.step + 4)])


def test_worker_that_shall_end_leaves_its_training_to_another(dataset: Dataset) -> None:
    run = begin(dataset, steps=LONG)
    plan_next_job(Queue.TRAIN)
    try:
        with a_worker(seconds=0.5):  # its turn is over before the process has started
            wait_for(lambda: fresh(run).step >= 3)
            worker_shutting_down.send(sender=None)
    finally:
        ENDING.clear()
    waiting = fresh(run)
    assert (waiting.state, Batch.objects.get(job=run.job).state) == ("running", BatchState.READY)
    end_after(run, waiting.step + 3)
    work_it_off()

    assert (fresh(run).state, steps_of(run)) == ("succeeded", [*range(1, waiting.step + 4)])


def test_loss_that_is_no_number_fails_at_once_and_says_where(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN", "nan")
    run = begin(dataset)
    work_it_off()

    failed = fresh(run)
    assert (failed.state, failed.error_code) == ("failed", "LossNotFiniteError")
    assert "at step 3, batch 0, which holds item1_ara" in failed.error
    assert Batch.objects.get(job=failed.job).attempts == 1
    resume_training(run)
    work_it_off()
    assert (fresh(run).state, fresh(run).error) == ("succeeded", "")


def test_error_of_another_process_is_told_though_the_first_was_killed(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN", "lost")
    run = begin(dataset)
    work_it_off()

    failed = fresh(run)
    assert (failed.state, failed.error_code) == ("failed", "DeviceFullError")
    assert failed.error.startswith("Process 1: A clip of 31 s alone")
    resume_training(run)
    work_it_off()
    assert (fresh(run).state, fresh(run).error) == ("succeeded", "")


@pytest.mark.parametrize("how", ["die", "crash"])
def test_training_whose_process_dies_is_tried_again_from_its_state(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("STAND_IN", how)
    run = begin(dataset)
    work_it_off()

    ended = fresh(run)
    assert (ended.state, steps_of(ended)) == ("succeeded", [1, 2, 3, 4, 5, 6])
    assert ended.jobs.count() == 1


def test_database_that_is_away_stops_no_training(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = carrying_out._standing  # noqa: SLF001 - the first question meets no database
    answers = iter([OperationalError("away")])

    def ask(batch: Batch) -> object:
        if problem := next(answers, None):
            raise problem
        return asked(batch)

    monkeypatch.setattr(carrying_out, "_standing", ask)
    run = begin(dataset, steps=40)
    work_it_off()

    assert (fresh(run).state, steps_of(run)) == ("succeeded", [*range(1, 41)])


def test_nothing_is_started_where_the_disk_is_full(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.runs.room.disk_bytes", lambda _: 10**18)
    run = begin(dataset)
    work_it_off()

    failed = fresh(run)
    assert (failed.state, failed.error_code) == ("failed", "NoRoomError")
    assert "GB free" in failed.error
    assert "GB free" in Batch.objects.get(job=run.job).error
    assert not run_folder(run).exists()


def test_whoever_comes_second_waits_for_the_first_to_end(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.TRAINING_GRACE_SECONDS = 0.2
    run = begin(dataset)
    folder = run_folder(run)
    folder.mkdir(parents=True)
    with (folder / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        work_it_off()

    assert fresh(run).state == "failed"
    assert "Another process trains in" in Batch.objects.get(job=run.job).error
    resume_training(run)
    work_it_off()
    assert fresh(run).state == "succeeded"


@pytest.mark.processes
def test_process_of_a_killed_worker_keeps_its_state_and_ends(dataset: Dataset) -> None:
    """Killed as the system kills: the worker cleans nothing up."""
    run = begin(dataset, steps=LONG)
    worker = spawn_worker()
    try:
        wait_for(lambda: fresh(run).step >= 3)
    finally:
        worker.kill()
        worker.wait()
    folder = run_folder(run)
    wait_for(lambda: '"stopped"' in (folder / "events.jsonl").read_text())
    kept = int((folder / "state").read_text())
    assert Batch.objects.get(job=run.job).state == BatchState.CLAIMED

    end_after(run, kept + 2)
    Batch.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    free_expired_batches()
    work_it_off()

    assert (fresh(run).state, steps_of(run)) == ("succeeded", [*range(1, kept + 3)])
