"""StudioError -> JobKindUnknownError, JobAlreadyRunningError, InvalidTransitionError, LeaseLostError."""

from collections.abc import Iterable

from common.errors import ConflictError, InvalidInputError


class JobKindUnknownError(InvalidInputError):
    code = "job_kind_unknown"

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no job kind {kind!r}. Known kinds: {', '.join(sorted(known))}.")
        self.kind = kind


class JobAlreadyRunningError(ConflictError):
    code = "job_already_running"

    def __init__(self, job_id: int) -> None:
        super().__init__(f"Job {job_id} does exactly this already. Wait for it or cancel it.")
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
