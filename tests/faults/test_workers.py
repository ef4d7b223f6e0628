import os
import signal
from pathlib import Path

import pytest
from django.conf import settings

from jobs.enums import BatchState
from tests.faults.studio import Studio, pause, resume
from tests.faults.voicing import (
    assert_whole,
    make_long_dataset,
    outcome,
    start_voicing,
    undisturbed_outcome,
    wait_for_claim,
    wait_for_end,
)
from tests.supervisor.processes import wait_until

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def test_job_survives_a_worker_killed_in_mid_batch(tmp_path: Path) -> None:
    undisturbed_outcome()
    job = start_voicing(make_long_dataset())
    with Studio(tmp_path, broker_url=settings.BROKER_URL) as studio:
        studio.beat()
        one = studio.worker("one", pool="prefork")
        lost = wait_for_claim(job)

        one.kill()
        made_by_one = outcome(job.dataset)
        studio.worker("two")
        wait_for_end(job)

    assert len(made_by_one) < len(outcome(job.dataset))
    assert_whole(job, studio.audio)
    again = job.batches.get(pk=lost.pk)
    assert (again.attempts, again.fence > lost.fence) == (2, True)
    assert set(job.batches.exclude(pk=lost.pk).values_list("attempts", flat=True)) == {1}


def test_job_survives_what_the_system_does_to_a_process_that_takes_all_memory(
    tmp_path: Path,
) -> None:
    """It kills the pool's process, not the worker around it, which starts another."""
    undisturbed_outcome()
    job = start_voicing(make_long_dataset())
    with Studio(tmp_path, broker_url=settings.BROKER_URL) as studio:
        studio.beat()
        worker = studio.worker("worker", pool="prefork")
        lost = wait_for_claim(job)

        os.kill(int(lost.worker.rpartition(":")[2]), signal.SIGKILL)
        wait_for_end(job)

        assert worker.is_running()
    assert_whole(job, studio.audio)
    assert job.batches.get(pk=lost.pk).attempts == 2


def test_job_refuses_the_results_of_a_worker_that_slept_past_its_lease(tmp_path: Path) -> None:
    undisturbed_outcome()
    job = start_voicing(make_long_dataset())
    with Studio(tmp_path, broker_url=settings.BROKER_URL) as studio:
        studio.beat()
        sleeper = studio.worker("sleeper")
        lost = wait_for_claim(job)

        pause(sleeper)
        assert job.batches.get(pk=lost.pk).fence == lost.fence
        studio.worker("other")
        wait_for_end(job)
        before = list(job.batches.order_by("pk").values())
        resume(sleeper)
        refusal = f"Batch {lost.pk} was given to another worker; token {lost.fence} is void."
        wait_until(lambda: refusal in sleeper.log.read_text())

        assert sleeper.is_running()

    assert_whole(job, studio.audio)
    assert list(job.batches.order_by("pk").values()) == before
    winner = job.batches.get(pk=lost.pk)
    assert (winner.state, winner.attempts) == (BatchState.DONE, 2)
    assert winner.worker != lost.worker
    assert winner.fence > lost.fence
