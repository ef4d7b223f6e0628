"""The sweep: recordings without their object, damaged ones, and objects of nobody."""

import os
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import AudioStore
from corpus.storage.local import LocalStore
from jobs.enums import Queue
from jobs.leases import claim_batch, finish_batch
from jobs.services import start_job
from jobs.work import plan_next_job, work
from tests.conftest import ClientFor
from tests.factories import make_dataset, make_voiced_item
from tests.releases.exported import export
from tests.releases.frozen import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset() -> Dataset:
    dataset = make_dataset()
    dataset.memberships.create(user=dataset.created_by)
    return dataset


def check(dataset: Dataset) -> None:
    start_job(dataset, kind="check-storage", parameters={}, by=None)
    while work(Queue.SYNC, seconds=10):
        pass


def grow_old(store: LocalStore, *names: str) -> None:
    hours_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    for name in names:
        os.utime(store.local_path(name), (hours_ago, hours_ago))


def make_mess(store: LocalStore, dataset: Dataset) -> dict[str, str]:
    good, missing, damaged = (make_voiced_item(dataset).sha256 for _ in range(3))
    store.delete(missing)
    store.local_path(damaged).write_bytes(b"?")
    orphan, young = store.put(b"orphan"), store.put(b"young")
    grow_old(store, good, damaged, orphan)
    return {"good": good, "missing": missing, "damaged": damaged, "orphan": orphan, "young": young}


def test_check_names_what_is_missing_damaged_and_nobodys(
    local_store: LocalStore, dataset: Dataset, client_for: ClientFor
) -> None:
    make_voiced_item(make_dataset())
    names = make_mess(local_store, dataset)
    client, at = client_for(dataset.created_by), f"/api/v1/datasets/{dataset.slug}/storage/"
    never = dict.fromkeys(("missing", "damaged", "orphans", "checked_at"))
    lists = ("missing_names", "damaged_names", "orphan_names")
    assert client.get(at).json() == {**never, **{name: [] for name in lists}}
    check(dataset)
    seen = client.get(at).json()
    assert seen.pop("checked_at") is not None
    assert seen == {
        "missing": 1,
        "damaged": 1,
        "orphans": 1,
        "missing_names": [names["missing"]],
        "damaged_names": [names["damaged"]],
        "orphan_names": [names["orphan"]],
    }
    assert local_store.find(names["orphan"]) is not None  # reported, never deleted by the job


def test_check_names_a_file_of_a_release_that_is_gone(store: AudioStore, dataset: Dataset) -> None:
    make_voiced_item(dataset)
    release = make_release(dataset)
    made = [export(release, kind).shards.get() for kind in ("ndjson", "webdataset")]
    gone, kept = (shard.sha256 for shard in made)
    store.delete(gone)
    check(dataset)
    report = dataset.storage_reports.get()
    assert report.missing_names == [gone]
    assert kept not in report.orphan_names


def test_check_of_a_sound_store_finds_nothing(store: AudioStore, dataset: Dataset) -> None:
    for one in store.list():
        store.delete(one.sha256)
    make_voiced_item(dataset)
    check(dataset)
    report = dataset.storage_reports.get()
    assert (report.missing, report.damaged, report.orphans) == (0, 0, 0)


def test_sweep_counts_orphans_and_deletes_them_only_when_told_to(
    local_store: LocalStore, dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    names = make_mess(local_store, dataset)
    call_command("sweep_storage")
    assert capsys.readouterr().out == "1 orphans. Delete them with --delete.\n"
    call_command("sweep_storage", "--delete")
    printed = [names["orphan"], "1 orphans and 0 unfinished uploads deleted."]
    assert capsys.readouterr().out.splitlines() == printed
    left = {one.sha256 for one in local_store.list()}
    assert left == {names["good"], names["damaged"], names["young"]}


def test_sweep_spares_an_orphan_that_is_put_again_meanwhile(
    local_store: LocalStore, dataset: Dataset
) -> None:
    orphan = local_store.put(b"orphan")
    grow_old(local_store, orphan)
    local_store.put(b"orphan")
    call_command("sweep_storage", "--delete")
    assert local_store.find(orphan) is not None
    assert Recording.objects.count() == 0


def test_sweep_spares_what_a_batch_under_way_may_have_put(
    local_store: LocalStore, dataset: Dataset
) -> None:
    orphan = local_store.put(b"orphan")
    grow_old(local_store, orphan)
    job = start_job(dataset, kind="check-storage", parameters={}, by=None)
    plan_next_job(Queue.SYNC)
    batch = claim_batch(Queue.SYNC, worker="slow")
    assert batch is not None
    job.batches.update(claimed_at=timezone.now() - timedelta(hours=3))
    call_command("sweep_storage", "--delete")
    assert local_store.find(orphan) is not None
    finish_batch(batch, list)
    call_command("sweep_storage", "--delete")
    assert local_store.find(orphan) is None
