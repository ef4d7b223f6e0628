"""What a worker does with a training: it starts the process, follows it, and ends it when asked."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from threading import Event

from django.db import Error, connection

from jobs.enums import BatchState, JobState
from jobs.errors import LeaseLostError, WorkPutDownError
from jobs.kinds import FailedUnit, WriteResults
from jobs.leases import count_from_here
from jobs.models import Batch
from training import errors as training_errors
from training import events
from training.failing import tell_left
from training.runs.errors import TrainingDiedError
from training.runs.keeping import Keeper
from training.runs.models import TrainingRun
from training.runs.places import prepare_folder
from training.runs.process import TrainingProcess
from training.runs.room import check_room

logger = logging.getLogger(__name__)
POLL_S = 1.0
ENDING = Event()
"""Set where this worker shall end: its training keeps its state, for another one."""


_ENDINGS = (events.Done, events.Stopped, events.Failed)


class _Standing(Enum):
    """Of the batch, and so of the training."""

    HELD = auto()
    PAUSED = auto()
    """Its job is, or this worker ends."""
    CANCELLED = auto()
    LOST = auto()
    """Another worker has it by now."""


def carry_out(batch: Batch) -> WriteResults:
    """Trains to the end, or until the job is paused or cancelled.

    Raises:
        LeaseLostError: it was cancelled, and kept its state; or another worker has it.
        WorkPutDownError: it was paused, or asked to end by the machine; it goes on later.
        TrainingDiedError: the process ended without a word; it goes on from its last state.
        FolderStaysBusyError: a process of an earlier worker still trains.
        NoRoomError: the disk is too full to begin.
    """
    run = TrainingRun.objects.with_jobs().get(pk=batch.subject_ids[0])
    try:
        return _carry_out(batch, run)
    except (LeaseLostError, WorkPutDownError, Error):
        raise
    except Exception as problem:
        # For whoever looks at the training; the batch, and so its job, tells the same.
        run.error_code, run.error = type(problem).__name__[:60], str(problem)
        run.save(update_fields=["error_code", "error"])
        raise


def _carry_out(batch: Batch, run: TrainingRun) -> WriteResults:
    check_room(run.trained_recipe)
    folder = prepare_folder(run)
    keeper = Keeper(run, folder)
    keeper.keep_new()  # what was told after an earlier worker died
    keeper.last = None
    with _holding(run, batch):
        with TrainingProcess(folder) as process:
            standing, status = _follow(batch, process, keeper)
        if standing is _Standing.LOST:
            raise LeaseLostError(batch.pk, batch.fence)
        keeper.keep_new()
        if not isinstance(keeper.last, _ENDINGS) and tell_left(folder):
            keeper.keep_new()
    return _outcome(batch, run, keeper, standing, died=f"status {status}; {process.last_words}")


@contextmanager
def _holding(run: TrainingRun, batch: Batch) -> Iterator[None]:
    """The training says so while the block runs; after that, unless another worker has it."""
    rows = TrainingRun.objects.filter(pk=run.pk)
    rows.update(held_by=batch.fence)
    try:
        yield
    finally:
        rows.filter(held_by=batch.fence).update(held_by=0)


def _follow(batch: Batch, process: TrainingProcess, keeper: Keeper) -> tuple[_Standing, int]:
    """To the end of the process; gives why it was stopped, if it was."""
    why = _Standing.HELD
    while (status := process.wait(POLL_S)) is None:
        if why is _Standing.HELD and (why := _ask(batch, keeper)) is not _Standing.HELD:
            process.ask_to_stop()
    return why, status


def _ask(batch: Batch, keeper: Keeper) -> _Standing:
    """Keeps what was told meanwhile. A database that is away for a while stops no training."""
    try:
        standing = _standing(batch)
        if standing is not _Standing.LOST:
            _keep(batch, keeper)
    except Error as problem:
        logger.warning("what %s does could not be kept: %s", batch, problem)
        connection.close()
        return _Standing.HELD
    return standing


def _keep(batch: Batch, keeper: Keeper) -> None:
    before = keeper.kept_states
    keeper.keep_new()
    if keeper.kept_states > before:
        count_from_here(batch)


def _standing(batch: Batch) -> _Standing:
    rows = Batch.objects.filter(pk=batch.pk).values_list("fence", "state", "job__state")
    fence, state, job_state = rows.get()
    if fence != batch.fence:
        return _Standing.LOST
    if state == BatchState.CANCELLED:
        return _Standing.CANCELLED
    if state != BatchState.CLAIMED:
        return _Standing.LOST
    pauses = job_state == JobState.PAUSED or ENDING.is_set()
    return _Standing.PAUSED if pauses else _Standing.HELD


def _outcome(
    batch: Batch, run: TrainingRun, keeper: Keeper, standing: _Standing, *, died: str
) -> WriteResults:
    last = keeper.last
    if isinstance(last, events.Done):
        return list
    if standing is _Standing.CANCELLED:
        raise LeaseLostError(batch.pk, batch.fence)
    if isinstance(last, events.Failed) and hasattr(training_errors, last.code):
        # The same step would fail again: a person has to look first.
        failed = [FailedUnit(run.pk, last.code, last.message)]
        return lambda: failed
    if standing is _Standing.PAUSED or isinstance(last, events.Stopped):
        raise WorkPutDownError(batch.pk)
    raise TrainingDiedError(run.name, step=run.step, detail=_told(last, died))


def _told(last: events.Event | None, died: str) -> str:
    return f"{last.code}: {last.message}" if isinstance(last, events.Failed) else died
