"""Celery's entry point; safe to run twice, late, or never."""

import logging
from collections.abc import Callable

from celery import shared_task

from annotation.label_studio import nudges, reconciling, sweeping
from annotation.models import Campaign, LabelStudioProject
from annotation.recruitment.outcomes import settle_all
from annotation.services.assigning import expire_assignments
from annotation.services.bench_loops import advance_bench_loops
from annotation.services.campaigns import refresh_tasks
from annotation.services.efforts import measure_efforts
from annotation.services.revoicing import voice_corrections
from annotation.services.sessions import lapse_sessions
from annotation.statistics.keeping import refresh_figures

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
        advance_bench_loops,
        refresh_figures,
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


@shared_task(name="annotation.tasks.sweep_label_studio")
def sweep_label_studio() -> None:
    """Fills projects, follows what no webhook told, closes those of closed campaigns."""
    sweeping.follow_projects()


@shared_task(name=nudges.FOLLOW)
def follow_project(*, project_id: int) -> None:
    """At once what the sweep would do."""
    sweeping.follow(LabelStudioProject.objects.get(pk=project_id))


@shared_task(name=nudges.PULL)
def pull_annotations(*, project_id: int, numbers: list[int]) -> None:
    """What a webhook told. Where it fails, the sweep finds the same."""
    reconciling.pull(LabelStudioProject.objects.get(pk=project_id), numbers)
