"""What a worker's processes do before their first message."""

import gc

from celery.signals import worker_process_init


def test_loaded_code_is_out_of_the_garbage_collections_of_a_worker() -> None:
    loaded = len(gc.get_objects())
    try:
        worker_process_init.send(sender=None)
        assert gc.get_freeze_count() > loaded / 2
    finally:
        gc.unfreeze()
    assert gc.get_freeze_count() == 0
