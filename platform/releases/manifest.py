"""One hash over everything that a release holds."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from releases.models import Release

_PARTS = (
    """
    SELECT row.language, encode(line.sha256, 'hex') FROM releases_releaserow row
    JOIN releases_releaseline line ON line.id = row.line_id
    WHERE row.release_id = {release} ORDER BY row.item_id, row.language
    """,
    """
    SELECT rating_id, item_id, recording_id, language, rater, session, naturalness, understood,
        seconds, excluded_because
    FROM releases_releasevote WHERE release_id = {release} ORDER BY rating_id
    """,
    """
    SELECT correction_id, item_id, language, rater, verdict, seconds, is_final, slice
    FROM releases_releasecorrection WHERE release_id = {release} ORDER BY correction_id
    """,
    """
    SELECT kind, item_id, language FROM releases_releasechange
    WHERE release_id = {release} ORDER BY kind, item_id, language
    """,
)


def digest(release: Release) -> str:
    """SHA-256 over its description and, in order, its lines, raw votes, corrections and changes."""
    made = hashlib.sha256(json.dumps(_description(release), sort_keys=True).encode())
    for block in _blocks(release):
        made.update(block)
    return made.hexdigest()


def _description(release: Release) -> dict[str, Any]:
    # Releases made before changes were told keep their hash.
    changes = {} if release.changes is None else {"changes": release.changes}
    return {
        **changes,
        "dataset": release.dataset.slug,
        "name": release.name,
        "notes": release.notes,
        "definition": release.definition,
        "numbers": release.numbers,
        "gates": release.gates,
        "override_reason": release.override_reason,
        "created_at": release.created_at.isoformat(),
    }


def _blocks(release: Release) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        for part in _PARTS:
            with cursor.copy(f"COPY ({part.format(release=release.pk)}) TO STDOUT") as copy:
                yield from map(bytes, copy)
