"""Files of a release, made here and now."""

from typing import Any

from corpus.storage import audio_store
from jobs.enums import JobState
from jobs.services import start_job
from jobs.work import work
from releases.models import Export, Release


def export(release: Release, kind: str, **filters: Any) -> Export:
    job = start_job(
        release.dataset,
        kind="export",
        parameters={"release": release.name, "format": kind, **filters},
        by=None,
    )
    work(job.queue, seconds=60)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.SUCCEEDED, "")
    return Export.objects.get(job=job)


def contents(exported: Export) -> list[bytes]:
    return [audio_store().get(shard.sha256) for shard in exported.shards.order_by("number")]
