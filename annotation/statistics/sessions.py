"""What happened in sessions: read once, for screening, for payment and for managers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, pvariance

from annotation.clock import elapsed_s
from annotation.enums import ControlRole, SessionState
from annotation.models import RatingSession
from annotation.statistics.facts import SCALES, GoldScore, Session
from annotation.statistics.slots import Slot, read_slots, with_role

_EXACT = GoldScore(naturalness=0, understood=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedSession(Session):
    """A session with all that is known of it, raw: nothing here judges or leaves out.

    One that still runs is not finished: its trap may be yet to come.
    """

    state: SessionState
    started_at: datetime
    ended_at: datetime | None
    wall_s: float | None
    """From its start to its end; None while it runs."""
    clips: int
    """Handed out, without traps and gold."""
    answered: int
    skipped: int
    skipped_sensitive: int
    """Because of its text: without penalty. Not among ``skipped``."""
    traps: int
    trap_differences: tuple[GoldScore, ...]
    gold_clips: int
    """Of which ``gold`` has those that were answered."""
    seconds_each: float | None
    """Median seconds an answer took; None without answers."""
    variance: tuple[float, float] | None
    """Population variance of both scores over the clips; None under two answers."""

    @property
    def gold_off(self) -> int | None:
        """The largest difference from gold, in points; None where none was answered."""
        return max((abs(score.gap(scale)) for score in self.gold for scale in SCALES), default=None)


def read_sessions(numbers: Iterable[int]) -> list[DescribedSession]:
    """Sessions in the order of their numbers; two queries, however many they are."""
    return describe_sessions(RatingSession.objects.filter(pk__in=set(numbers)).order_by("pk"))


def describe_sessions(sessions: Iterable[RatingSession]) -> list[DescribedSession]:
    """Of these sessions, in their order; one query more than it takes to have them."""
    found = list(sessions)
    slots = read_slots(session.pk for session in found)
    return [_describe(session, slots.get(session.pk, [])) for session in found]


def _describe(session: RatingSession, slots: Sequence[Slot]) -> DescribedSession:
    traps, gold = with_role(slots, ControlRole.TRAP), with_role(slots, ControlRole.GOLD)
    clips = with_role(slots, None)
    ended = session.ended_at
    return DescribedSession(
        id=session.pk,
        rater=session.rater_id,
        language=session.language,
        state=SessionState(session.state),
        finished=session.state == SessionState.FINISHED,
        started_at=session.started_at,
        ended_at=ended,
        wall_s=(ended - session.started_at).total_seconds() if ended else None,
        clips=len(clips),
        answered=sum(slot.is_answered for slot in clips),
        skipped=sum(slot.is_skipped and not slot.is_spared for slot in clips),
        skipped_sensitive=sum(slot.is_spared for slot in clips),
        traps=len(traps),
        traps_failed=sum(slot.gap != _EXACT for slot in traps),
        trap_differences=_gaps(traps),
        gold_clips=len(gold),
        gold=_gaps(gold),
        hidden_s=sum(slot.hidden_s for slot in slots),
        spare_s=_spare_s(session, slots),
        seconds_each=_seconds_each(slots),
        variance=_variance(clips),
    )


def _gaps(slots: Sequence[Slot]) -> tuple[GoldScore, ...]:
    return tuple(gap for slot in slots if (gap := slot.gap) is not None)


def _spare_s(session: RatingSession, slots: Sequence[Slot]) -> float | None:
    answered = [slot for slot in slots if slot.naturalness is not None]
    if session.ended_at is None or not answered:
        return None
    heard_s = sum((slot.clip_s or 0) + (slot.control_s or 0) for slot in answered)
    return (elapsed_s(session.started_at, session.ended_at) - heard_s) / len(answered)


def _seconds_each(slots: Sequence[Slot]) -> float | None:
    taken = [slot.seconds for slot in slots if slot.seconds is not None]
    return median(taken) if taken else None


def _variance(clips: Sequence[Slot]) -> tuple[float, float] | None:
    naturalness = [slot.naturalness for slot in clips if slot.naturalness is not None]
    understood = [slot.understood for slot in clips if slot.understood is not None]
    if len(naturalness) < 2:  # noqa: PLR2004 - one value has no spread
        return None
    return pvariance(naturalness), pvariance(understood)
