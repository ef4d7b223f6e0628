"""What of many requests is handed on where some were refused: what was answered is never lost."""

from collections.abc import Sequence

from engines.endpoint.answer import Answer
from engines.endpoint.setbacks import Halt
from engines.protocols import ItemFailure


def is_over(seen: Sequence[Answer | ItemFailure | Halt], *, enough: int) -> bool:
    """Whether requests that are still to come have no chance.

    Args:
        seen: results so far, in any order.
        enough: so many that were refused, and no other, speak for all.
    """
    halts = [one for one in seen if isinstance(one, Halt)]
    return any(one.certain for one in halts) or len(halts) == len(seen) >= enough


def settle(
    results: Sequence[Answer | ItemFailure | Halt | None], *, enough: int
) -> list[Answer | ItemFailure]:
    """One result per request, in order.

    Args:
        results: None where nothing was asked, since it was over.
        enough: as in `is_over`, now that no more will come.

    Raises:
        EndpointRefusedError: nothing was answered, and that concerns all.
        EndpointUnreachableError: nothing answers at the server's address.
    """
    seen = [one for one in results if one is not None]
    halts = [one for one in seen if isinstance(one, Halt)]
    if not halts:
        return [one for one in seen if not isinstance(one, Halt)]
    worst = next((one for one in halts if one.certain), halts[0])
    if len(halts) == len(seen) and is_over(seen, enough=enough):
        raise worst.error
    return [_settled(one, worst) for one in results]


def _settled(result: Answer | ItemFailure | Halt | None, worst: Halt) -> Answer | ItemFailure:
    if result is None:
        return ItemFailure(worst.failure.code, str(worst.error))
    return result.failure if isinstance(result, Halt) else result
