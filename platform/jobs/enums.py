from django.db.models import TextChoices


class JobState(TextChoices):
    PLANNING = "planning", "Planning"
    RUNNING = "running", "Running"
    SUCCEEDED = "succeeded", "Succeeded"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


ACTIVE = frozenset({JobState.PLANNING, JobState.RUNNING})
ALLOWED: dict[JobState, frozenset[JobState]] = {
    JobState.PLANNING: frozenset({JobState.RUNNING, JobState.FAILED, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}),
    JobState.SUCCEEDED: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}


class BatchState(TextChoices):
    READY = "ready", "Ready"
    CLAIMED = "claimed", "Claimed"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN_BATCHES = frozenset({BatchState.READY, BatchState.CLAIMED})


class Queue(TextChoices):
    """Queues are named by the resource a worker must have."""

    CPU = "cpu", "Any worker"
    GPU = "gpu", "A worker with a GPU"
    TRAIN = "train", "A worker that trains"
    SYNC = "sync", "Short housekeeping"
