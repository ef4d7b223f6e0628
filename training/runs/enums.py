from django.db.models import TextChoices

from jobs.enums import JobState


class RunState(TextChoices):
    """A training's own state before its job, then its latest job's."""

    EXPORTING = "exporting", "Its release is being exported"
    PLANNING = JobState.PLANNING.value, "Waits for a worker"
    RUNNING = JobState.RUNNING.value, "Running"
    PAUSED = JobState.PAUSED.value, "Paused"
    SUCCEEDED = JobState.SUCCEEDED.value, "Succeeded"
    FAILED = JobState.FAILED.value, "Failed"
    CANCELLED = JobState.CANCELLED.value, "Cancelled"


RESUMABLE = frozenset({RunState.FAILED, RunState.CANCELLED})
"""A paused one goes on through its job, a succeeded one is complete."""
CANCELLABLE = frozenset(RunState) - {RunState.SUCCEEDED, *RESUMABLE}
