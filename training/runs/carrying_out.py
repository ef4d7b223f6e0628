"""What a worker does with a training."""

from jobs.kinds import WriteResults
from jobs.models import Batch


def carry_out(batch: Batch) -> WriteResults:
    raise NotImplementedError
