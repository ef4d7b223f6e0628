"""Talking to another broker than that of the settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from celery import Celery

from config.celery import app


@contextmanager
def broker_at(url: str) -> Iterator[None]:
    """For this thread: Celery with all its settings but the broker's address."""
    Celery(set_as_current=False, changes={**app.conf, "broker_url": url}).set_current()
    try:
        yield
    finally:
        app.set_current()
