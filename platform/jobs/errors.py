"""What can go wrong with jobs.

StudioError
├── JobKindUnknownError      400
├── JobAlreadyRunningError   409
├── InvalidTransitionError   409
└── LeaseLostError           stays within the worker
"""

from collections.abc import Iterable

from common.errors import ConflictError, InvalidInputError


class JobKindUnknownError(InvalidInputError):
    code = "job_kind_unknown"

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no job kind {kind!r}. Known kinds: {', '.join(sorted(known))}.")
        self.kind = kind


class JobAlreadyRunningError(ConflictError):
    code = "job_already_running"

    def __init__(self, job_id: int | None) -> None:
        """``job_id`` is None when that job ended at this very moment."""
        does = "A job did exactly this" if job_id is None else f"Job {job_id} does exactly this"
        super().__init__(f"{does} already. Wait for it or cancel it.")
        self.job_id = job_id


class InvalidTransitionError(ConflictError):
    code = "invalid_transition"

    def __init__(self, thing: str, now: str, wanted: str) -> None:
        super().__init__(f"{thing} is {now}; it can't become {wanted}.")


class LeaseLostError(ConflictError):
    """The batch is no longer this worker's: its results must not be written."""

    code = "lease_lost"

    def __init__(self, batch_id: int, fence: int) -> None:
        super().__init__(f"Batch {batch_id} was given to another worker; token {fence} is void.")
