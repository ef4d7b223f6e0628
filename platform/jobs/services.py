"""What a manager does with jobs."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from catalog.models import Dataset
from jobs import kinds, nudges
from jobs.enums import ALLOWED, BatchState, JobState
from jobs.errors import InvalidTransitionError, JobAlreadyRunningError
from jobs.models import Batch, Job


def start_job(
    dataset: Dataset, *, kind: str, parameters: Mapping[str, object], by: User | None
) -> Job:
    """Writes the job down; a worker plans it and does it.

    Raises:
        JobKindUnknownError: no app registered this kind.
        ValidationError: the parameters are not the kind's.
        JobAlreadyRunningError: the same job is under way, so a double click does nothing.
    """
    job_kind = kinds.get(kind)
    sent = job_kind.parameters(data=dict(parameters), context={"dataset": dataset})
    sent.is_valid(raise_exception=True)
    fingerprint = _fingerprint(sent.validated_data)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                dataset=dataset,
                kind=kind,
                queue=job_kind.queue,
                parameters=sent.validated_data,
                fingerprint=fingerprint,
                created_by=by,
            )
    except IntegrityError:
        twins = Job.objects.active().filter(dataset=dataset, kind=kind, fingerprint=fingerprint)
        raise JobAlreadyRunningError(twins.values_list("pk", flat=True).first()) from None
    transaction.on_commit(partial(nudges.send, job.queue))
    return job


def _fingerprint(parameters: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()


def cancel_job(job: Job) -> Job:
    """Stops a job at once: what is done stays, what runs finds its results refused."""
    with transaction.atomic():
        job = move_job(job.pk, JobState.CANCELLED)
        job.batches.open().update(state=BatchState.CANCELLED, finished_at=timezone.now())
    return job


def move_job(job_id: int, state: JobState, *, error: str = "") -> Job:
    """The only place that changes a job's state.

    Raises:
        InvalidTransitionError: the job is past the point where this is possible.
    """
    with transaction.atomic():
        job = _lock(job_id)
        if state not in ALLOWED[JobState(job.state)]:
            raise InvalidTransitionError(f"Job {job_id}", job.state, state)
        now = timezone.now()
        if state == JobState.RUNNING:
            job.started_at = now
        else:
            job.finished_at = now
        job.state, job.error = state, error or job.error
        job.save(update_fields=["state", "error", "started_at", "finished_at"])
    return job


def finish_job_if_done(job_id: int) -> None:
    """Ends a running job none of whose batches is open.

    Called after a batch's own transaction: whoever commits last sees all the others.
    """
    batches = Batch.objects.filter(job_id=job_id)
    if batches.open().exists():
        return
    failed = batches.filter(state=BatchState.FAILED).exists()
    with transaction.atomic():
        if _lock(job_id).state == JobState.RUNNING:
            move_job(job_id, JobState.FAILED if failed else JobState.SUCCEEDED)


def _lock(job_id: int) -> Job:
    """Lets rows that refer to the job be written meanwhile.

    A batch's results do, while it holds the batch that a cancel waits for: a deadlock otherwise.
    """
    return Job.objects.select_for_update(no_key=True).get(pk=job_id)
