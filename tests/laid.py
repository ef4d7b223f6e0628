"""Rows that many tests begin with, written once for all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

Laid = TypeVar("Laid")


@contextmanager
def laid(blocker: DjangoDbBlocker, make: Callable[[], Laid]) -> Iterator[Laid]:
    """What `make` writes and returns, for a fixture of a module.

    Each test runs in a transaction within this one, and is rolled back to it; tests that commit
    can't use it. The objects are not rolled back, so a test takes a deep copy of them.
    """
    outer = transaction.atomic()
    with blocker.unblock():
        outer.__enter__()
    try:
        with blocker.unblock():
            made = make()
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
