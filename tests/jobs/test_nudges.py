"""Nudges over the real broker; queues with names of their own, so that nothing else is there."""

import time
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings as django_settings
from pytest_django import Settings

from jobs import nudges, services, tasks
from jobs.enums import BatchState, JobState, Queue
from supervisor.ports import free_port
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.brokers import broker_at


@pytest.fixture
def broker() -> Iterator["redis.Redis"]:
    with redis.Redis.from_url(django_settings.BROKER_URL) as client:
        client.delete(*Queue.values)
        yield client
        client.delete(*Queue.values)


def test_send_tops_a_queue_up(broker: "redis.Redis") -> None:
    lengths = []
    for waiting in (1, 1, 3, 2):
        nudges.send(Queue.TRAIN, waiting=waiting)
        lengths.append(broker.llen(Queue.TRAIN))

    assert lengths == [1, 1, 3, 3]


@pytest.mark.django_db(transaction=True)
def test_start_job_does_not_need_the_broker(caplog: pytest.LogCaptureFixture) -> None:
    began = time.monotonic()

    with broker_at(f"redis://127.0.0.1:{free_port()}/0"):
        job = services.start_job(make_dataset(), kind="check", parameters={}, by=None)

    assert time.monotonic() - began < 5
    assert job.state == JobState.PLANNING
    [warning] = [record.getMessage() for record in caplog.records]
    assert warning.startswith("no nudge for queue cpu (")
    assert warning.endswith("; the sweep will send one")


@pytest.mark.django_db
def test_sweep_nudges_the_queues_where_work_waits(
    broker: "redis.Redis", settings: Settings
) -> None:
    settings.NUDGES_PER_SWEEP = 2
    dataset = make_dataset()
    make_batch(make_job(dataset, queue=Queue.CPU))
    make_job(dataset, queue=Queue.TRAIN, state=JobState.PLANNING)
    make_batch(make_job(dataset, queue=Queue.GPU), state=BatchState.CLAIMED)

    tasks.sweep()
    tasks.sweep()

    assert {queue: broker.llen(queue) for queue in Queue.values} == {
        "cpu": 2,
        "gpu": 0,
        "train": 2,
        "sync": 0,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("batches", "expected"),
    [
        ([], JobState.SUCCEEDED),
        ([BatchState.DONE, BatchState.FAILED], JobState.FAILED),
        ([BatchState.DONE, BatchState.CLAIMED], JobState.RUNNING),
    ],
)
def test_sweep_ends_jobs_whose_last_worker_died_before_it_could(
    broker: "redis.Redis", batches: list[BatchState], expected: JobState
) -> None:
    job = make_job(make_dataset())
    for state in batches:
        make_batch(job, state=state)

    tasks.sweep()

    job.refresh_from_db()
    assert job.state == expected
