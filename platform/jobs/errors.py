"""What can go wrong with jobs.

StudioError
├── JobKindUnknownError      400
├── QueueUnknownError        400
├── BudgetWithoutPriceError  400
├── JobAlreadyRunningError   409
├── BudgetReachedError       409
├── NothingToRetryError      409
├── StreamsFullError         503
├── LeaseLostError           stays within the worker
└── WorkPutDownError         stays within the worker
"""

from collections.abc import Iterable
from decimal import Decimal

from common.errors import ConflictError, InvalidInputError, StudioError


class JobKindUnknownError(InvalidInputError):
    code = "job_kind_unknown"

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no job kind {kind!r}. Known kinds: {', '.join(sorted(known))}.")
        self.kind = kind


class QueueUnknownError(InvalidInputError):
    code = "queue_unknown"

    def __init__(self, queue: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no queue {queue!r}. Use one of: {', '.join(sorted(known))}.")
        self.queue = queue


class BudgetWithoutPriceError(InvalidInputError):
    """A budget that nothing could ever reach would only seem to protect."""

    code = "budget_without_price"

    def __init__(self, queue: str) -> None:
        message = (
            f"Work on queue {str(queue)!r} has no price, so a budget can't stop it. "
            f"Set PRICE_PER_HOUR_{queue.upper()} for workers and web, or leave the budget out."
        )
        super().__init__(message, details={"budget": [message]})
        self.queue = queue


class JobAlreadyRunningError(ConflictError):
    code = "job_already_running"

    def __init__(self, job_id: int | None) -> None:
        """``job_id`` is None when that job ended at this very moment."""
        does = "A job did exactly this" if job_id is None else f"Job {job_id} does exactly this"
        super().__init__(f"{does} already. Wait for it or cancel it.")
        self.job_id = job_id


class BudgetReachedError(ConflictError):
    code = "budget_reached"

    def __init__(self, job_id: int, *, cost: Decimal, budget: Decimal) -> None:
        super().__init__(
            f"Job {job_id} has cost {cost} of its budget of {budget}. Raise the budget first."
        )
        self.cost = cost
        self.budget = budget


class NothingToRetryError(ConflictError):
    code = "nothing_to_retry"

    def __init__(self, job_id: int) -> None:
        super().__init__(f"Nothing of job {job_id} failed, so there is nothing to try again.")


class StreamsFullError(StudioError):
    """The threads that are left are for answers: whoever asked may ask for the jobs instead."""

    status = 503
    code = "streams_full"
    RETRY_AFTER_S = 30

    def __init__(self) -> None:
        super().__init__(
            "As many pages as this server has room for are told of jobs as they change."
            f" Ask for the jobs themselves, and for a stream again in {self.RETRY_AFTER_S} seconds."
        )


class LeaseLostError(ConflictError):
    """The batch is no longer this worker's: its results must not be written."""

    code = "lease_lost"

    def __init__(self, batch_id: int, fence: int) -> None:
        super().__init__(f"Batch {batch_id} was given to another worker; token {fence} is void.")


class WorkPutDownError(ConflictError):
    """The worker stopped in the middle, and kept where it is: the batch goes on from there."""

    code = "work_put_down"

    def __init__(self, batch_id: int) -> None:
        super().__init__(f"Batch {batch_id} was put down, to go on from where it is.")
