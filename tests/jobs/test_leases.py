import time
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Dataset
from jobs import leases
from jobs.enums import BatchState, Queue
from jobs.errors import LeaseLostError
from jobs.kinds import FailedUnit
from jobs.models import Batch, UnitFailure
from tests.factories import make_batch, make_dataset, make_job
from tests.jobs.threads import at_the_same_time
from tests.supervisor.processes import wait_until


def claim(worker: str = "one") -> Batch:
    batch = leases.claim_batch(Queue.CPU, worker=worker)
    assert batch is not None
    return batch


def let_lease_run_out(batch: Batch) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Batch.objects.filter(pk=batch.pk).update(lease_expires_at=past)


def lose_to_another_worker(batch: Batch) -> Batch:
    let_lease_run_out(batch)
    leases.free_expired_batches()
    return claim("two")


def nothing() -> list[FailedUnit]:
    return []


@pytest.mark.django_db
def test_claim_batch_takes_the_oldest_ready_one_of_its_queue(settings: Settings) -> None:
    settings.BATCH_LEASE_SECONDS = 50
    job = make_job(make_dataset())
    make_batch(job, state=BatchState.DONE)
    make_batch(make_job(job.dataset, queue=Queue.GPU))
    older, newer = make_batch(job), make_batch(job)

    first, second = claim(), claim()

    assert [first.pk, second.pk] == [older.pk, newer.pk]
    assert leases.claim_batch(Queue.CPU, worker="one") is None
    assert (first.state, first.worker, first.attempts) == (BatchState.CLAIMED, "one", 1)
    assert 0 < first.fence < second.fence
    assert first.lease_expires_at is not None
    assert 45 < (first.lease_expires_at - timezone.now()).total_seconds() < 51


