"""Celery's entry point; safe to run twice, late, or never."""

from celery import shared_task

from evaluation.runs.scoring.keeping import score_what_changed


@shared_task(name="evaluation.tasks.sweep")
def sweep() -> None:
    """Scores evaluations and comparisons that had answers or judgements since."""
    score_what_changed()
