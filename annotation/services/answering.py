"""What raters do with an assignment: hear, rate, skip, and take the last answer back."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from annotation.clock import elapsed_s, later
from annotation.enums import (
    ENDED,
    AssignmentState,
    PlaybackKind,
    SessionState,
    SkipReason,
)
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    ListenedTooShortError,
    NotHeardYetError,
    NothingToUndoError,
    WordsShownError,
)
from annotation.models import (
    Assignment,
    Campaign,
    PlaybackEvent,
    Rating,
    RatingSession,
    Task,
)
from annotation.services.assigning import hold_again, lock_assignment, move_assignment
from annotation.services.closing import (
    end_assignment,
    free_since,
    refuse_withdrawn,
    seconds_taken,
)
from annotation.services.correcting import withdraw_correction
from annotation.services.reviewing import last_answer
from annotation.services.sessions import end_if_done

# Players end a little early or late; more than this is not hearing it to the end.
HEARING_TOLERANCE_S = 0.5


class Playback(TypedDict):
    """What a player says; ``seconds`` listened or hidden."""

    kind: PlaybackKind
    seconds: float


def note_heard(assignment_id: int, *, by: User, listened_s: float) -> Assignment:
    """Opens the scale: the clip was heard to its end.

    The server keeps its own account: clips are handed out ahead, but heard one after another, so
    each can have ended only when those before it had. Answers kept while offline and sent
    together pass; answers faster than the clips do not.

    Raises:
        ListenedTooShortError: less time passed than the clip lasts.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        duration_s = _duration_s(assignment)
        since = free_since(assignment, "earliest_end_at")
        now = timezone.now()
        heard_s = min(elapsed_s(since, now), listened_s)
        if heard_s + HEARING_TOLERANCE_S < duration_s:
            raise ListenedTooShortError(max(0.0, heard_s), duration_s)
        if assignment.heard_at is None:
            assignment.heard_at, assignment.earliest_end_at = now, later(since, duration_s)
        assignment.plays += 1
        assignment.save(update_fields=["heard_at", "earliest_end_at", "plays"])
    return assignment


def log_playback(assignment_id: int, *, by: User, events: Sequence[Playback]) -> Assignment:
    """Keeps what the player said, then opens the scale where it says "ended".

    The log stays even if the end is not believed. What is sent again is counted again, so the page
    was hidden at most as long as it was open.

    Raises:
        ListenedTooShortError: as `note_heard`.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        PlaybackEvent.objects.bulk_create(
            PlaybackEvent(assignment=assignment, kind=event["kind"], seconds=event["seconds"])
            for event in events
        )
        hidden = [event["seconds"] for event in events if event["kind"] == PlaybackKind.HIDDEN]
        if hidden:
            open_s = elapsed_s(assignment.opened_at, timezone.now())
            assignment.hidden_s = min(assignment.hidden_s + sum(hidden), open_s)
            assignment.save(update_fields=["hidden_s"])
    for event in events:
        if event["kind"] == PlaybackKind.ENDED:
            assignment = note_heard(assignment_id, by=by, listened_s=event["seconds"])
    return assignment


def _duration_s(assignment: Assignment) -> float:
    clip = assignment.task.recording or assignment.task.control
    if clip is None:
        raise AssignmentMissingError
    return clip.duration_s


def rate_recording(  # noqa: PLR0913 - one keyword for each field of the answer
    assignment_id: int,
    *,
    by: User,
    naturalness: int,
    understood: int,
    key: UUID | None = None,
    took_s: float | None = None,
) -> Assignment:
    """Stores a vote. Sending the same vote again changes nothing.

    Args:
        assignment_id: one in this rater's hands.
        by: the rater.
        naturalness: 1-5.
        understood: 1-5.
        key: drawn by the browser for this answer, so that it counts once however often it comes.
        took_s: seconds by the browser's clock, believed as far as the server's allows.

    Raises:
        NotHeardYetError: the clip was not heard to its end.
        AssignmentAnsweredError: another vote stands already.
        AnswerWithdrawnError: this very answer was taken back.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        _duration_s(assignment)
        refuse_withdrawn(assignment, assignment.ratings.all(), key)
        if assignment.state == AssignmentState.ANSWERED:
            standing = assignment.ratings.get(withdrawn_at=None)
            if (standing.naturalness, standing.understood) == (naturalness, understood):
                return assignment
            raise AssignmentAnsweredError
        if assignment.heard_at is None:
            raise NotHeardYetError
        hold_again(assignment)
        Rating.objects.create(
            assignment=assignment,
            rater=by,
            recording=assignment.task.recording,
            naturalness=naturalness,
            understood=understood,
            seconds=seconds_taken(assignment, took_s),
            key=key,
        )
        end_assignment(assignment)
    return assignment


