"""What a manager does with jobs."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from accounts.models import User
from catalog.models import Dataset
from common.errors import InvalidTransitionError
from common.states import check_move
from jobs import costs, kinds, nudges
from jobs.batches import move_batches
from jobs.enums import ACTIVE, ALLOWED, ENDED, BatchState, JobState, PauseReason
from jobs.errors import BudgetReachedError, BudgetWithoutPriceError, JobAlreadyRunningError
from jobs.leases import busy_until_now
from jobs.models import Batch, Job
from jobs.progress import freeze_progress


def start_job(  # noqa: PLR0913 - what a manager may say about a job
    dataset: Dataset,
    *,
    kind: str,
    parameters: Mapping[str, object],
    by: User | None,
    priority: int = 0,
    budget: Decimal | None = None,
) -> Job:
    """Writes the job down; a worker plans it and does it.

    Raises:
        JobKindUnknownError: no app registered this kind.
        ValidationError: the parameters are not the kind's.
        BudgetWithoutPriceError: nothing is known about the cost that the budget limits.
        JobAlreadyRunningError: the same job is under way, so a double click does nothing.
    """
    job_kind = kinds.get(kind)
    checked = check_parameters(dataset, kind=kind, parameters=parameters)
    queue = job_kind.queue_of(checked)
    job = Job(
        dataset=dataset,
        kind=kind,
        queue=queue,
        parameters=checked,
        fingerprint=_fingerprint(checked),
        priority=priority,
        price_per_hour=costs.price_per_hour(queue),
        created_by=by,
    )
    _set_budget(job, budget)
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        raise _already_running(job) from None
    transaction.on_commit(partial(nudges.send, job.queue))
    return job


def check_parameters(
    dataset: Dataset, *, kind: str, parameters: Mapping[str, object]
) -> dict[str, Any]:
    """Returns the parameters as the kind takes them, with its defaults; raises like `start_job`."""
    sent = kinds.get(kind).parameters(data=dict(parameters), context={"dataset": dataset})
    if unknown := sorted(set(parameters) - set(sent.fields)):
        known = ", ".join(sent.fields) or "none"
        said = [f"No such parameter; there are: {known}."]
        raise ValidationError(dict.fromkeys(unknown, said))
    sent.is_valid(raise_exception=True)
    checked: dict[str, Any] = sent.validated_data
    return checked


def _fingerprint(parameters: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()


def _already_running(job: Job) -> JobAlreadyRunningError:
    twins = Job.objects.active().filter(
        dataset=job.dataset, kind=job.kind, fingerprint=job.fingerprint
    )
    return JobAlreadyRunningError(twins.values_list("pk", flat=True).first())


def check_price(budget: Decimal | None, *, queue: str, price: Decimal) -> None:
    """Raises BudgetWithoutPriceError."""
    if budget is not None and not price:
        raise BudgetWithoutPriceError(queue)


def _set_budget(job: Job, budget: Decimal | None) -> None:
    check_price(budget, queue=job.queue, price=job.price_per_hour)
    job.budget = budget


def change_job(job: Job, **changes: Any) -> Job:
    """Changes ``priority`` and ``budget``, which count from the next claim on.

    Raises:
        BudgetWithoutPriceError: the job was started when its queue had no price.
    """
    with transaction.atomic():
        job = lock_job(job.pk)
        job.priority = changes.get("priority", job.priority)
        if "budget" in changes:
            _set_budget(job, changes["budget"])
        job.save(update_fields=["priority", "budget"])
    return job


def cancel_job(job: Job) -> Job:
    """Stops a job at once: what is done stays, what runs finds its results refused."""
    with transaction.atomic():
        job = lock_job(job.pk)
        move_batches(
            job.batches.all(),
            BatchState.CANCELLED,
            busy_seconds=busy_until_now(),
            finished_at=timezone.now(),
        )
        return move_job(job.pk, JobState.CANCELLED)


def pause_job(job: Job, *, reason: PauseReason = PauseReason.ASKED) -> Job:
    """Lets no more batches be claimed; those under way end, and their results are kept."""
    with transaction.atomic():
        job = move_job(job.pk, JobState.PAUSED)
        job.pause_reason = reason
        job.save(update_fields=["pause_reason"])
    return job


def resume_job(job: Job) -> Job:
    """Lets a paused job go on.

    Raises:
        BudgetReachedError: it would pause itself again at once.
        InvalidTransitionError: it isn't paused.
    """
    with transaction.atomic():
        job = lock_job(job.pk)
        if job.state != JobState.PAUSED:
            raise InvalidTransitionError(f"Job {job.pk}", job.state, JobState.RUNNING)
        check_budget(job)
        job = move_job(job.pk, JobState.RUNNING)
    transaction.on_commit(partial(nudges.send, job.queue))
    return job


def check_budget(job: Job) -> None:
    """Raises BudgetReachedError."""
    if job.budget is not None and costs.has_reached_budget(job):
        raise BudgetReachedError(job.pk, cost=costs.cost_so_far(job), budget=job.budget)


def pause_jobs_over_budget() -> None:
    """By the sweep: adding up after every batch would cost more than a few seconds' work."""
    for job in Job.objects.stoppable_by_budget():
        if costs.has_reached_budget(job):
            try:
                pause_job(job, reason=PauseReason.BUDGET_REACHED)
            except InvalidTransitionError:
                continue  # it ended meanwhile


