"""Celery carries nudges; the queue itself is in Postgres (jobs.models.Batch).

A lost, doubled or late message therefore changes nothing but the moment work starts.
"""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import import_modules, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # after the variable that names them

app = Celery("multispeech", broker=settings.BROKER_URL)
app.conf.update(
    task_ignore_result=True,
    task_default_queue="cpu",
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "socket_connect_timeout": 2,
        "socket_timeout": 30,
        "socket_keepalive": True,
        "max_retries": 1,
    },
    task_publish_retry=False,
    beat_schedule={
        "sweep-jobs": {
            "task": "jobs.tasks.sweep",
            "schedule": settings.SWEEP_SECONDS,
            "options": {"queue": "sync", "expires": settings.SWEEP_SECONDS * 2},
        },
        "sweep-campaigns": {
            "task": "annotation.tasks.sweep",
            "schedule": settings.SWEEP_SECONDS,
            "options": {"queue": "sync", "expires": settings.SWEEP_SECONDS * 2},
        },
        "sweep-trainings": {
            "task": "training.tasks.sweep",
            "schedule": settings.SWEEP_SECONDS,
            "options": {"queue": "sync", "expires": settings.SWEEP_SECONDS * 2},
        },
        "sweep-evaluations": {
            "task": "evaluation.tasks.sweep",
            "schedule": settings.SWEEP_SECONDS,
            "options": {"queue": "sync", "expires": settings.SWEEP_SECONDS * 2},
        },
        "sweep-label-studio": {
            "task": "annotation.tasks.sweep_label_studio",
            "schedule": settings.LABEL_STUDIO_SWEEP_SECONDS,
            "options": {"queue": "sync", "expires": settings.LABEL_STUDIO_SWEEP_SECONDS * 2},
        },
    },
)
app.autodiscover_tasks()


@import_modules.connect
def refuse_insecure_key(**_: Any) -> None:
    """Sent when a worker or beat starts, and by nothing else; what it raises ends them."""
    from config.settings import require_secret_key

    require_secret_key()


@worker_process_init.connect
def set_loaded_code_aside(**_: Any) -> None:
    """From the garbage collector: it would walk all of it with every few batches.

    That was a fifth of a worker's time with an engine that costs nothing.
    """
    gc.collect()
    gc.freeze()
