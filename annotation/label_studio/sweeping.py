"""What is done with all projects, time after time: filled, compared, closed with their campaign."""

import logging
from collections.abc import Callable

from annotation.label_studio.errors import RemoteError
from annotation.label_studio.projects import close, push
from annotation.label_studio.reconciling import reconcile
from annotation.models import LabelStudioProject
from common.errors import StudioError

logger = logging.getLogger(__name__)


def follow_projects() -> None:
    """Each for itself: a server that is down keeps no other project waiting."""
    for project in LabelStudioProject.objects.running().select_related("campaign", "connection"):
        follow(project)


def follow(project: LabelStudioProject) -> bool:
    """Whether all went well; what didn't is written down for the manager."""
    return all(_tried(project, step) for step in (push, reconcile, close))


def _tried(project: LabelStudioProject, step: Callable[[LabelStudioProject], object]) -> bool:
    problem = ""
    try:
        step(project)
    except StudioError as error:
        problem = str(error)
        level = logging.WARNING if isinstance(error, RemoteError) else logging.ERROR
        logger.log(level, "%s: %s", project, problem)
    LabelStudioProject.objects.filter(pk=project.pk).update(problem=problem[:500])
    project.problem = problem
    return not problem
