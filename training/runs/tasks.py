"""Celery's entry points; safe to run twice, late, or never."""

from typing import Any

from celery import shared_task
from celery.signals import worker_shutting_down

from training.runs.carrying_out import ENDING
from training.runs.starting import start_waiting


@shared_task(name="training.tasks.sweep")
def sweep() -> None:
    """Starts trainings whose release has been exported."""
    start_waiting()


@worker_shutting_down.connect
def end_training(**_: Any) -> None:
    """Heard where the worker itself trains (``--pool solo``); it would wait for days otherwise."""
    ENDING.set()
