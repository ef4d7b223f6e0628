"""Tells workers that there is work. Losing a nudge is harmless: the sweep sends another."""

import logging
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from jobs.kinds import check_queue

logger = logging.getLogger(__name__)


def send(queue: str, *, waiting: int = 1) -> None:
    """Tops the queue up to so many waiting nudges: where no worker is, they must not pile up.

    Never fails for the broker: a request must not depend on its being up.

    Raises:
        QueueUnknownError: no worker listens to such a queue.
    """
    check_queue(queue)
    try:
        with current_app.producer_pool.acquire(block=True) as producer:
            channel: Any = producer.channel  # made at first use, which its types don't know
            found = channel.queue_declare(queue).message_count
            for _ in range(waiting - found):
                current_app.send_task(
                    "jobs.tasks.work", kwargs={"queue": queue}, queue=queue, producer=producer
                )
    except (OperationalError, RedisError, OSError) as problem:
        logger.warning("no nudge for queue %s (%s); the sweep will send one", queue, problem)