def skip(assignment_id: int, *, by: User, reason: SkipReason, note: str = "") -> Assignment:
    """Gives the task back for someone else; this rater won't see it again."""
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        if assignment.state == AssignmentState.ANSWERED:
            raise AssignmentAnsweredError
        if assignment.state == AssignmentState.HELD:
            Task.objects.filter(pk=assignment.task_id).update(taken=F("taken") - 1)
        move_assignment(
            assignment,
            AssignmentState.SKIPPED,
            skip_reason=reason,
            skip_note=note,
            answered_at=timezone.now(),
        )
        end_if_done(assignment.session_id)
    return assignment


def undo_last(campaign: Campaign, *, by: User, named: int | None = None) -> Assignment:
    """Reopens the rater's last answer or skip; the answer stays in the history as withdrawn.

    Where an assignment is named, the answer to this one, and asking again changes nothing: a page
    that did not hear back may ask until it does, and takes back no other answer.

    Raises:
        NothingToUndoError: there is none.
        AssignmentTakenError: someone else took a skipped task meanwhile, or the text of a rated
            recording changed.
        TextReplacedError: someone changed the corrected text meanwhile.
        ReviewBegunError: another native has read the correction, or reads it now.
        WordsShownError: the rater has read what was said.
    """
    with transaction.atomic():
        last = _to_take_back(campaign, by, named)
        if last is None:
            raise NothingToUndoError
        assignment = lock_assignment(last.pk, by=by)
        if named and assignment.state == AssignmentState.HELD:
            return assignment
        if assignment.state not in ENDED or not _is_running(assignment):
            raise NothingToUndoError  # undone in another window, or lapsed, since it was looked up
        if assignment.words_shown_at is not None:
            raise WordsShownError
        if assignment.state == AssignmentState.ANSWERED:
            _withdraw(assignment)
        hold_again(assignment)
        assignment.opened_at, assignment.hidden_s = timezone.now(), 0
        assignment.reviews = last_answer(assignment.task)
        assignment.save(update_fields=["opened_at", "hidden_s", "reviews"])
    return assignment


def _is_running(assignment: Assignment) -> bool:
    """By the session's state as it is now, with the task locked: no session lapses meanwhile."""
    session = assignment.session_id
    if session is None:
        return True
    return RatingSession.objects.filter(pk=session, state=SessionState.ACTIVE).exists()


def _to_take_back(campaign: Campaign, rater: User, named: int | None) -> Assignment | None:
    """With its last answer a session is over, and counts as it is."""
    running = Q(session=None) | Q(session__state=SessionState.ACTIVE)
    mine = rater.assignments.filter(running, task__campaign=campaign)
    if named is not None:
        return mine.filter(pk=named).first()
    return mine.filter(state__in=ENDED).order_by("-answered_at", "-pk").first()


def _withdraw(assignment: Assignment) -> None:
    """Leaves the task as if the rater had not answered, for `hold_again` to take it."""
    now = timezone.now()
    task = assignment.task
    assignment.ratings.filter(withdrawn_at=None).update(withdrawn_at=now)
    if correction := assignment.corrections.filter(withdrawn_at=None).first():
        withdraw_correction(correction, task)
    task.answered, task.taken = task.answered - 1, task.taken - 1
    task.save(update_fields=["answered", "taken", "is_open"])
