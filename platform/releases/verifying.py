"""Proving a release: every hash and every published number, made again from the raw rows."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from corpus.errors import AudioDamagedError, AudioMissingError
from corpus.storage import audio_store
from releases.changes import find_differing_changes
from releases.freezing import pseudonym
from releases.manifest import digest
from releases.models import Release, ReleaseRow, ReleaseVote
from releases.numbers import measure_release
from releases.row_shape import RAW_ROW, columns, pick_again

Part = tuple[str, Callable[[Release], Iterator[str]]]
_CHUNK = 5_000
_LINES = """
SELECT line.line::jsonb ->> 'id', row.language FROM releases_releaserow row
JOIN releases_releaseline line ON line.id = row.line_id
WHERE row.release_id = %s AND line.sha256 <> sha256(convert_to(line.line, 'UTF8'))
ORDER BY row.item_id, row.language
"""
# What the corpus says now must be a part of what the line said then.
_RAW = """
SELECT external_id, in_language, raw, line FROM (
    SELECT picked.of_item, external_id, in_language, line.line::jsonb AS line,
        (SELECT to_jsonb(part) FROM (SELECT {columns}) part) AS raw
    FROM ({rows}) picked JOIN releases_releaseline line ON line.id = of_line) compared
WHERE NOT line @> raw
ORDER BY of_item, in_language
"""


def _lines(release: Release) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [release.pk])
        for item, language in cursor.fetchall():
            yield f"{item} in {language}: the released line isn't the one that was hashed"


def _texts(release: Release) -> Iterator[str]:
    with connection.cursor() as cursor:
        picked = pick_again(cursor, ReleaseRow.objects.filter(release=release))
        cursor.execute(_RAW.format(columns=columns(cursor, RAW_ROW), rows=picked))
        for item, language, raw, line in cursor.fetchall():
            fields = ", ".join(_differing(json.loads(raw), json.loads(line)))
            yield f"{item} in {language}: {fields} isn't what the corpus says"


def _differing(raw: dict[str, Any], line: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, value in raw.items():
        told = line.get(name)
        if isinstance(value, dict) and isinstance(told, dict):
            yield from _differing(value, told, f"{above}{name}.")
        elif value != told:
            yield f"{above}{name}"


def _audio(release: Release) -> Iterator[str]:
    store = audio_store()
    spoken = release.frozen_rows.filter(recording__isnull=False).order_by("item_id", "language")
    rows = spoken.values_list("item__external_id", "language", "recording__sha256")
    for item, language, name in rows.iterator(chunk_size=_CHUNK):
        try:
            store.get(name)
        except (AudioMissingError, AudioDamagedError) as problem:
            yield f"{item} in {language}: {problem.message}"


def _votes(release: Release) -> Iterator[str]:
    kept = ReleaseVote.objects.filter(release=release).select_related("rating", "item")
    for vote in kept.order_by("rating_id").iterator(chunk_size=_CHUNK):
        raw = vote.rating
        told = (vote.naturalness, vote.understood, vote.seconds, vote.recording_id, vote.rater)
        rater = pseudonym(release.secret, "rater", raw.rater_id)
        now = (raw.naturalness, raw.understood, raw.seconds, raw.recording_id, rater)
        if told != now:
            yield f"{vote.item.external_id} in {vote.language}: vote {raw.pk} isn't the one given"


def _corrections(release: Release) -> Iterator[str]:
    kept = release.corrections.select_related("item", "correction__translation")
    kept = kept.select_related("correction__assignment__task").order_by("correction_id")
    for each in kept.iterator(chunk_size=_CHUNK):
        raw = each.correction
        told = (each.verdict, each.seconds, each.is_final, each.slice, each.rater)
        rater = pseudonym(release.secret, "rater", raw.rater_id)
        now = (raw.verdict, raw.seconds, raw.is_final, raw.assignment.task.slice, rater)
        text = raw.translation
        if told != now or (each.item_id, each.language) != (text.item_id, text.language):
            place = f"{each.item.external_id} in {each.language}"
            yield f"{place}: correction {raw.pk} isn't the one given"


def _numbers(release: Release) -> Iterator[str]:
    """A number that is published only since a later version is no difference."""
    found = measure_release(release)
    known = {name: value for name, value in found.items() if name in release.numbers}
    yield from _differing_numbers(release.numbers, known)


def _differing_numbers(told: object, found: object, path: str = "") -> Iterator[str]:
    if isinstance(told, dict) and isinstance(found, dict):
        for name in sorted({*told, *found}):
            yield from _differing_numbers(told.get(name), found.get(name), f"{path}/{name}")
    elif told != found:
        yield f"{path.removeprefix('/')}: {told} was published, {found} is found"


def _manifest(release: Release) -> Iterator[str]:
    found = digest(release)
    if found != release.manifest:
        yield f"the manifest's hash is {found}; {release.manifest} was published"


PARTS: tuple[Part, ...] = (
    ("lines", _lines),
    ("texts and lineage", _texts),
    ("audio", _audio),
    ("votes", _votes),
    ("corrections", _corrections),
    ("changes", find_differing_changes),
    ("numbers", _numbers),
    ("manifest", _manifest),
)
