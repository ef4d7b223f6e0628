"""One item in every language of its dataset."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from catalog.models import Dataset
from corpus.models import Item, Recording
from generation.models import CheckReport
from generation.results import split_name
from releases.versions import current_versions

if TYPE_CHECKING:
    from releases.versions import Version as AnnotatedText


Checks = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Version:
    """An item in one language; parts that don't exist yet are None."""

    language: str
    translation: dict[str, Any] | None
    recording: dict[str, Any] | None
    checks: list[dict[str, Any]]
    votes: dict[str, Any]
    verified: bool


def describe_item(dataset: Dataset, item: Item) -> list[Version]:
    """In the dataset's order of languages, those without a text included."""
    versions = list(current_versions(dataset).filter(item=item))
    recordings = Recording.objects.in_bulk([v.recording_id for v in versions if v.recording_id])
    texts = [version.pk for version in versions]
    reports = CheckReport.objects.filter(Q(translation__in=texts) | Q(recording__in=recordings))
    by_language: Checks = {}
    for report in reports.select_related("rules").order_by("id"):
        by_language.setdefault(report.language, []).extend(report_checks(report))
    described = {v.language: _version(v, recordings, by_language) for v in versions}
    return [described.get(language) or _nothing(language) for language in dataset.languages]


def report_checks(report: CheckReport) -> Iterator[dict[str, Any]]:
    """What each check found, with its field. Needs ``rules`` loaded."""
    for one in report.outcomes():
        field, name = split_name(one.name)
        yield {**one._asdict(), "field": field, "name": name}


def _nothing(language: str) -> Version:
    votes = {"count": 0, "naturalness": None, "understood": None}
    return Version(language, None, None, [], votes, verified=False)


def _version(text: "AnnotatedText", recordings: dict[int, Recording], checks: Checks) -> Version:
    recording = recordings.get(text.recording_id or 0)
    return Version(
        language=text.language,
        translation=_text(text),
        recording=_recording(recording, text) if recording else None,
        checks=checks.get(text.language, []),
        votes={
            "count": text.votes,
            "naturalness": text.naturalness,
            "understood": text.understood,
        },
        verified=text.verified,
    )


def _text(text: "AnnotatedText") -> dict[str, Any]:
    names = ("question", "answer", "origin", "engine", "engine_version", "score", "licence")
    return {
        "id": text.pk,
        **{name: getattr(text, name) for name in names},
        "verified": text.text_verified,
    }


def _recording(recording: Recording, text: "AnnotatedText") -> dict[str, Any]:
    names = ("sha256", "duration_s", "loudness_lufs", "sample_rate", "engine", "voice")
    return {
        "id": recording.pk,
        **{name: getattr(recording, name) for name in names},
        "audio_url": f"/audio/{recording.sha256}",
        "verified": text.recording_verified,
    }
