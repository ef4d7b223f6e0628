"""What a release changed since the one before it: frozen with it, and found again at any time."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from releases.enums import ChangeKind
from releases.models import Release

Changes = dict[str, Any]
# A text that differs is a correction where a person wrote the new one. What says another thing
# although text and recording stayed was moved, judged or verified in between.
_FOUND = """
SELECT coalesce(new.item_id, old.item_id) AS item_id, coalesce(new.language, old.language)
    AS language, change.kind
FROM (SELECT * FROM releases_releaserow WHERE release_id = %(release)s) new
FULL JOIN (SELECT * FROM releases_releaserow WHERE release_id = %(previous)s) old
    ON old.item_id = new.item_id AND old.language = new.language
LEFT JOIN corpus_translation text ON text.id = new.text_id
CROSS JOIN LATERAL (VALUES
    ('added', old.id IS NULL),
    ('removed', new.id IS NULL),
    ('corrected', new.text_id <> old.text_id AND text.origin = 'human'),
    ('retranslated', new.text_id <> old.text_id AND text.origin <> 'human'),
    ('revoiced', new.id IS NOT NULL AND old.id IS NOT NULL
        AND new.recording_id IS DISTINCT FROM old.recording_id),
    ('rejudged', new.line_id <> old.line_id AND new.text_id = old.text_id
        AND new.recording_id IS NOT DISTINCT FROM old.recording_id)) change(kind, holds)
WHERE change.holds AND (new.line_id IS DISTINCT FROM old.line_id)
"""
_KEEP = f"""
INSERT INTO releases_releasechange (release_id, item_id, language, kind)
SELECT %(release)s, found.* FROM ({_FOUND}) found ORDER BY item_id, language, kind
"""  # noqa: S608 - only our own SQL
_COUNT = """
SELECT kind, language, count(*) FROM releases_releasechange WHERE release_id = %s
GROUP BY kind, language ORDER BY kind, language
"""
_KEPT = """
SELECT item_id, language, kind FROM releases_releasechange WHERE release_id = %(release)s
"""
_DIFFERING = f"""
SELECT item.external_id, differing.language, differing.kind, differing.told FROM (
    (SELECT *, TRUE AS told FROM ({_KEPT} EXCEPT {_FOUND}) only_told)
    UNION ALL
    (SELECT *, FALSE FROM ({_FOUND} EXCEPT {_KEPT}) only_found)) differing
JOIN corpus_item item ON item.id = differing.item_id
ORDER BY item.id, differing.language, differing.kind
"""  # noqa: S608 - only our own SQL


def keep_changes(release: Release) -> Changes:
    """Stores each change beside the release's rows; returns what is published of them.

    The hash of the release before is part of it, so that releases are a chain.
    """
    if release.previous is None:
        return {"since": None, "manifest": None, "counts": {}}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, _names(release))
    before = {"since": release.previous.name, "manifest": release.previous.manifest}
    return {**before, "counts": count_changes(release)}


def count_changes(release: Release) -> dict[str, dict[str, int]]:
    """Rows by kind of change and language, as they are kept; a row may have changed twice over."""
    counts: dict[str, dict[str, int]] = {kind.value: {} for kind in ChangeKind}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [release.pk])
        for kind, language, rows in cursor.fetchall():
            counts[kind][language] = rows
    return counts


def find_differing_changes(release: Release) -> Iterator[str]:
    """Compares what is kept and counted with the rows of both releases, and the chain of hashes."""
    if release.changes is None:
        return
    before = release.previous
    told = (release.changes["since"], release.changes["manifest"])
    if told != ((before.name, before.manifest) if before else (None, None)):
        yield f"it told changes since {told[0]} of manifest {told[1]}, but follows {before}"
    if before is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING, _names(release))
        for item, language, kind, told in cursor.fetchall():
            verdict = "was published, but isn't so" if told else "isn't told"
            yield f"{item} in {language}: {kind} since {release.changes['since']} {verdict}"
    found = count_changes(release)
    if found != release.changes["counts"]:
        yield f"{release.changes['counts']} were counted, {found} are found"


def _names(release: Release) -> dict[str, int | None]:
    return {"release": release.pk, "previous": release.previous_id}
