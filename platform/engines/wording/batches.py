"""Rows written in batches of like length, each of them if it has room."""

from collections.abc import Callable, Sequence

from engines.batching import Budget, run_in_batches
from engines.loading import is_out_of_memory
from engines.protocols import ItemFailure, Sampling
from engines.residency import free_memory
from engines.wording.rows import Row, Written, room_of, too_long


def write_in_batches(  # noqa: PLR0913 - the last three name what the message and memory need
    rows: Sequence[Row],
    sampling: Sampling,
    write: Callable[[list[Row]], Sequence[Written]],
    *,
    budget: Budget,
    name: str,
    window: int,
) -> list[Written | ItemFailure]:
    """What a model writes behind each row, in their order.

    Args:
        rows: in any order.
        sampling: as in the request.
        write: runs the model on a batch.
        budget: padded tokens of a batch; shrunk where memory ends.
        name: of the engine, for messages.
        window: tokens that the model holds; a row that needs more is a failure.
    """
    refused = [too_long(row, sampling, name=name, most=window) for row in rows]
    asked = [row for row, failure in zip(rows, refused, strict=True) if failure is None]
    written = iter(
        run_in_batches(
            asked,
            size_of=lambda row: room_of(row, sampling),
            run=write,
            budget=budget,
            is_out_of_memory=is_out_of_memory,
            free_memory=free_memory,
        )
    )
    return [failure or next(written) for failure in refused]
