"""Tells a worker to look at a project at once. Losing a nudge is harmless: the sweep comes."""

import logging
from collections.abc import Sequence

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

FOLLOW = "annotation.tasks.follow_project"
PULL = "annotation.tasks.pull_annotations"


def follow_soon(project_id: int) -> None:
    _send(FOLLOW, project_id=project_id)


def pull_soon(project_id: int, numbers: Sequence[int]) -> None:
    _send(PULL, project_id=project_id, numbers=list(numbers))


def _send(task: str, **values: object) -> None:
    """Never fails for the broker: no answer may depend on its being up."""
    try:
        current_app.send_task(task, kwargs=values, queue="sync")
    except (OperationalError, RedisError, OSError) as problem:
        logger.warning("%s waits for the sweep (%s)", task, problem)
