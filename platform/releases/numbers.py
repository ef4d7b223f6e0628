"""All that is published of a release in numbers, from its own rows and raw votes alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count

from annotation.enums import SampleSlice, Verdict
from annotation.statistics.facts import SCALES, RawVote, Scale
from annotation.statistics.screening import Reason
from annotation.statistics.tables import summarize
from evaluation.metrics import rate_interval
from releases.models import Release, ReleaseCorrection, ReleaseVote

Numbers = dict[str, Any]
_MS_PER_HOUR = 3_600_000
# Milliseconds are whole numbers: their sum doesn't depend on the order in which rows are met.
_GROUPS = """
SELECT row.language, row.split, row.in_bench, row.source, row.engine, coalesce(clip.voice, ''),
    row.licences, row.verified, count(*), count(clip.id),
    coalesce(sum(round(clip.duration_s * 1000)), 0)::bigint,
    count(*) FILTER (WHERE (line.line::jsonb -> 'translation' ->> 'verified')::boolean),
    count(*) FILTER (WHERE line.line::jsonb #> '{recording,failed_checks}' <> '[]')
FROM releases_releaserow row
JOIN releases_releaseline line ON line.id = row.line_id
LEFT JOIN corpus_recording clip ON clip.id = row.recording_id
WHERE row.release_id = %s
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
_FAILED = """
SELECT row.language, failed.name, count(*)
FROM releases_releaserow row
JOIN releases_releaseline line ON line.id = row.line_id
CROSS JOIN LATERAL (
    SELECT jsonb_array_elements_text(line.line::jsonb #> '{translation,checks,failed}') AS name
    WHERE jsonb_typeof(line.line::jsonb #> '{translation,checks,failed}') = 'array'
    UNION ALL
    SELECT jsonb_array_elements_text(line.line::jsonb #> '{recording,failed_checks}')
    WHERE jsonb_typeof(line.line::jsonb #> '{recording,failed_checks}') = 'array') failed
WHERE row.release_id = %s
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Group:
    """Rows alike in all that is counted by."""

    language: str
    split: str
    in_bench: bool
    source: str
    engine: str
    voice: str
    licences: str
    verified: bool
    rows: int
    voiced: int
    audio_ms: int
    texts_verified: int
    failing: int


def measure_release(release: Release) -> Numbers:
    """Counts, hours, opinions and rates, whole, by split and by language; plain JSON."""
    groups = list(_groups(release))
    votes = list(_votes(release))
    corrections = _corrections(release)
    items = _items_by_source(release)
    return {
        **_amounts(groups),
        "items": sum(items.values()),
        "items_by_source": items,
        "splits": _by_split(groups, votes),
        "languages": _by_language(release, groups, votes, corrections),
        "sources": _count(groups, "source"),
        "engines": _count(groups, "engine"),
        "voices": _count(groups, "voice"),
        "licences": _count(groups, "licences"),
        "votes": len(votes),
    }


def _groups(release: Release) -> Iterator[Group]:
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, [release.pk])
        for row in cursor.fetchall():
            yield Group(*row)


def _votes(release: Release) -> Iterator[tuple[ReleaseVote, RawVote]]:
    """In the order of ratings: sums of floating-point numbers depend on it."""
    kept = ReleaseVote.objects.filter(release_id=release.pk).order_by("rating_id")
    for vote in kept.select_related("recording", "item").iterator(chunk_size=5_000):
        yield (
            vote,
            RawVote(
                id=vote.rating_id,
                session=vote.session,
                rater=vote.rater,
                item=vote.item_id,
                recording=vote.recording_id,
                language=vote.language,
                engine=vote.recording.engine,
                voice=vote.recording.voice,
                naturalness=vote.naturalness,
                understood=vote.understood,
                seconds=vote.seconds,
                clip_s=vote.recording.duration_s,
            ),
        )


Votes = Iterable[tuple[ReleaseVote, RawVote]]


def _amounts(groups: Iterable[Group]) -> Numbers:
    some = list(groups)
    return {
        "rows": sum(group.rows for group in some),
        "recordings": sum(group.voiced for group in some),
        "hours": sum(group.audio_ms for group in some) / _MS_PER_HOUR,
        "verified": sum(group.rows for group in some if group.verified),
    }


def _count(groups: Iterable[Group], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for group in groups:
        counts[getattr(group, name)] += group.rows
    return {value: counts[value] for value in sorted(counts) if value}


def _items_by_source(release: Release) -> dict[str, int]:
    rows = release.frozen_rows.order_by("source").values_list("source")
    return dict(rows.annotate(items=Count("item", distinct=True)))


def _by_split(groups: list[Group], votes: Votes) -> Numbers:
    """By split and language, as gates ask: ``bench`` is a part of ``test``."""
    parts: defaultdict[str, defaultdict[str, list[Group]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for split in _splits_of(group.split, in_bench=group.in_bench):
            parts[split][group.language].append(group)
    given: defaultdict[tuple[str, str], list[tuple[ReleaseVote, RawVote]]] = defaultdict(list)
    for vote, raw in votes:
        for split in _splits_of(vote.item.split, in_bench=vote.item.in_bench):
            given[split, vote.language].append((vote, raw))
    return {
        split: {
            language: _split_part(some, given[split, language])
            for language, some in sorted(parts[split].items())
        }
        for split in sorted(parts)
    }


def _splits_of(split: str, *, in_bench: bool) -> list[str]:
    return [split, "bench"] if in_bench else [split]


def _split_part(groups: list[Group], votes: Votes) -> Numbers:
    given = list(votes)
    counting = [raw for vote, raw in given if not vote.excluded_because]
    samples = Counter(raw.recording for _, raw in given)
    counted = Counter(raw.recording for raw in counting)
    gold = sum(vote.excluded_because == Reason.GOLD_OFF for vote, _ in given)
    return {
        **_amounts(groups),
        "texts_verified": sum(group.texts_verified for group in groups),
        "failing": sum(group.failing for group in groups),
        "samples": len(samples),
        "least_votes": min((counted[clip] for clip in samples), default=0),
        "gold_excluded": gold / len(given) if given else 0.0,
        **{scale: _opinion(counting, scale) for scale in SCALES},
    }


def _by_language(
    release: Release, groups: list[Group], votes: Votes, corrections: Mapping[str, Counter[str]]
) -> Numbers:
    given: defaultdict[str, list[tuple[ReleaseVote, RawVote]]] = defaultdict(list)
    for vote, raw in votes:
        given[vote.language].append((vote, raw))
    failed = _failed_checks(release)
    found: dict[str, Numbers] = {}
    for language in sorted({group.language for group in groups}):
        some = [group for group in groups if group.language == language]
        counting = [raw for vote, raw in given[language] if not vote.excluded_because]
        reasons = Counter(vote.excluded_because for vote, _ in given[language])
        found[language] = {
            **_amounts(some),
            "engines": _count(some, "engine"),
            "voices": _count(some, "voice"),
            **{scale: _opinion(counting, scale) for scale in SCALES},
            "excluded_votes": {reason: reasons[reason] for reason in sorted(reasons) if reason},
            "failed_checks": failed.get(language, {}),
            "corrections": _correction_rate(corrections.get(language, Counter())),
        }
    return found


def _opinion(votes: list[RawVote], scale: Scale) -> Numbers:
    summary = summarize(votes, scale)
    opinion = summary.opinion
    return {
        "mean": opinion.mean,
        "deviation": opinion.deviation,
        "low": opinion.interval.low if opinion.interval else None,
        "high": opinion.interval.high if opinion.interval else None,
        "no_interval": summary.no_interval,
        "alpha": summary.alpha,
        "votes": opinion.votes,
        "raters": opinion.raters,
        "items": opinion.items,
        "histogram": list(summary.histogram),
    }


def _failed_checks(release: Release) -> dict[str, dict[str, int]]:
    failed: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [release.pk])
        for language, name, rows in sorted(cursor.fetchall()):
            failed[language][name] = rows
    return failed


def _corrections(release: Release) -> dict[str, Counter[str]]:
    """Verdicts by language: an item drawn by lot counts once, as it was settled last."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    settled = ReleaseCorrection.objects.filter(
        release_id=release.pk, is_final=True, slice=SampleSlice.UNIFORM
    )
    once = settled.order_by("item_id", "language", "-correction_id").distinct("item_id", "language")
    for language, verdict in once.values_list("language", "verdict"):
        counts[language][verdict] += 1
    return counts


def _correction_rate(verdicts: Counter[str]) -> Numbers:
    """Of the texts that were looked at, how many had to be changed or given up."""
    reviewed = sum(verdicts.values())
    changed = reviewed - verdicts[Verdict.CONFIRMED]
    interval = rate_interval(changed, reviewed)
    return {
        "reviewed": reviewed,
        **{verdict.value: verdicts[verdict] for verdict in Verdict},
        "rate": changed / reviewed if reviewed else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }
