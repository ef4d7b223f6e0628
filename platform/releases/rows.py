"""The rows that researchers pull: one item in one language, with its whole lineage.

The database makes the JSON, so that pages and streams hold the same rows to the letter, and a
stream costs little more than PostgreSQL's own COPY.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Case, CharField, F, JSONField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, JSONObject

from generation.models import CheckReport

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releases.versions import Version, VersionWithRow

BLOCK_BYTES = 64 * 1024
NAMES = ArrayField(CharField())
# CSV of one column whose delimiter and quote can't occur in JSON: each line is a row as it is.
_COPY = r"COPY ({query}) TO STDOUT (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"


def with_rows(versions: "QuerySet[Version]") -> "QuerySet[VersionWithRow]":
    """Adds ``row``, the JSON of each of `releases.versions.current_versions`."""
    return cast("QuerySet[VersionWithRow]", versions.annotate(row=_row()))


def stream_rows(versions: "QuerySet[Version]") -> Iterator[bytes]:
    """NDJSON, in order, with memory that doesn't grow with the number of rows."""
    query, parameters = with_rows(versions).values_list("row").query.sql_with_params()
    block = bytearray()
    with connection.cursor() as cursor:
        bound = cursor.mogrify(query, parameters)
        with cursor.copy(_COPY.format(query=bound)) as lines:
            for line in lines:
                block += line
                if len(block) >= BLOCK_BYTES:
                    yield bytes(block)
                    block.clear()
    yield bytes(block)


def _row() -> JSONObject:
    return JSONObject(
        id="item__external_id",
        language="language",
        split="item__split",
        in_bench="item__in_bench",
        source="item__source__slug",
        question="question",
        answer="answer",
        source_question="item__question",
        source_answer="item__answer",
        context="item__context",
        verified="verified",
        votes=JSONObject(count="votes", naturalness="naturalness", understood="understood"),
        translation=_translation(),
        recording=Case(
            When(recording_id=None, then=Value(None, JSONField())),
            default=_recording(),
            output_field=JSONField(),
        ),
    )


def _translation() -> JSONObject:
    names = (
        "id", "origin", "engine", "engine_version", "parameters", "score", "licence", "fingerprint",
    )  # fmt: skip
    return JSONObject(**{name: F(name) for name in names}, job="job_id", verified="text_verified")


def _recording() -> JSONObject:
    names = (
        "sha256", "duration_s", "sample_rate", "loudness_lufs", "engine", "engine_version", "voice",
        "parameters", "licence", "fingerprint",
    )  # fmt: skip
    report = CheckReport.objects.filter(recording=OuterRef("recording_id"))
    address = Concat(Value(f"{settings.PUBLIC_URL}/audio/"), "current_recording__sha256")
    return JSONObject(
        **{name: F(f"current_recording__{name}") for name in names},
        job="current_recording__job_id",
        audio=address,
        failed_checks=Coalesce(Subquery(report.values("failed")), Value([], NAMES)),
        verified="recording_verified",
    )
