"""The rows that researchers pull: one item in one language, with its whole lineage."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.conf import settings

from releases.versions import recordings_by_id

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releases.versions import CheckedRecording, Version

CHUNK_ROWS = 500


def stream_rows(versions: "QuerySet[Version]") -> Iterator[bytes]:
    """NDJSON, in order, with memory that doesn't grow with the number of rows."""
    stream = versions.iterator(chunk_size=CHUNK_ROWS)
    while chunk := list(islice(stream, CHUNK_ROWS)):
        for row in build_rows(chunk):
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def build_rows(versions: "list[Version]") -> Iterator[dict[str, Any]]:
    """Turns annotated `releases.versions.current_versions` into rows."""
    recordings = recordings_by_id([v.recording_id for v in versions if v.recording_id])
    for version in versions:
        yield _row(version, recordings.get(version.recording_id or 0))


def _row(version: "Version", recording: "CheckedRecording | None") -> dict[str, Any]:
    item = version.item
    return {
        "id": item.external_id,
        "language": version.language,
        "split": item.split,
        "in_bench": item.in_bench,
        "source": item.source.slug,
        "question": version.question,
        "answer": version.answer,
        "source_question": item.question,
        "source_answer": item.answer,
        "context": item.context,
        "verified": version.verified,
        "votes": {
            "count": version.votes,
            "naturalness": version.naturalness,
            "understood": version.understood,
        },
        "translation": {
            "id": version.pk,
            "origin": version.origin,
            "engine": version.engine,
            "engine_version": version.engine_version,
            "parameters": version.parameters,
            "score": version.score,
            "licence": version.licence,
            "fingerprint": version.fingerprint,
            "job": version.job_id,
            "verified": version.text_verified,
        },
        "recording": recording and _recording(recording, verified=version.recording_verified),
    }


def _recording(recording: "CheckedRecording", *, verified: bool) -> dict[str, Any]:
    return {
        "sha256": recording.sha256,
        "audio": f"{settings.PUBLIC_URL}/audio/{recording.sha256}",
        "duration_s": recording.duration_s,
        "sample_rate": recording.sample_rate,
        "loudness_lufs": recording.loudness_lufs,
        "engine": recording.engine,
        "engine_version": recording.engine_version,
        "voice": recording.voice,
        "parameters": recording.parameters,
        "licence": recording.licence,
        "fingerprint": recording.fingerprint,
        "job": recording.job_id,
        "failed_checks": recording.failed,
        "verified": verified,
    }
