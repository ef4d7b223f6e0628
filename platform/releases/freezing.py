"""Making a release: everything of one snapshot, in one transaction, or nothing."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from annotation.models import Correction
from annotation.statistics.facts import RawVote
from annotation.statistics.reading import Selection, read_screened
from annotation.statistics.screening import SCREENED
from catalog.models import Dataset
from corpus.enums import Split
from corpus.models import Recording
from generation.models import CheckRules
from jobs.models import Job
from releases.changes import keep_changes
from releases.errors import GatesFailedError, NothingToReleaseError
from releases.gates import GATES, check_gates
from releases.manifest import digest
from releases.models import Release, ReleaseCorrection, ReleaseVote
from releases.numbers import measure_release
from releases.row_shape import FROZEN_ROW, columns, pick
from releases.versions import current_versions

_RELEASED = (Split.TRAIN, Split.DEV, Split.TEST)
_CHUNK = 5_000
# A serial in the order of items and languages, so that equal content has equal manifests.
_LINES = """
CREATE TEMPORARY TABLE freezing AS
SELECT *, sha256(convert_to(line, 'UTF8')) AS sha256 FROM (
    SELECT of_item AS item_id, of_text AS text_id, clip AS recording_id,
        in_language AS language, in_split AS split, of_bench AS in_bench, from_source AS source,
        is_verified AS verified, coalesce(clip_engine, '') AS engine,
        array_to_string(ARRAY(
            SELECT DISTINCT one FROM unnest(ARRAY[text_licence, clip_licence]) one
            WHERE one <> '' ORDER BY one), ', ') AS licences,
        votes.naturalness, votes.understood,
        (SELECT row_to_json(part)::text FROM (SELECT {columns}) part) AS line
    FROM ({versions}) picked
    LEFT JOIN (
        SELECT recording_id, count(*) AS count, avg(naturalness)::float8 AS naturalness,
            avg(understood)::float8 AS understood
        FROM releases_releasevote WHERE release_id = {release} AND excluded_because = ''
        GROUP BY recording_id) votes ON votes.recording_id = picked.clip
    LEFT JOIN generation_checkreport text_report ON text_report.translation_id = of_text
    LEFT JOIN generation_checkreport report ON report.recording_id = picked.clip) made
"""
_KEEP_LINES = """
INSERT INTO releases_releaseline (dataset_id, sha256, line)
SELECT %(dataset)s, sha256, line FROM freezing
ON CONFLICT (dataset_id, sha256) DO NOTHING
"""
_KEEP_ROWS = """
INSERT INTO releases_releaserow (release_id, item_id, text_id, recording_id, line_id, language,
    split, in_bench, source, verified, engine, licences, naturalness, understood)
SELECT %(release)s, item_id, text_id, recording_id, line.id, language, split, in_bench, source,
    verified, engine, licences, naturalness, understood
FROM freezing JOIN releases_releaseline line
    ON line.dataset_id = %(dataset)s AND line.sha256 = freezing.sha256
ORDER BY item_id, language
"""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a manager asked for.

    Attributes:
        languages: none means all of the dataset.
        override_reason: why to go on where gates fail; empty means don't.
    """

    name: str
    languages: tuple[str, ...] = ()
    notes: str = ""
    override_reason: str = ""


def freeze(dataset: Dataset, wish: Wish, *, job: Job | None = None) -> Release:
    """Makes a release, or returns the one that this job has made already.

    Must not be called in a transaction: it asks for a snapshot of its own.

    Raises:
        GatesFailedError, NothingToReleaseError: as `write_release`.
    """
    if job and (made := Release.objects.filter(job=job).first()):
        return made
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return write_release(dataset, wish, job=job)


def pseudonym(secret: str, kind: str, key: object) -> str:
    """The same for one person within a release, and another in the next one."""
    made = hmac.new(secret.encode(), f"{kind} {key}".encode(), hashlib.sha256)
    return f"{kind[0]}{made.hexdigest()[:12]}"


def write_release(dataset: Dataset, wish: Wish, *, job: Job | None = None) -> Release:
    """As `freeze`, in a transaction of the caller's, which should see one snapshot.

    Raises:
        GatesFailedError: no reason was given to go on.
        NothingToReleaseError: no item in these languages has a split.
    """
    languages = wish.languages or tuple(dataset.languages)
    release = Release(
        pk=_next_id(),
        dataset=dataset,
        name=wish.name,
        notes=wish.notes,
        previous=dataset.releases.order_by("created_at").last(),
        secret=secrets.token_hex(),
        job=job,
        created_by=job.created_by if job else None,
        created_at=timezone.now(),
        override_reason=wish.override_reason,
        definition=_definition(dataset, languages),
    )
    _keep_votes(release, languages)
    release.rows = _keep_rows(release, languages)
    if release.rows == 0:
        raise NothingToReleaseError
    _keep_corrections(release, languages)
    release.changes = keep_changes(release)
    release.numbers = measure_release(release)
    outcomes = check_gates(release.numbers, GATES)
    release.gates = [asdict(outcome) for outcome in outcomes]
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if failed and not wish.override_reason:
        raise GatesFailedError(failed)
    release.manifest = digest(release)
    release.save(force_insert=True)
    return release


