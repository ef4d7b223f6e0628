"""What happened in sessions, raw. Screening reads it; nothing here judges or leaves out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, pvariance

from annotation.enums import AssignmentState, ControlRole, SessionState, SkipReason
from annotation.models import Assignment, Campaign, Rating, RatingSession


@dataclass(frozen=True)
class SessionFacts:
    """One session of one rater.

    Differences are the rater's score less the known one, naturalness and understood in turn, one
    pair for each such clip that was answered.
    """

    session: int
    rater: int
    language: str
    state: SessionState
    started_at: datetime
    wall_s: float | None
    """From its start to its end; None while it runs."""
    clips: int
    """Handed out, without traps and gold."""
    answered: int
    skipped: int
    skipped_sensitive: int
    """Because of its text: without penalty. Not among ``skipped``."""
    traps: int
    trap_differences: list[tuple[int, int]]
    gold: int
    gold_differences: list[tuple[int, int]]
    seconds_each: float | None
    """Median seconds an answer took; None without answers."""
    variance: tuple[float, float] | None
    """Population variance of both scores over the clips; None under two answers."""
    hidden_s: float

    @property
    def traps_failed(self) -> int:
        """Traps answered with another score, skipped, or never answered."""
        return self.traps - sum(pair == (0, 0) for pair in self.trap_differences)

    @property
    def gold_off(self) -> int | None:
        """The largest difference from gold, in points; None where none was answered."""
        return max((max(map(abs, pair)) for pair in self.gold_differences), default=None)


def session_facts(campaign: Campaign) -> list[SessionFacts]:
    """Of all sessions of a campaign, in the order in which they began; four queries."""
    return describe_sessions(campaign.sessions.order_by("started_at", "pk"))


def describe_sessions(sessions: Iterable[RatingSession]) -> list[SessionFacts]:
    found = list(sessions)
    assignments = Assignment.objects.filter(session__in=found).select_related("task__control")
    ratings = Rating.objects.filter(assignment__session__in=found, withdrawn_at=None)
    by_assignment = {rating.assignment_id: rating for rating in ratings}
    by_session: dict[int | None, list[Assignment]] = defaultdict(list)
    for assignment in assignments.order_by("position"):
        by_session[assignment.session_id].append(assignment)
    return [_describe(one, by_session[one.pk], by_assignment) for one in found]


def _describe(
    session: RatingSession, slots: Sequence[Assignment], ratings: dict[int, Rating]
) -> SessionFacts:
    traps = [slot for slot in slots if _role(slot) == ControlRole.TRAP]
    gold = [slot for slot in slots if _role(slot) == ControlRole.GOLD]
    clips = [slot for slot in slots if slot.task.control is None]
    votes = [ratings[slot.pk] for slot in clips if slot.pk in ratings]
    given = [ratings[slot.pk].seconds for slot in slots if slot.pk in ratings]
    skipped = [slot for slot in clips if slot.state == AssignmentState.SKIPPED]
    for_text = sum(slot.skip_reason == SkipReason.OFFENSIVE for slot in skipped)
    ended = session.ended_at
    return SessionFacts(
        session=session.pk,
        rater=session.rater_id,
        language=session.language,
        state=SessionState(session.state),
        started_at=session.started_at,
        wall_s=(ended - session.started_at).total_seconds() if ended else None,
        clips=len(clips),
        answered=sum(slot.state == AssignmentState.ANSWERED for slot in clips),
        skipped=len(skipped) - for_text,
        skipped_sensitive=for_text,
        traps=len(traps),
        trap_differences=_differences(traps, ratings),
        gold=len(gold),
        gold_differences=_differences(gold, ratings),
        seconds_each=median(given) if given else None,
        variance=_variance(votes),
        hidden_s=sum(slot.hidden_s for slot in slots),
    )


def _role(slot: Assignment) -> str | None:
    return slot.task.control.role if slot.task.control else None


def _differences(slots: Sequence[Assignment], ratings: dict[int, Rating]) -> list[tuple[int, int]]:
    return [
        (
            ratings[slot.pk].naturalness - (slot.task.control.naturalness or 0),
            ratings[slot.pk].understood - (slot.task.control.understood or 0),
        )
        for slot in slots
        if slot.pk in ratings and slot.task.control is not None
    ]


def _variance(votes: Sequence[Rating]) -> tuple[float, float] | None:
    if len(votes) < 2:  # noqa: PLR2004 - one value has no spread
        return None
    return (
        pvariance([vote.naturalness for vote in votes]),
        pvariance([vote.understood for vote in votes]),
    )
