"""Reads the sessions that votes were given in: two queries, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from annotation.clock import elapsed_s
from annotation.enums import ControlRole, SessionState
from annotation.models import Assignment, RatingSession
from annotation.statistics.facts import GoldScore, Session


class _Slot(NamedTuple):
    """A clip of a session.

    Scores are None where no vote stands; known ones, where it is no trap and no gold.
    """

    session: int
    hidden_s: float
    clip_s: float | None
    control_s: float | None
    role: str | None
    known_naturalness: int | None
    known_understood: int | None
    naturalness: int | None
    understood: int | None


class _Sat(NamedTuple):
    pk: int
    rater: int
    language: str
    state: str
    started_at: datetime
    ended_at: datetime | None


def read_sessions(numbers: Iterable[int]) -> list[Session]:
    """What screening must know of these sessions, in the order of their numbers.

    One that still runs is not finished: its trap may be yet to come.
    """
    wanted = sorted(set(numbers))
    slots: defaultdict[int, list[_Slot]] = defaultdict(list)
    for row in _slots(wanted):
        slots[row.session].append(row)
    fields = ("pk", "rater_id", "language", "state", "started_at", "ended_at")
    sat = RatingSession.objects.filter(pk__in=wanted).order_by("pk").values_list(*fields)
    return [_session(one, slots[one.pk]) for one in map(_Sat._make, sat)]


def _slots(sessions: Sequence[int]) -> Iterable[_Slot]:
    standing = FilteredRelation("ratings", condition=Q(ratings__withdrawn_at=None))
    rows = Assignment.objects.filter(session__in=sessions).annotate(vote=standing)
    return map(
        _Slot._make,
        rows.values_list(
            "session_id",
            "hidden_s",
            "task__recording__duration_s",
            "task__control__duration_s",
            "task__control__role",
            "task__control__naturalness",
            "task__control__understood",
            F("vote__naturalness"),
            F("vote__understood"),
        ),
    )


def _session(sat: _Sat, slots: Sequence[_Slot]) -> Session:
    traps = [slot for slot in slots if slot.role == ControlRole.TRAP]
    gold = [slot for slot in slots if slot.role == ControlRole.GOLD]
    return Session(
        id=sat.pk,
        rater=sat.rater,
        language=sat.language,
        finished=sat.state == SessionState.FINISHED,
        traps_failed=sum(_gap(slot) != GoldScore(naturalness=0, understood=0) for slot in traps),
        gold=tuple(gap for slot in gold if (gap := _gap(slot)) is not None),
        hidden_s=sum(slot.hidden_s for slot in slots),
        spare_s=_spare_s(sat, slots),
    )


def _gap(slot: _Slot) -> GoldScore | None:
    """None where it was skipped or never answered."""
    if slot.naturalness is None or slot.understood is None:
        return None
    return GoldScore(
        naturalness=slot.naturalness - (slot.known_naturalness or 0),
        understood=slot.understood - (slot.known_understood or 0),
    )


def _spare_s(sat: _Sat, slots: Sequence[_Slot]) -> float | None:
    answered = [slot for slot in slots if slot.naturalness is not None]
    if sat.ended_at is None or not answered:
        return None
    heard_s = sum((slot.clip_s or 0) + (slot.control_s or 0) for slot in answered)
    return (elapsed_s(sat.started_at, sat.ended_at) - heard_s) / len(answered)