def _next_id() -> int:
    """References to a release are checked when the transaction ends, so it may come last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('releases_release', 'id'))")
        return int(cursor.fetchone()[0])


def _definition(dataset: Dataset, languages: Iterable[str]) -> dict[str, Any]:
    sizes = {"dev": dataset.dev_size, "test": dataset.test_size, "bench": dataset.bench_size}
    return {
        "dataset": {name: getattr(dataset, name) for name in ("name", "description", "licence")},
        "sources": list(dataset.sources.order_by("slug").values("slug", "name", "sensitive")),
        "languages": list(languages),
        "splits": {"seed": dataset.split_seed, **sizes},
        "voices": {"seed": dataset.voice_seed, "share_cap": dataset.voice_share_cap},
        "screening_rules": asdict(SCREENED),
        "gate_rules": asdict(GATES),
        "check_rules": {str(rules.pk): _described(rules) for rules in _rules_of(dataset)},
        "code_version": settings.VERSION,
    }


def _rules_of(dataset: Dataset) -> Iterable[CheckRules]:
    return CheckRules.objects.filter(pk__in=_used_rules(dataset)).order_by("pk")


def _used_rules(dataset: Dataset) -> list[int]:
    with connection.cursor() as cursor:
        # A walk from one set of rules to the next: there are a few for millions of reports.
        cursor.execute(
            """
            WITH RECURSIVE used(id) AS (
                (SELECT rules_id FROM generation_checkreport WHERE dataset_id = %(dataset)s
                 ORDER BY rules_id LIMIT 1)
                UNION ALL
                SELECT (SELECT rules_id FROM generation_checkreport
                        WHERE dataset_id = %(dataset)s AND rules_id > used.id
                        ORDER BY rules_id LIMIT 1)
                FROM used WHERE used.id IS NOT NULL)
            SELECT id FROM used WHERE id IS NOT NULL
            """,
            {"dataset": dataset.pk},
        )
        return [row[0] for row in cursor.fetchall()]


def _described(rules: CheckRules) -> list[Mapping[str, Any]]:
    several = zip(rules.names, rules.versions, rules.thresholds, strict=True)
    return [
        {"check": name, "version": version, "threshold": threshold}
        for name, version, threshold in several
    ]


def _keep_votes(release: Release, languages: Iterable[str]) -> None:
    screened, _ = read_screened(release.dataset, Selection())
    fates = [(vote, "") for vote in screened.kept]
    fates += [(each.vote, each.reason.value) for each in screened.excluded]
    wanted = set(languages)
    aside = Recording.objects.set_aside().filter(dataset=release.dataset, language__in=wanted)
    not_released = set(aside.values_list("pk", flat=True))
    ReleaseVote.objects.bulk_create(
        (
            _vote(release, vote, fate)
            for vote, fate in fates
            if vote.language in wanted and vote.recording not in not_released
        ),
        batch_size=_CHUNK,
    )


def _vote(release: Release, vote: RawVote, fate: str) -> ReleaseVote:
    return ReleaseVote(
        release=release,
        rating_id=cast("int", vote.id),
        item_id=cast("int", vote.item),
        recording_id=cast("int", vote.recording),
        language=vote.language,
        rater=pseudonym(release.secret, "rater", vote.rater),
        session=pseudonym(release.secret, "session", vote.session),
        naturalness=vote.naturalness,
        understood=vote.understood,
        seconds=vote.seconds,
        excluded_because=fate,
    )


def _keep_rows(release: Release, languages: Iterable[str]) -> int:
    versions = current_versions(release.dataset, fit=True).filter(
        language__in=list(languages), item__split__in=_RELEASED
    )
    names = {"release": release.pk, "dataset": release.dataset_id}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        shape = columns(cursor, FROZEN_ROW)
        bound = pick(cursor, versions)
        cursor.execute(_LINES.format(columns=shape, versions=bound, release=release.pk))
        cursor.execute(_KEEP_LINES, names)
        cursor.execute(_KEEP_ROWS, names)
        kept = int(cursor.rowcount)
        cursor.execute("DROP TABLE freezing")
        return kept


def _keep_corrections(release: Release, languages: Iterable[str]) -> None:
    standing = Correction.objects.filter(
        translation__dataset=release.dataset,
        translation__language__in=list(languages),
        translation__item__split__in=_RELEASED,
        withdrawn_at=None,
    )
    given = standing.select_related("translation", "assignment__task").order_by("pk")
    ReleaseCorrection.objects.bulk_create(
        (
            ReleaseCorrection(
                release=release,
                correction=correction,
                item_id=correction.translation.item_id,
                language=correction.translation.language,
                rater=pseudonym(release.secret, "rater", correction.rater_id),
                verdict=correction.verdict,
                seconds=correction.seconds,
                is_final=correction.is_final,
                slice=correction.assignment.task.slice,
            )
            for correction in given.iterator(chunk_size=_CHUNK)
        ),
        batch_size=_CHUNK,
    )
