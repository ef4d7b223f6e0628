from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from jobs.enums import BatchState, JobState
from jobs.services import start_job
from tests.faults.servers import own_postgres, own_valkey
from tests.faults.studio import Studio
from tests.faults.voicing import (
    assert_whole,
    make_long_dataset,
    start_voicing,
    undisturbed_outcome,
    wait_for_claim,
    wait_for_end,
)
from tests.jobs.brokers import broker_at
from tests.supervisor.processes import wait_until

pytestmark = pytest.mark.processes


@pytest.mark.django_db(transaction=True)
def test_job_survives_a_killed_broker_and_the_next_one_starts_soon(tmp_path: Path) -> None:
    undisturbed_outcome()
    with (
        own_valkey(tmp_path) as valkey,
        broker_at(valkey.url),
        Studio(tmp_path, broker_url=valkey.url) as studio,
    ):
        beat, worker = studio.beat(), studio.worker("worker", pool="prefork")
        job = start_voicing(make_long_dataset())
        batch = wait_for_claim(job)

        valkey.kill()
        wait_until(job.batches.filter(pk=batch.pk, state=BatchState.DONE).exists)
        valkey.start()
        wait_for_end(job)
        check = start_job(job.dataset, kind="check", parameters={"again": True}, by=None)
        wait_for_end(check)

        assert (beat.is_running(), worker.is_running()) == (True, True)
    assert_whole(job, studio.audio)


@pytest.mark.django_db(transaction=True)
def test_job_started_without_a_broker_is_picked_up_by_the_sweep(tmp_path: Path) -> None:
    valkey = own_valkey(tmp_path).start()
    valkey.stop()
    with Studio(tmp_path, broker_url=valkey.url) as studio:
        studio.beat()
        studio.worker("worker")
        with broker_at(valkey.url):
            job = start_voicing(make_long_dataset())
        assert job.state == JobState.PLANNING

        with valkey:
            wait_for_end(job)

    assert job.units_total == 96


def test_job_survives_a_killed_database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    with own_postgres(tmp_path, django_db_blocker) as postgres:
        undisturbed_outcome()
        with Studio(tmp_path, broker_url=settings.BROKER_URL) as studio:
            beat, worker = studio.beat(), studio.worker("worker", pool="prefork")
            job = start_voicing(make_long_dataset())
            wait_for_claim(job)

            postgres.kill()
            connection.close()
            postgres.start()
            wait_for_end(job)

            assert (beat.is_running(), worker.is_running()) == (True, True)
        assert_whole(job, studio.audio)
