"""What a row says, as JSON that the database makes. One shape for live splits and for releases."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.backends.utils import CursorWrapper
from django.db.models import F, QuerySet

_TEXT = ("origin", "engine", "engine_version", "parameters", "score", "licence", "fingerprint")
_CLIP = (
    "sha256", "duration_s", "sample_rate", "loudness_lufs", "engine", "engine_version", "voice",
    "parameters", "licence", "fingerprint",
)  # fmt: skip
# What is picked, each under a name of its own: what lies in the corpus, by paths from a text, …
_RAW = {
    "external_id": "item__external_id",
    "in_language": "language",
    "in_split": "item__split",
    "of_bench": "item__in_bench",
    "from_source": "item__source__slug",
    "said": "question",
    "answered": "answer",
    "source_question": "item__question",
    "source_answer": "item__answer",
    "in_context": "item__context",
    "text_job": "job_id",
    **{f"text_{name}": name for name in _TEXT},
}
# … and what `releases.versions.current_versions` says of it.
_PICKED = {
    "of_item": "item_id",
    "of_text": "id",
    "clip": "recording_id",
    **_RAW,
    "is_verified": "verified",
    "text_is_verified": "text_verified",
    "clip_is_verified": "recording_verified",
    "clip_job": "current_recording__job_id",
    **{f"clip_{name}": f"current_recording__{name}" for name in _CLIP},
}
# The same from a row of a release.
_PICKED_AGAIN = {
    "of_item": "item_id",
    "of_text": "text_id",
    "of_line": "line_id",
    "clip": "recording_id",
    **{name: f"text__{path}" for name, path in _RAW.items()},
    "clip_job": "recording__job_id",
    **{f"clip_{name}": f"recording__{name}" for name in _CLIP},
}
Shape = Mapping[str, "str | Shape | Where"]
"""A JSON object: SQL expressions, or objects again, by key."""


@dataclass(frozen=True)
class Where:
    """An object that is null where its condition (SQL) doesn't hold."""

    condition: str
    shape: Shape


_MADE_TEXT: Shape = {
    "id": "of_text",
    **{name: f"text_{name}" for name in _TEXT},
    "job": "text_job",
}
_MADE_CLIP: Shape = {**{name: f"clip_{name}" for name in _CLIP}, "job": "clip_job"}
_VOICED = "picked.clip IS NOT NULL"
_TRANSLATION: Shape = {**_MADE_TEXT, "verified": "text_is_verified"}
_RECORDING: Shape = {
    **_MADE_CLIP,
    "audio": "%(audio)s || clip_sha256",
    "failed_checks": "coalesce(report.failed, '{}')",
    "verified": "clip_is_verified",
}
_TEXTS: Shape = {
    "question": "said",
    "answer": "answered",
    "source_question": "source_question",
    "source_answer": "source_answer",
    "context": "in_context",
}
_VOTES: Shape = {
    "count": "coalesce(votes.count, 0)",
    "naturalness": "votes.naturalness",
    "understood": "votes.understood",
}
ROW: Shape = {
    "id": "external_id",
    "language": "in_language",
    "split": "in_split",
    "in_bench": "of_bench",
    "source": "from_source",
    **_TEXTS,
    "verified": "is_verified",
    "votes": _VOTES,
    "translation": _TRANSLATION,
    "recording": Where(_VOICED, _RECORDING),
}


def _checks(report: str) -> Where:
    """Values in the order of the rules, which the release lists by their number."""
    return Where(
        f"{report}.id IS NOT NULL",
        {
            "rules": f"{report}.rules_id",
            "measured": f"{report}.measured",
            "failed": f"{report}.failed",
        },
    )


FROZEN_ROW: Shape = {
    **ROW,
    "translation": {**_TRANSLATION, "checks": _checks("text_report")},
    "recording": Where(_VOICED, {**_RECORDING, "checks": _checks("report")}),
}
"""As in a live split, but with every check, since thresholds may move after the release; and votes
are those that screening kept, where a live row has all that stand."""
RAW_ROW: Shape = {
    "id": "external_id",
    "language": "in_language",
    "source": "from_source",
    **_TEXTS,
    "translation": _MADE_TEXT,
    "recording": Where(_VOICED, _MADE_CLIP),
}
"""What of a row can be read from the corpus again at any time, since nothing there is changed."""


def pick(cursor: CursorWrapper, versions: QuerySet[Any]) -> str:
    """SQL of what a shape needs of `releases.versions.current_versions`."""
    return _bind(cursor, versions, _PICKED)


def pick_again(cursor: CursorWrapper, rows: QuerySet[Any]) -> str:
    """SQL of what `RAW_ROW` needs of rows of a release."""
    return _bind(cursor, rows, _PICKED_AGAIN)


def _bind(cursor: CursorWrapper, rows: QuerySet[Any], paths: Mapping[str, str]) -> str:
    query = rows.order_by().values(**{name: F(path) for name, path in paths.items()}).query
    return str(cursor.mogrify(*query.sql_with_params()))


def columns(cursor: CursorWrapper, shape: Shape) -> str:
    """SQL of the shape's keys as columns of ``picked``, ``votes``, ``report`` and so on."""
    audio = cursor.mogrify("%s::text", [f"{settings.PUBLIC_URL}/audio/"])
    return _columns(shape).replace("%(audio)s", audio)


def _columns(shape: Shape) -> str:
    return ", ".join(f'{_value(value)} AS "{key}"' for key, value in shape.items())


def _value(value: "str | Shape | Where") -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Where):
        return f"CASE WHEN {value.condition} THEN {_value(value.shape)} END"
    return f"(SELECT part FROM (SELECT {_columns(value)}) part)"  # noqa: S608 - only our own SQL
