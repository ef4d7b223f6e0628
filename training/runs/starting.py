"""Starting trainings, taking them up again, and stopping them."""

from decimal import Decimal

from django.db import IntegrityError, transaction

from accounts.models import User
from catalog.models import Dataset
from jobs.costs import price_per_hour
from jobs.enums import JobState, Queue
from jobs.models import Job
from jobs.services import cancel_job, check_price, start_job
from training.runs.checking import prepare
from training.runs.enums import CANCELLABLE, RESUMABLE
from training.runs.errors import CheckpointNameTakenError, TrainingStateError
from training.runs.exports import export_for
from training.runs.kinds import KIND
from training.runs.models import TrainingRun
from training.runs.wishes import Wish


def start_training(
    dataset: Dataset,
    wish: Wish,
    *,
    by: User | None,
    priority: int = 0,
    budget: Decimal | None = None,
) -> TrainingRun:
    """Writes the training down and starts its job, or first the export that it reads.

    Raises:
        BudgetWithoutPriceError: nothing is known about the cost that the budget limits.
        CheckpointNameTakenError: somebody else took the name just now.
        StudioError, ValidationError: as `checking.prepare` says.
    """
    prepared = prepare(dataset, wish)
    check_price(budget, queue=Queue.TRAIN, price=price_per_hour(Queue.TRAIN))
    run = TrainingRun(
        dataset=dataset,
        name=wish.name,
        recipe=wish.recipe,
        changes=dict(wish.changes),
        definition=prepared.recipe.model_dump(mode="json"),
        folders=dict(wish.folders),
        release=prepared.release,
        benchmark=wish.benchmark,
        judge=wish.judge,
        priority=priority,
        budget=budget,
        created_by=by,
    )
    with transaction.atomic():
        _choose_export(run)
        _add(run)
        _start_if_ready(run)
    return run


def resume_training(run: TrainingRun) -> TrainingRun:
    """Goes on from the last state that was kept, under a job of its own.

    Raises:
        TrainingStateError: it is under way, paused (its job can be resumed), or complete.
    """
    with transaction.atomic():
        run = _locked(run)
        if run.state not in RESUMABLE:
            raise TrainingStateError(run.name, run.state, "resumed")
        run.error_code = run.error = ""
        _choose_export(run)
        run.save(update_fields=["export_job", "error_code", "error"])
        _start_if_ready(run)
    return run


def cancel_training(run: TrainingRun) -> TrainingRun:
    """Stops it, or the export that it waits for; the worker keeps a state to go on from.

    Raises:
        TrainingStateError: it has ended.
    """
    with transaction.atomic():
        run = _locked(run)
        if run.state not in CANCELLABLE:
            raise TrainingStateError(run.name, run.state, "cancelled")
        job = run.job or _export_under_way(run) or _start_job(run)
        cancelled = cancel_job(job)
        if run.job is None:
            run.export_job = cancelled
        else:
            run.job = cancelled
    return run


def start_waiting() -> int:
    """By the sweep: trainings whose release has been exported; returns how many it started."""
    started = 0
    for pk in TrainingRun.objects.waiting_for_export().values_list("pk", flat=True):
        with transaction.atomic():
            run = _locked(TrainingRun(pk=pk))
            if run.job is None:  # no other sweep was quicker
                _start_job(run)
                started += 1
    return started


def _choose_export(run: TrainingRun) -> None:
    chosen = run.export_job is not None and run.export_job.state == JobState.SUCCEEDED
    if run.release is not None and not chosen:
        run.export_job = export_for(run.release, run.trained_recipe, by=run.created_by)


def _add(run: TrainingRun) -> None:
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError:
        raise CheckpointNameTakenError(run.name) from None


def _start_if_ready(run: TrainingRun) -> None:
    if run.export_job is None or run.export_job.state == JobState.SUCCEEDED:
        _start_job(run)


def _export_under_way(run: TrainingRun) -> Job | None:
    """None where it has ended, and only the sweep has not come yet."""
    if run.export_job is None:
        return None
    export = Job.objects.select_for_update().get(pk=run.export_job.pk)
    return None if export.state == JobState.SUCCEEDED else export


def _start_job(run: TrainingRun) -> Job:
    job = start_job(
        run.dataset,
        kind=KIND,
        parameters={"run": run.pk},
        by=run.created_by,
        priority=run.priority,
        budget=run.budget,
    )
    run.job = job
    run.save(update_fields=["job"])
    run.jobs.add(job)
    return job


def _locked(run: TrainingRun) -> TrainingRun:
    rows = TrainingRun.objects.with_jobs().select_for_update(of=("self",), no_key=True)
    return rows.get(pk=run.pk)