_STATE_FIELDS = (
    "state", "pause_reason", "error", "started_at", "finished_at", "final_progress",
)  # fmt: skip


def move_job(job_id: int, state: JobState, *, error: str = "") -> Job:
    """The only place that changes a job's state; a job that ends has no open batch any more.

    Raises:
        InvalidTransitionError: the job is past the point where this is possible.
        JobAlreadyRunningError: another job of the same purpose is under way, so this one can't
            run again.
    """
    with transaction.atomic():
        job = lock_job(job_id)
        check_move(f"Job {job_id}", now=job.state, wanted=state, allowed=ALLOWED)
        revived = job.state in ENDED
        _write_state(job, state, error=error)
        try:
            with transaction.atomic():
                job.save(update_fields=_STATE_FIELDS)
        except IntegrityError:
            if not revived:
                raise
            raise _already_running(job) from None
        if state in ENDED:
            freeze_progress(job)
    return job


def _write_state(job: Job, state: JobState, *, error: str) -> None:
    now = timezone.now()
    if state == JobState.RUNNING:
        job.started_at = job.started_at or now
    job.finished_at = None if state in ACTIVE else now
    job.error = error if job.state in ENDED else error or job.error
    job.state, job.pause_reason, job.final_progress = state, "", None


def finish_job_if_done(job_id: int) -> None:
    """Ends a running or paused job none of whose batches is open.

    Called after a batch's own transaction: whoever commits last sees all the others. Asked
    again under the lock, as a retry may have opened some meanwhile.
    """
    batches = Batch.objects.filter(job_id=job_id)
    if batches.open().exists():
        return
    with transaction.atomic():
        job = lock_job(job_id)
        if job.state not in {JobState.RUNNING, JobState.PAUSED} or batches.open().exists():
            return
        move_job(job_id, JobState.FAILED if _has_failed(batches) else JobState.SUCCEEDED)


def _has_failed(batches: QuerySet[Batch]) -> bool:
    """Whether a batch was set aside, or not one unit of all was done."""
    if batches.filter(state=BatchState.FAILED).exists():
        return True
    return batches.exists() and not batches.filter(units_failed__lt=F("units")).exists()


def freeze_ended_jobs() -> None:
    """By the sweep: those that ended before their progress was kept."""
    for job_id in Job.objects.unfrozen().values_list("pk", flat=True):
        with transaction.atomic():
            job = lock_job(job_id)
            if job.state in ENDED and job.final_progress is None:  # not tried again meanwhile
                freeze_progress(job)


def lock_job(job_id: int) -> Job:
    """Lets rows that refer to the job be written meanwhile.

    A batch's results do, while it holds the batch that a cancel waits for: a deadlock otherwise.
    """
    return Job.objects.select_for_update(no_key=True).get(pk=job_id)
