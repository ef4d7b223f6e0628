"""Five kill -9 at random moments of an export leave the very files of an undisturbed one."""

import random
import time
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db.models import Sum
from pytest_django import Settings

from catalog.models import Dataset
from corpus.models import Recording
from corpus.storage import audio_store
from jobs.enums import ACTIVE, BatchState, JobState
from jobs.models import Job
from jobs.services import start_job
from jobs.work import work
from releases.freezing import Wish, freeze
from releases.models import Release, Shard
from tests.factories import make_dataset
from tests.faults.studio import Studio
from tests.faults.voicing import wait_for_end
from tests.releases.judged import make_version
from tests.supervisor.processes import wait_until

KILLS = 5
UP_TO_S = 0.4
ROWS = 600
CLIP_BYTES = 60_000
SHARD_BYTES = 6 * CLIP_BYTES
WITHIN_S = 60
pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _small_shards(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIO_STORE = str(tmp_path / "audio")
    settings.EXPORT_SHARD_BYTES = SHARD_BYTES


def make_frozen(chance: random.Random) -> Release:
    dataset = make_dataset()
    for _ in range(ROWS):
        sha256 = audio_store().put(chance.randbytes(CLIP_BYTES))
        clip = make_version(dataset)
        Recording.objects.filter(pk=clip.pk).update(sha256=sha256, size_bytes=CLIP_BYTES)
        audio_store().delete(clip.sha256)
    return freeze(dataset, Wish(name="v1", override_reason="A test."))


def start_export(release: Release, kind: str) -> Job:
    parameters = {"release": release.name, "format": kind}
    return start_job(release.dataset, kind="export", parameters=parameters, by=None)


def kill_at_random(job: Job, studio: Studio, chance: random.Random) -> None:
    """Each time another worker goes on; the last one is left alone."""
    worker = studio.worker("worker 0")
    for number in range(1, KILLS + 1):
        wait_until(job.batches.filter(state=BatchState.CLAIMED).exists, within_s=WITHIN_S)
        time.sleep(chance.uniform(0, UP_TO_S))
        worker.kill()
        job.refresh_from_db()
        assert job.state in ACTIVE, "the export ended before the last kill; take more rows"
        worker = studio.worker(f"worker {number}")


def files(job: Job) -> list[tuple[int, str, int, int]]:
    shards = Shard.objects.filter(export__job=job).order_by("number")
    return list(shards.values_list("number", "sha256", "size_bytes", "rows"))


def assert_store_and_rows_agree(dataset: Dataset) -> None:
    """No row without its object, whole; and no object that no row speaks of."""
    store = audio_store()
    shards = Shard.objects.filter(dataset=dataset)
    clips = Recording.objects.filter(dataset=dataset)
    known = {*shards.values_list("sha256", flat=True), *clips.values_list("sha256", flat=True)}
    for shard in shards:
        assert len(store.get(shard.sha256)) == shard.size_bytes
    assert {stored.sha256 for stored in store.list()} == known


@pytest.mark.parametrize(("kind", "seed"), [("parquet", 1), ("webdataset", 2), ("webdataset", 3)])
def test_export_killed_at_five_random_moments_makes_the_same_files(
    kind: str, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    release = make_frozen(chance)
    job = start_export(release, kind)
    with Studio(tmp_path, broker_url=configured.BROKER_URL) as studio:
        # The shard that this test strikes again and again is not to blame for it.
        studio.environment |= {"BATCH_DEATHS": "100", "EXPORT_SHARD_BYTES": str(SHARD_BYTES)}
        studio.beat()
        kill_at_random(job, studio, chance)
        wait_for_end(job, within_s=WITHIN_S)

    assert_store_and_rows_agree(release.dataset)
    assert job.batches.aggregate(deaths=Sum("deaths"))["deaths"] > 0
    undisturbed = start_export(release, kind)
    work(undisturbed.queue, seconds=600)
    undisturbed.refresh_from_db()
    assert (undisturbed.state, undisturbed.error) == (JobState.SUCCEEDED, "")
    assert files(job) == files(undisturbed)
    assert len(files(job)) > KILLS
