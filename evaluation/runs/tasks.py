"""Celery's entry point; safe to run twice, late, or never."""

from celery import shared_task

from evaluation.runs.following import follow_trainings
from evaluation.runs.opinions import refresh_opinions
from evaluation.runs.scoring import find_differences, score_what_changed


@shared_task(name="evaluation.tasks.sweep")
def sweep() -> None:
    """Tests what was trained; scores what had answers since, then what is made of that."""
    follow_trainings()
    score_what_changed()
    find_differences()
    refresh_opinions()
