"""Tells workers that there is work. Losing a nudge is harmless: the sweep sends another."""

import logging

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send(queue: str, *, times: int = 1) -> None:
    """Never fails: a request must not depend on the broker being up."""
    try:
        for _ in range(times):
            current_app.send_task(
                "jobs.tasks.work",
                kwargs={"queue": queue},
                queue=queue,
                expires=settings.SWEEP_SECONDS * 4,
            )
    except (OperationalError, OSError) as problem:
        logger.warning("no nudge for queue %s (%s); the sweep will send one", queue, problem)
