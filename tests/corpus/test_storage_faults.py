"""Puts that fail half way, by real means: a killed server, a full disk. No row lacks its object."""

import os
import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from corpus import services
from corpus.errors import AudioStoreError
from corpus.models import ImportRun, Recording
from corpus.storage import AudioStore
from corpus.storage.s3 import PART_BYTES, S3Store
from supervisor.ports import free_port
from tests.corpus.s3_server import BUCKET, S3Server, running_s3
from tests.corpus.test_spoken import bring, wav
from tests.factories import make_dataset, make_item, make_translation
from tests.generation.working import do_job

LARGE_PARTS = 24


@contextmanager
def full_disk(size: int = 2_000) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes; the system refuses the rest."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_disk_that_fills_up_leaves_no_object_and_no_draft(
    local_store: AudioStore, tmp_path: Path
) -> None:
    content = os.urandom(10_000)
    with full_disk(), pytest.raises(AudioStoreError, match="can't be written to"):
        local_store.put(content)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert local_store.get(local_store.put(content)) == content


@pytest.mark.django_db
def test_import_on_a_full_disk_lands_no_row(local_store: AudioStore, tmp_path: Path) -> None:
    dataset, folder = make_dataset(), tmp_path / "va"
    bring(folder, make_dataset(), wav(1.0), with_audio=False)  # writes the folder
    with full_disk(), pytest.raises(AudioStoreError):
        services.import_file(dataset, folder, name="va", with_audio=True, by=None)
    runs = ImportRun.objects.filter(dataset=dataset)
    assert (dataset.items.count(), Recording.objects.count(), runs.count()) == (0, 0, 0)
    assert list(local_store.list()) == []


@pytest.mark.django_db
def test_voicing_without_a_store_fails_the_batch_and_writes_no_row(
    s3_store: AudioStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.storage.s3._ATTEMPTS", 1)
    dataset = make_dataset()
    make_translation(make_item(dataset))
    settings.S3_ENDPOINT_URL = f"http://127.0.0.1:{free_port()}"
    job = do_job(dataset, "synthesize", languages=["ara"])
    assert (job.state, Recording.objects.count()) == ("failed", 0)
    assert "AudioStoreError" in job.batches.get().error


@pytest.mark.usefixtures("s3_store")  # its credentials
def test_server_killed_in_the_middle_of_a_put_keeps_no_half(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.storage.s3._ATTEMPTS", 2)
    content = os.urandom(LARGE_PARTS * PART_BYTES)
    with running_s3() as server:
        store = S3Store(BUCKET, prefix="masters", endpoint=server.address)
        killer = threading.Thread(target=kill_once_parts_arrive, args=(server,))
        killer.start()
        with pytest.raises(AudioStoreError):
            store.put(content)
        killer.join()
        server.start()
        assert list(store.list()) == []
        small = b"fLaC"
        assert store.get(store.put(small)) == small
        assert store.get(store.put(content)) == content


def kill_once_parts_arrive(server: S3Server) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        arrived = sum(path.stat().st_size for path in server.folder.rglob("*") if path.is_file())
        if arrived > PART_BYTES:
            break
        time.sleep(0.002)
    server.kill()
