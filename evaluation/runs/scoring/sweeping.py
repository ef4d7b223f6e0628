"""One sweep at a time, and what fails keeps nothing else from its turn."""

import logging
from collections.abc import Callable, Iterable
from time import monotonic
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from evaluation.runs.models.drawn import Drawn

logger = logging.getLogger(__name__)
One = TypeVar("One")
Made = TypeVar("Made", bound=Drawn)
_LOCK = 0x5C08E5


def is_alone() -> bool:
    """Keeps other sweeps out until the transaction ends; False where one is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        row = cursor.fetchone()
        return bool(row and row[0])


def do_each(ones: Iterable[One], do: Callable[[One], None]) -> int:
    """Returns how many could be done."""
    done = 0
    for one in ones:
        try:
            with transaction.atomic():
                do(one)
            done += 1
        except Exception:  # whatever one holds, the next sweep tries it again, and all others now
            logger.exception("%s can't be scored", one)
    return done


def make(drawn: Made, find: Callable[[Made], object]) -> None:
    """Keeps what is found, and how long that took."""
    drawn.made_at, begun = timezone.now(), monotonic()
    drawn.found = find(drawn)
    drawn.seconds = monotonic() - begun
    drawn.save()
