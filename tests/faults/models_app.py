"""The studio's workers with tiny models and small batches, so that there is much to interrupt.

Named to Celery in the place of `config`. What a published checkpoint's vocoder is like stands in
no configuration, so it is made small in each process that loads one.
"""

from contextlib import ExitStack
from typing import Any

from celery.signals import worker_process_init

from config.celery import app
from tests.checkpoints.xtts import small_parts

__all__ = ["app", "cut_small"]

# Kept, or the patches would end with it.
_patches = ExitStack()
_patches.enter_context(small_parts())


@worker_process_init.connect
def cut_small(**_: Any) -> None:
    from generation.kinds import check, speaking, translate

    translate.BATCH_UNITS = 8
    speaking.BATCH_UNITS = 6
    check.BATCH_UNITS = 12
