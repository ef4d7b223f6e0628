from django.db.models import TextChoices


class JobState(TextChoices):
    PLANNING = "planning", "Planning"
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    SUCCEEDED = "succeeded", "Succeeded"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


ACTIVE = frozenset({JobState.PLANNING, JobState.RUNNING, JobState.PAUSED})
ENDED = frozenset(JobState) - ACTIVE
# A paused job ends when what was claimed before the pause was its last. What ended runs again
# when its failures are retried, and is planned again when its plan is what failed.
ALLOWED: dict[JobState, frozenset[JobState]] = {
    JobState.PLANNING: frozenset({JobState.RUNNING, JobState.FAILED, JobState.CANCELLED}),
    JobState.RUNNING: frozenset(
        {JobState.PAUSED, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}
    ),
    JobState.PAUSED: frozenset(
        {JobState.RUNNING, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}
    ),
    JobState.SUCCEEDED: frozenset({JobState.RUNNING}),
    JobState.FAILED: frozenset({JobState.RUNNING, JobState.PLANNING}),
    JobState.CANCELLED: frozenset(),
}


class PauseReason(TextChoices):
    ASKED = "asked", "A person paused it"
    BUDGET_REACHED = "budget_reached", "Its cost reached its budget"


class BatchState(TextChoices):
    READY = "ready", "Ready"
    CLAIMED = "claimed", "Claimed"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN_BATCHES = frozenset({BatchState.READY, BatchState.CLAIMED})
# A claimed batch is ready again when it is given back or its worker died; one that was set aside,
# when its job is retried.
ALLOWED_BATCH: dict[BatchState, frozenset[BatchState]] = {
    BatchState.READY: frozenset({BatchState.CLAIMED, BatchState.CANCELLED}),
    BatchState.CLAIMED: frozenset(BatchState) - {BatchState.CLAIMED},
    BatchState.DONE: frozenset(),
    BatchState.FAILED: frozenset({BatchState.READY}),
    BatchState.CANCELLED: frozenset(),
}


class FailureCode(TextChoices):
    """Why units failed, where no engine said so."""

    WORKER_DIED = "worker_died", "Was in a batch that ended several workers"


class Queue(TextChoices):
    """Queues are named by the resource a worker must have."""

    CPU = "cpu", "Any worker"
    GPU = "gpu", "A worker with a GPU"
    TRAIN = "train", "A worker that trains"
    SYNC = "sync", "Short housekeeping"
