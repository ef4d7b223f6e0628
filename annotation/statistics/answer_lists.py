"""The answers behind the numbers, newest first: votes, corrections, choices between two answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from annotation.enums import Backend, CampaignKind
from annotation.models import Correction, Preference, Rating
from annotation.statistics.described import Described
from annotation.statistics.opinion_figures import excluded_sessions
from annotation.statistics.screening import ScreeningRules
from catalog.models import Dataset

Answers = QuerySet[Rating] | QuerySet[Correction] | QuerySet[Preference]
Answer = Rating | Correction | Preference
_TASK = "assignment__task"
_TEXT = {
    CampaignKind.LISTENING: "recording__translation__item",
    CampaignKind.CORRECTION: "translation__item",
    CampaignKind.PREFERENCE: "pair",
}


@dataclass(frozen=True, kw_only=True)
class AnswerFilter:
    """Which answers; empty means all. What only votes have is ignored for other kinds."""

    kind: CampaignKind = CampaignKind.LISTENING
    language: str = ""
    rater: int | None = None
    engine: str = ""
    voice: str = ""
    naturalness: int | None = None
    understood: int | None = None
    day: date | None = None
    """On which it was given, UTC."""
    counts: str = ""
    """``yes``, ``no``, or a `Reason`."""


@dataclass(frozen=True)
class Excluded:
    """Why sessions don't count; see `excluded_sessions`."""

    sessions: Mapping[int, str]
    outside: Mapping[tuple[int, int, str], str]
    """By campaign, rater and language."""

    @classmethod
    def read(cls, dataset: Dataset, rules: ScreeningRules, language: str = "") -> "Excluded":
        sessions: dict[int, str] = {}
        outside: dict[tuple[int, int, str], str] = {}
        for code, rows in excluded_sessions(dataset, rules, language).items():
            for row in rows:
                if "session" in row:
                    sessions[row["session"]] = row["reason"]
                else:
                    outside[row["campaign"], row["rater"], code] = row["reason"]
        return cls(sessions, outside)

    def reason(self, vote: Rating) -> str | None:
        session = vote.assignment.session_id
        if session is not None:
            return self.sessions.get(session)
        task = vote.assignment.task
        return self.outside.get((task.campaign_id, vote.rater_id, task.language))

    def condition(self, counts: str) -> Q:
        """For votes that one of these reasons leaves out, or that none does."""
        wanted = {"yes": None, "no": None}.get(counts, counts)
        left_out = Q(
            assignment__session__in=[
                key for key, reason in self.sessions.items() if wanted in {None, reason}
            ]
        )
        for (campaign, rater, language), reason in self.outside.items():
            if wanted in {None, reason}:
                left_out |= Q(
                    assignment__session=None,
                    rater=rater,
                    assignment__task__campaign=campaign,
                    assignment__task__language=language,
                )
        return ~left_out if counts == "yes" else left_out


def list_answers(dataset: Dataset, wanted: AnswerFilter, excluded: Excluded) -> Answers:
    """Standing answers; votes on current recordings, which are what statistics are made of."""
    chosen = Q(withdrawn_at=None, assignment__task__campaign__dataset=dataset)
    if wanted.language:
        chosen &= Q(assignment__task__language=wanted.language)
    if wanted.rater is not None:
        chosen &= Q(rater=wanted.rater)
    if wanted.day is not None:
        began = datetime.combine(wanted.day, time(), UTC)
        chosen &= Q(created_at__gte=began, created_at__lt=began + timedelta(days=1))
    if wanted.kind == CampaignKind.LISTENING:
        chosen &= _votes(wanted)
        if wanted.counts:
            chosen &= excluded.condition(wanted.counts)
    return _of_kind(wanted.kind).filter(chosen)


def _of_kind(kind: CampaignKind) -> Answers:
    joined = ("rater", f"{_TASK}__campaign", _TEXT[kind])
    if kind == CampaignKind.LISTENING:
        return Rating.objects.select_related(*joined)
    if kind == CampaignKind.CORRECTION:
        return Correction.objects.select_related(*joined)
    return Preference.objects.select_related(*joined)


def _votes(wanted: AnswerFilter) -> Q:
    chosen = Q(recording__is_current=True, recording__translation__is_current=True)
    exact = {
        "recording__engine": wanted.engine,
        "recording__voice": wanted.voice,
        "naturalness": wanted.naturalness,
        "understood": wanted.understood,
    }
    return chosen & Q(**{name: value for name, value in exact.items() if value})


def describe_answers(rows: Iterable[Answer], excluded: Excluded, *, named: bool) -> list[Described]:
    """``named``: who reads it may know who answered."""
    return [_describe(row, excluded, named=named) for row in rows]


def _describe(row: Answer, excluded: Excluded, *, named: bool) -> Described:
    task = row.assignment.task
    return {
        "id": row.pk,
        "kind": task.campaign.kind,
        "language": task.language,
        "campaign": task.campaign_id,
        "seconds": row.seconds,
        "given_at": row.created_at,
        "elsewhere": task.campaign.backend == Backend.LABEL_STUDIO,
        "rater": row.rater_id if named else None,
        "name": row.rater.username if named else "",
        "item": None,
        "external_id": "",
        "engine": "",
        "voice": "",
        "naturalness": None,
        "understood": None,
        "verdict": None,
        "choice": None,
        "excluded_because": None,
        **_said(row, excluded),
    }


def _said(row: Answer, excluded: Excluded) -> dict[str, Any]:
    if isinstance(row, Preference):
        return {"choice": row.choice, "external_id": row.pair.key}
    if isinstance(row, Correction):
        item = row.translation.item
        return {"verdict": row.verdict, "item": item.pk, "external_id": item.external_id}
    recording = row.recording
    assert recording is not None  # noqa: S101 - traps and gold are not listed
    item = recording.translation.item
    return {
        "item": item.pk,
        "external_id": item.external_id,
        "engine": recording.engine,
        "voice": recording.voice,
        "naturalness": row.naturalness,
        "understood": row.understood,
        "excluded_because": excluded.reason(row),
    }
