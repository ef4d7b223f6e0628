"""State machines: which moves are allowed, and the writing of one that is."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from django.db.models import QuerySet

from common.errors import InvalidTransitionError

Moves = Mapping[Any, AbstractSet[Any]]


def check_move(thing: str, *, now: str, wanted: str, allowed: Moves) -> None:
    """Raises InvalidTransitionError where ``allowed`` has no way from ``now`` to ``wanted``."""
    if wanted not in allowed[now]:
        raise InvalidTransitionError(thing, now, wanted)


def states_before(wanted: str, *, allowed: Moves) -> list[str]:
    """The states from which ``wanted`` may be reached in one move."""
    return sorted(str(state) for state, following in allowed.items() if wanted in following)


def move_rows(rows: QuerySet[Any], wanted: str, *, allowed: Moves, **values: object) -> int:
    """Moves those of the rows that may; one statement, so nothing comes between look and write."""
    before = states_before(wanted, allowed=allowed)
    return rows.filter(state__in=before).update(state=wanted, **values)


def move_row(row: Any, wanted: str, *, allowed: Moves, **values: object) -> None:
    """Moves one row and writes ``values`` with it, there and in memory.

    Raises:
        InvalidTransitionError: its state, read anew, is past the point where this is possible.
    """
    stored = type(row).objects.filter(pk=row.pk)
    if not move_rows(stored, wanted, allowed=allowed, **values):
        raise InvalidTransitionError(str(row), stored.get().state, wanted)
    for field, value in {"state": wanted, **values}.items():
        setattr(row, field, value)
