"""The one place that says which batches may move to which state."""

from typing import Any

from django.db.models import QuerySet

from common.states import move_rows, states_before
from jobs.enums import ALLOWED_BATCH, BatchState
from jobs.models import Batch


def move_batches(batches: QuerySet[Batch], state: BatchState, **values: Any) -> int:
    """Moves those that may, with further values of theirs; returns how many.

    Only `jobs.leases` moves batches otherwise, in SQL that also chooses them; it asks
    `sql_states_before` for the states to choose from.
    """
    return move_rows(batches, state, allowed=ALLOWED_BATCH, **values)


def sql_states_before(*states: BatchState) -> str:
    """From which all of these are one move away, for ``state IN (...)``.

    Literals, as a parameter would hide from the database that a partial index fits.
    """
    before = [set(states_before(state, allowed=ALLOWED_BATCH)) for state in states]
    return ", ".join(f"'{state}'" for state in sorted(set.intersection(*before)))