@pytest.mark.django_db
def test_claim_batch_reads_no_batches_that_ended_though_statistics_know_of_none() -> None:
    job = make_job(make_dataset())
    ended = [make_batch(job, state=BatchState.DONE).pk for _ in range(300)]
    ready = make_batch(job)
    Batch.objects.update(state=BatchState.READY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE jobs_batch")
    Batch.objects.filter(pk__in=ended).update(state=BatchState.DONE)
    before = rows_read()

    claimed = claim()

    assert (claimed.pk, rows_read() - before < 10) == (ready.pk, True)


def rows_read() -> int:
    """By indexes of batches, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'jobs_batch'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_claim_batch_never_gives_one_batch_to_two() -> None:
    job = make_job(make_dataset())
    expected = [make_batch(job).pk for _ in range(40)]

    def claim_all() -> list[tuple[int, int]]:
        claimed = []
        while batch := leases.claim_batch(Queue.CPU, worker="some"):
            claimed.append((batch.pk, batch.fence))
        return claimed

    claims = [claim for part in at_the_same_time(*[claim_all] * 4) for claim in part]

    assert sorted(pk for pk, _ in claims) == expected
    assert len({fence for _, fence in claims}) == 40


@pytest.mark.django_db
def test_renew_lease_holds_a_batch_until_another_has_it(settings: Settings) -> None:
    settings.BATCH_LEASE_SECONDS = 50
    make_batch(make_job(make_dataset()))
    batch = claim()
    let_lease_run_out(batch)

    assert leases.renew_lease(batch)
    assert leases.free_expired_batches() == 0
    lose_to_another_worker(batch)
    assert not leases.renew_lease(batch)


@pytest.mark.django_db(transaction=True)
def test_heartbeat_renews_while_the_work_goes_on(settings: Settings) -> None:
    settings.BATCH_LEASE_SECONDS = 0.3
    make_batch(make_job(make_dataset()))
    batch = claim()
    assert batch.lease_expires_at is not None

    with leases.heartbeat(batch):
        while timezone.now() < batch.lease_expires_at + timedelta(seconds=0.3):
            assert leases.free_expired_batches() == 0
            time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_heartbeat_goes_on_after_its_connection_broke(settings: Settings) -> None:
    settings.BATCH_LEASE_SECONDS = 0.6
    make_batch(make_job(make_dataset()))
    batch = claim()

    def lease_end() -> datetime:
        return Batch.objects.values_list("lease_expires_at", flat=True).get() or timezone.now()

    with leases.heartbeat(batch):
        wait_until(lambda: cut_other_connections() > 0)
        cut = lease_end()
        wait_until(lambda: lease_end() > cut)


def cut_other_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@pytest.mark.django_db
def test_finish_batch_writes_results_failures_and_end_together() -> None:
    job = make_job(make_dataset())
    make_batch(job, subject_ids=[7, 8, 9])
    batch = claim()

    def write() -> list[FailedUnit]:
        Dataset.objects.filter(pk=job.dataset_id).update(description="written")
        return [FailedUnit(8, "too_odd", "8: too odd")]

    leases.finish_batch(batch, write)

    batch.refresh_from_db()
    job.dataset.refresh_from_db()
    assert (batch.state, batch.units_failed, batch.error) == (BatchState.DONE, 1, "")
    assert batch.finished_at is not None
    assert job.dataset.description == "written"
    assert list(
        UnitFailure.objects.values_list("job", "batch", "subject_id", "code", "message")
    ) == [(job.pk, batch.pk, 8, "too_odd", "8: too odd")]


@pytest.mark.django_db
@pytest.mark.parametrize("lost", ["another has it", "another finished it", "cancelled", "freed"])
def test_finish_batch_writes_nothing_for_a_worker_that_lost_it(lost: str) -> None:
    job = make_job(make_dataset())
    make_batch(job)
    batch = claim()
    if lost.startswith("another"):
        other = lose_to_another_worker(batch)
        if lost == "another finished it":
            leases.finish_batch(other, nothing)
    else:
        state = BatchState.CANCELLED if lost == "cancelled" else BatchState.READY
        Batch.objects.update(state=state)
    before = Batch.objects.values().get()

    def write() -> list[FailedUnit]:
        Dataset.objects.filter(pk=job.dataset_id).update(description="written twice")
        return [FailedUnit(1, "late", "late")]

    with pytest.raises(LeaseLostError) as refused:
        leases.finish_batch(batch, write)

    assert refused.value.message == (
        f"Batch {batch.pk} was given to another worker; token {batch.fence} is void."
    )
    assert Batch.objects.values().get() == before
    assert not Dataset.objects.filter(description="written twice").exists()
    assert not UnitFailure.objects.exists()


@pytest.mark.django_db
def test_finish_batch_keeps_nothing_of_results_that_failed_halfway() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    batch = claim()

    def write() -> list[FailedUnit]:
        Dataset.objects.filter(pk=job.dataset_id).update(description="half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        leases.finish_batch(batch, write)

    assert not Dataset.objects.filter(description="half").exists()
    assert Batch.objects.get().state == BatchState.CLAIMED


@pytest.mark.django_db
def test_give_back_batch_offers_it_again_until_it_was_tried_often_enough(
    settings: Settings,
) -> None:
    settings.BATCH_ATTEMPTS = 2
    make_batch(make_job(make_dataset()), subject_ids=[1, 2, 3])
    seen: list[tuple[str, int, str, int]] = []

    for _ in range(2):
        leases.give_back_batch(claim(), error="no luck")
        seen += Batch.objects.values_list("state", "attempts", "error", "units_failed")

    assert seen == [(BatchState.READY, 1, "no luck", 0), (BatchState.FAILED, 2, "no luck", 3)]


@pytest.mark.django_db
def test_give_back_batch_leaves_another_workers_batch_alone() -> None:
    make_batch(make_job(make_dataset()))
    batch = claim()
    lose_to_another_worker(batch)
    before = Batch.objects.values().get()

    leases.give_back_batch(batch, error="late")

    assert Batch.objects.values().get() == before


@pytest.mark.django_db
def test_free_expired_batches_takes_only_from_those_who_stopped_answering() -> None:
    job = make_job(make_dataset())
    make_batch(job)
    make_batch(job)
    dead, alive = claim("dead"), claim("alive")
    let_lease_run_out(dead)

    assert leases.free_expired_batches() == 1

    assert list(Batch.objects.order_by("pk").values_list("pk", "state", "error")) == [
        (dead.pk, BatchState.READY, leases.DIED),
        (alive.pk, BatchState.CLAIMED, ""),
    ]
