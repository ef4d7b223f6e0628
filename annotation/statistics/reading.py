"""Reads votes and the sessions they were given in: three queries, whatever their number."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from annotation.enums import Backend
from annotation.models import Rating
from annotation.statistics.facts import RawVote, Session
from annotation.statistics.people import RaterSummary, describe_raters
from annotation.statistics.screening import SCREENED, Screened, ScreeningRules, screen
from annotation.statistics.sessions import read_sessions
from annotation.statistics.tables import Grouping, Row, tabulate
from catalog.models import Dataset

_CHUNK = 5_000


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Whose votes to read; empty means all."""

    language: str = ""
    engine: str = ""
    voice: str = ""
    campaign: int | None = None
    replaced: bool = False
    """Also votes on recordings that are no longer current, as when engines are compared."""


@dataclass(frozen=True, kw_only=True)
class Statistics:
    screened: Screened
    rows: list[Row]
    raters: list[RaterSummary]


def measure(
    dataset: Dataset,
    selection: Selection,
    *,
    rules: ScreeningRules = SCREENED,
    grouping: Grouping = Grouping.LANGUAGE,
) -> Statistics:
    """Screens and tabulates the standing votes of a dataset."""
    screened, sessions = read_screened(dataset, selection, rules=rules)
    return Statistics(
        screened=screened,
        rows=tabulate(screened, grouping),
        raters=describe_raters(screened, sessions),
    )


def read_screened(
    dataset: Dataset, selection: Selection, *, rules: ScreeningRules = SCREENED
) -> tuple[Screened, list[Session]]:
    """A session is judged by all its votes, also those on recordings that are not selected."""
    votes = list(_read_votes(dataset, selection.language, selection.campaign))
    sessions = _sessions(votes)
    whole = screen([vote for vote, _ in votes], sessions, rules)
    wanted = {vote.id for vote, is_current in votes if _is_wanted(vote, is_current, selection)}
    screened = Screened(
        rules=rules,
        kept=[vote for vote in whole.kept if vote.id in wanted],
        excluded=[each for each in whole.excluded if each.vote.id in wanted],
    )
    raters = {vote.rater for vote, _ in votes if vote.id in wanted}
    return screened, [session for session in sessions if session.rater in raters]


def _is_wanted(vote: RawVote, is_current: bool, selection: Selection) -> bool:
    return (
        (is_current or selection.replaced)
        and selection.engine in {"", vote.engine}
        and selection.voice in {"", vote.voice}
    )


def _sessions(votes: Sequence[tuple[RawVote, bool]]) -> list[Session]:
    """The real ones; where clips come one after another, all of a rater's votes are as one."""
    asked = {vote.session: vote for vote, _ in votes}
    outside = [
        Session(id=vote.session, rater=vote.rater, language=vote.language)
        for vote in asked.values()
        if not isinstance(vote.session, int)
    ]
    return [*read_sessions(key for key in asked if isinstance(key, int)), *outside]


def _read_votes(
    dataset: Dataset, language: str, campaign: int | None
) -> Iterator[tuple[RawVote, bool]]:
    """Every standing vote, and whether its recording is still the one that is played."""
    for row in _rows(dataset, language, campaign):
        yield (
            RawVote(
                id=row[0],
                session=_session_of(row[1], row[2], row[5], row[14]),
                rater=row[2],
                item=row[3],
                recording=row[4],
                language=row[5],
                engine=row[6],
                voice=row[7],
                naturalness=row[8],
                understood=row[9],
                seconds=row[10],
                clip_s=row[11],
                elsewhere=row[15] == Backend.LABEL_STUDIO,
            ),
            row[12] and row[13],
        )


def _session_of(campaign: int, rater: int, language: str, session: int | None) -> Hashable:
    """Its number; without sessions, the rater's votes in one campaign and language count as one."""
    return (campaign, rater, language) if session is None else session


def _rows(dataset: Dataset, language: str, campaign: int | None) -> Iterator[tuple[Any, ...]]:
    # Answers to traps and gold belong to no recording of the dataset.
    chosen = Q(withdrawn_at=None, recording__isnull=False)
    chosen &= Q(assignment__task__campaign__dataset=dataset)
    if language:
        chosen &= Q(assignment__task__language=language)
    if campaign is not None:
        chosen &= Q(assignment__task__campaign=campaign)
    return (
        Rating.objects.filter(chosen)
        .order_by("id")
        .values_list(
            "id",
            "assignment__task__campaign_id",
            "rater_id",
            "recording__translation__item_id",
            "recording_id",
            "assignment__task__language",
            "recording__engine",
            "recording__voice",
            "naturalness",
            "understood",
            "seconds",
            "recording__duration_s",
            "recording__is_current",
            "recording__translation__is_current",
            "assignment__session_id",
            "assignment__task__campaign__backend",
        )
        .iterator(chunk_size=_CHUNK)
    )
