"""What raters do with an assignment: hear and rate, skip, and take the last answer back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from annotation.enums import (
    ENDED,
    AssignmentState,
    Backend,
    SessionState,
    SkipReason,
)
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    CampaignElsewhereError,
    NothingToUndoError,
    WordsShownError,
)
from annotation.models import (
    AnswerPair,
    Assignment,
    Campaign,
    ControlClip,
    Preference,
    Rating,
    RatingSession,
    Task,
)
from annotation.services.assigning import hold_again, lock_assignment, move_assignment
from annotation.services.closing import end_assignment, refuse_withdrawn, seconds_taken
from annotation.services.correcting import withdraw_correction
from annotation.services.playback import (
    PLAYBACK_FIELDS,
    Playback,
    doubt_of_hearing,
    log_playback,
    played,
)
from annotation.services.reviewing import last_answer
from annotation.services.sessions import end_if_done
from corpus.models import Recording


class Judging(Protocol):
    """An answer to something heard: scores of a clip, or a choice between two answers."""

    def clip_of(self, assignment: Assignment) -> Recording | ControlClip | AnswerPair | None:
        """What had to be heard; None where this isn't what the assignment asks for."""

    def given(self, assignment: Assignment) -> QuerySet[Rating] | QuerySet[Preference]:
        """All answers of this kind to it, also those taken back."""

    def repeats(self, assignment: Assignment) -> bool:
        """Whether it says the same as the answer that stands."""

    def store(self, assignment: Assignment, key: UUID | None, took_s: float | None) -> None: ...


@dataclass(frozen=True)
class _Scoring:
    naturalness: int
    understood: int

    def clip_of(self, assignment: Assignment) -> Recording | ControlClip | None:
        return assignment.task.recording or assignment.task.control

    def given(self, assignment: Assignment) -> QuerySet[Rating]:
        return assignment.ratings.all()

    def repeats(self, assignment: Assignment) -> bool:
        standing = assignment.ratings.get(withdrawn_at=None)
        return (standing.naturalness, standing.understood) == (self.naturalness, self.understood)

    def store(self, assignment: Assignment, key: UUID | None, took_s: float | None) -> None:
        _create_rating(assignment, self.naturalness, self.understood, key=key, took_s=took_s)


def rate_recording(  # noqa: PLR0913 - one keyword for each field of the answer
    assignment_id: int,
    *,
    by: User,
    naturalness: int,
    understood: int,
    playback: Sequence[Playback] = (),
    key: UUID | None = None,
    took_s: float | None = None,
) -> Assignment:
    """Stores a vote on a clip that was heard to its end. Sending it again changes nothing.

    What the player said is kept even where the vote is refused for it.

    Args:
        assignment_id: one in this rater's hands.
        by: the rater.
        naturalness: 1-5.
        understood: 1-5.
        playback: what the player said of the clip since it was handed out.
        key: drawn by the browser for this answer, so that it counts once however often it comes.
        took_s: seconds by the browser's clock, believed as far as the server's allows.

    Raises:
        NotHeardYetError: nobody says that the clip was heard to its end.
        ListenedTooShortError: less time passed than the clip lasts, or less of it was heard.
        AssignmentAnsweredError: another vote stands already.
        AnswerWithdrawnError: this very answer was taken back.
    """
    judging = _Scoring(naturalness, understood)
    return judge_heard(assignment_id, judging, by=by, playback=playback, key=key, took_s=took_s)


def judge_heard(  # noqa: PLR0913 - one keyword for each field of the answer
    assignment_id: int,
    judging: Judging,
    *,
    by: User,
    playback: Sequence[Playback],
    key: UUID | None,
    took_s: float | None,
) -> Assignment:
    """What all answers to something heard have in common; see `rate_recording`."""
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        clip = judging.clip_of(assignment)
        if clip is None:
            raise AssignmentMissingError
        refuse_withdrawn(assignment, judging.given(assignment), key)
        if assignment.state == AssignmentState.ANSWERED:
            if judging.repeats(assignment):
                return assignment
            raise AssignmentAnsweredError
        log_playback(assignment, playback)
        doubt = doubt_of_hearing(assignment, playback, duration_s=clip.duration_s)
        if doubt is None:
            hold_again(assignment)
            judging.store(assignment, key, took_s)
            end_assignment(assignment)
        else:
            assignment.save(update_fields=PLAYBACK_FIELDS)
    if doubt is not None:
        raise doubt
    return assignment


def store_rating(
    assignment: Assignment,
    naturalness: int,
    understood: int,
    *,
    key: UUID | None = None,
    took_s: float | None = None,
) -> Rating:
    """Whether the clip was heard is the caller's to know. The assignment is locked."""
    hold_again(assignment)
    rating = _create_rating(assignment, naturalness, understood, key=key, took_s=took_s)
    end_assignment(assignment)
    return rating


def _create_rating(
    assignment: Assignment,
    naturalness: int,
    understood: int,
    *,
    key: UUID | None,
    took_s: float | None,
) -> Rating:
    return Rating.objects.create(
        assignment=assignment,
        rater=assignment.rater,
        recording=assignment.task.recording,
        naturalness=naturalness,
        understood=understood,
        seconds=seconds_taken(assignment, took_s),
        key=key,
    )


def skip(
    assignment_id: int,
    *,
    by: User,
    reason: SkipReason,
    note: str = "",
    playback: Sequence[Playback] = (),
) -> Assignment:
    """Gives the task back for someone else; this rater won't see it again.

    What the player said of it is kept once, however often the skip is sent.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        if assignment.state == AssignmentState.ANSWERED:
            raise AssignmentAnsweredError
        if assignment.state != AssignmentState.SKIPPED:
            log_playback(assignment, playback)
        if assignment.state == AssignmentState.HELD:
            Task.objects.filter(pk=assignment.task_id).update(taken=F("taken") - 1)
        move_assignment(
            assignment,
            AssignmentState.SKIPPED,
            skip_reason=reason,
            skip_note=note,
            answered_at=timezone.now(),
            **played(assignment),
        )
        end_if_done(assignment.session_id)
    return assignment


def undo_last(campaign: Campaign, *, by: User, named: int | None = None) -> Assignment:
    """Reopens the rater's last answer or skip; the answer stays in the history as withdrawn.

    Where an assignment is named, the answer to this one, and asking again changes nothing: a page
    that did not hear back may ask until it does, and takes back no other answer.

    Raises:
        NothingToUndoError: there is none.
        CampaignElsewhereError: answers are given, and changed, in Label Studio.
        AssignmentTakenError: someone else took a skipped task meanwhile, or the text of a rated
            recording changed.
        TextReplacedError: someone changed the corrected text meanwhile.
        ReviewBegunError: another native has read the correction, or reads it now.
        WordsShownError: the rater has read what was said.
    """
    if campaign.backend != Backend.BUILT_IN:
        raise CampaignElsewhereError
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
            withdraw_answer(assignment)
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


def withdraw_answer(assignment: Assignment) -> None:
    """Leaves the task as if the rater had not answered, for `hold_again` to take it.

    The assignment is locked with its task. Raises as `withdraw_correction`.
    """
    now = timezone.now()
    task = assignment.task
    answers = assignment.ratings if task.pair_id is None else assignment.preferences
    answers.filter(withdrawn_at=None).update(withdrawn_at=now)
    if correction := assignment.corrections.filter(withdrawn_at=None).first():
        withdraw_correction(correction, task)
    task.answered, task.taken = task.answered - 1, task.taken - 1
    task.save(update_fields=["answered", "taken", "is_open"])
