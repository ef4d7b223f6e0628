"""What a player said while a clip or a text lay on the page: kept, and believed with care."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypedDict

from django.utils import timezone

from annotation.clock import elapsed_s, later
from annotation.enums import PlaybackKind
from annotation.errors import ListenedTooShortError, NotHeardYetError
from annotation.models import Assignment, PlaybackEvent

# Players end a little early or late; more than this is not hearing it to the end.
HEARING_TOLERANCE_S = 0.5
PLAYBACK_FIELDS = ("heard_at", "earliest_end_at", "plays", "hidden_s")
"""Of an assignment; set here, and written by the caller."""


class Playback(TypedDict):
    """What a player says; ``seconds`` listened or hidden."""

    kind: PlaybackKind
    seconds: float


def log_playback(assignment: Assignment, events: Sequence[Playback]) -> None:
    """Keeps what the player said of an assignment that the caller has locked.

    What is sent again is counted again, so the page was hidden at most as long as it was open.
    """
    PlaybackEvent.objects.bulk_create(
        PlaybackEvent(assignment=assignment, kind=event["kind"], seconds=event["seconds"])
        for event in events
    )
    assignment.plays += len(_seconds(events, PlaybackKind.ENDED))
    if hidden := _seconds(events, PlaybackKind.HIDDEN):
        open_s = elapsed_s(assignment.opened_at, timezone.now())
        assignment.hidden_s = min(assignment.hidden_s + sum(hidden), open_s)


def played(assignment: Assignment) -> dict[str, object]:
    """What was noted of it, to be written with its next state."""
    return {field: getattr(assignment, field) for field in PLAYBACK_FIELDS}


def doubt_of_hearing(
    assignment: Assignment, events: Sequence[Playback], *, duration_s: float
) -> NotHeardYetError | ListenedTooShortError | None:
    """Why it isn't believed that the clip was heard to its end; None: it is, and noted.

    The server keeps its own account: clips are handed out ahead, but heard one after another, so
    each can have ended only when those before it had. Answers kept while offline and sent
    together pass; answers faster than the clips do not.
    """
    if assignment.heard_at is not None:
        return None
    ends = _seconds(events, PlaybackKind.ENDED)
    if not ends:
        return NotHeardYetError()
    since, now = free_since(assignment, "earliest_end_at"), timezone.now()
    heard_s = min(elapsed_s(since, now), max(ends))
    if heard_s + HEARING_TOLERANCE_S < duration_s:
        return ListenedTooShortError(max(0.0, heard_s), duration_s)
    assignment.heard_at, assignment.earliest_end_at = now, later(since, duration_s)
    return None


def free_since(
    assignment: Assignment, before: Literal["earliest_end_at", "answered_at"]
) -> datetime:
    """When the rater could begin with this: clips are handed out ahead, but heard one by one.

    The assignment is one of `lock_assignment`, which reads this with it.
    """
    last: datetime | None = vars(assignment)[f"others_{before}"]
    return max(assignment.opened_at, last) if last else assignment.opened_at


def _seconds(events: Sequence[Playback], kind: PlaybackKind) -> list[float]:
    return [event["seconds"] for event in events if event["kind"] == kind]
