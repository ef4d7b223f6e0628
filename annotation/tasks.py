"""Celery's entry point; safe to run twice, late, or never."""

import logging
from collections.abc import Callable

from celery import shared_task

from annotation.models import Campaign
from annotation.recruitment.outcomes import settle_all
from annotation.services.assigning import expire_assignments
from annotation.services.campaigns import refresh_tasks
from annotation.services.efforts import measure_efforts
from annotation.services.revoicing import voice_corrections
from annotation.services.sessions import lapse_sessions

logger = logging.getLogger(__name__)


@shared_task(name="annotation.tasks.sweep")
def sweep() -> None:
    """Ends what was left lying, voices and measures corrections, asks about what came since.

    Each step runs though another failed; then the first failure is raised.
    """
    steps = (
        lapse_sessions,
        expire_assignments,
        settle_all,
        voice_corrections,
        measure_efforts,
        _refresh_open,
    )
    failures = [failure for step in steps if (failure := _failure_of(step)) is not None]
    if failures:
        raise failures[0]


def _failure_of(step: Callable[[], object]) -> Exception | None:
    try:
        step()
    except Exception as failure:  # whatever it is, it is this step's alone
        logger.exception("a step of the sweep failed: %s", step.__name__)
        return failure
    return None


def _refresh_open() -> None:
    for campaign in Campaign.objects.open():
        refresh_tasks(campaign)
