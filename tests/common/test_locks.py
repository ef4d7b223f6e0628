"""Locks are waited for as long as was said, and afterwards as everywhere else."""

import pytest
from django.db import OperationalError, connection, transaction

from catalog.models import Dataset
from common.errors import ConflictError
from common.locks import is_held_up, wait_at_most
from tests.factories import make_dataset
from tests.jobs.threads import at_the_same_time

BUSY = ConflictError("Somebody else holds it.")


def lock(dataset: Dataset) -> None:
    Dataset.objects.select_for_update().get(pk=dataset.pk)


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_is_held_too_long_is_told_as_was_asked() -> None:
    dataset = make_dataset()

    def hasty() -> None:
        with transaction.atomic(), wait_at_most("50ms", BUSY):
            lock(dataset)

    with transaction.atomic():
        lock(dataset)
        with pytest.raises(ConflictError, match="holds it"):
            at_the_same_time(hasty)


@pytest.mark.django_db
def test_a_problem_that_is_none_of_locks_stays_as_it_is() -> None:
    def slow() -> None:
        with transaction.atomic(), wait_at_most("50ms", BUSY), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10ms'")
            cursor.execute("SELECT pg_sleep(10)")

    with pytest.raises(OperationalError) as cancelled:
        slow()
    assert not is_held_up(cancelled.value)


@pytest.mark.django_db
def test_afterwards_locks_are_waited_for_as_before() -> None:
    def limit() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            return str(cursor.fetchone()[0])

    before = limit()
    with wait_at_most("50ms", BUSY):
        assert limit() == "50ms"
    assert limit() == before
