"""What raters do with an assignment: hear, rate, correct, skip, and take the last answer back."""

from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from accounts.models import User
from annotation.enums import ENDED, AssignmentState, SkipReason, Verdict
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    CorrectionInvalidError,
    ListenedTooShortError,
    NotHeardYetError,
    NothingToUndoError,
)
from annotation.models import Assignment, Campaign, Correction, Rating, Task
from annotation.services.assigning import hold_again, lock_assignment, move_assignment
from corpus.importing.validate import text_problem
from corpus.models import Recording, Translation
from generation.corrections import correct_translation, restore_translation

# Players end a little early or late; more than this is not hearing it to the end.
HEARING_TOLERANCE = timedelta(seconds=0.5)


def note_heard(assignment_id: int, *, by: User, listened_s: float) -> Assignment:
    """Opens the scale: the clip was heard to its end.

    Raises:
        ListenedTooShortError: less time passed than the clip lasts.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        recording = _recording(assignment)
        waited = timezone.now() - _free_since(assignment, "heard_at")
        heard = min(waited, timedelta(seconds=listened_s))
        needed = timedelta(seconds=recording.duration_s / settings.LISTENING_SPEED)
        if heard + HEARING_TOLERANCE < needed:
            raise ListenedTooShortError(heard.total_seconds(), recording.duration_s)
        assignment.heard_at = assignment.heard_at or timezone.now()
        assignment.plays += 1
        assignment.save(update_fields=["heard_at", "plays"])
    return assignment


def _free_since(assignment: Assignment, before: Literal["heard_at", "answered_at"]) -> datetime:
    """When the rater could begin with this: clips are handed out ahead, but heard one by one."""
    others = assignment.rater.assignments.exclude(pk=assignment.pk)
    last = others.aggregate(last=Max(before))["last"]
    return max(assignment.opened_at, last) if last else assignment.opened_at


def _recording(assignment: Assignment) -> Recording:
    if assignment.task.recording is None:
        raise AssignmentMissingError
    return assignment.task.recording


def rate_recording(
    assignment_id: int, *, by: User, naturalness: int, understood: int
) -> Assignment:
    """Stores a vote. Sending the same vote again changes nothing.

    Raises:
        NotHeardYetError: the clip was not heard to its end.
        AssignmentAnsweredError: another vote stands already.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        recording = _recording(assignment)
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
            recording=recording,
            naturalness=naturalness,
            understood=understood,
            seconds=_seconds(assignment),
        )
        _end(assignment)
    return assignment


def correct_text(
    assignment_id: int, *, by: User, verdict: Verdict, question: str, answer: str
) -> Assignment:
    """Stores a verdict on a translation; a changed text becomes the current one.

    A text that was changed counts as corrected even if "it's correct" was pressed. Sending the
    same verdict and texts again changes nothing.

    Raises:
        CorrectionInvalidError: a text is empty or holds what no text may hold, or nothing
            was changed.
        AssignmentAnsweredError: another verdict stands already.
        TextReplacedError: another campaign's rater changed the text meanwhile.
    """
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        if assignment.task.translation is None:
            raise AssignmentMissingError
        if assignment.state == AssignmentState.ANSWERED:
            standing = assignment.corrections.get(withdrawn_at=None)
            if _says_same(standing, verdict, (question, answer)):
                return assignment
            raise AssignmentAnsweredError
        hold_again(assignment)
        old = assignment.task.translation
        new = None
        if verdict != Verdict.UNTRANSLATABLE:
            _check_texts(question, answer)
            changed = (question, answer) != (old.question, old.answer)
            if verdict == Verdict.CORRECTED and not changed:
                raise CorrectionInvalidError("Nothing was changed. If it is right, confirm it.")
            if changed:
                verdict = Verdict.CORRECTED
                new = correct_translation(old, question=question, answer=answer, by=by)
                _turn_listening_tasks(old, new)
        Correction.objects.create(
            assignment=assignment,
            rater=by,
            translation=old,
            verdict=verdict,
            corrected=new,
            seconds=_seconds(assignment),
        )
        _end(assignment)
    return assignment


def _says_same(standing: Correction, verdict: Verdict, texts: tuple[str, str]) -> bool:
    if Verdict.UNTRANSLATABLE in {standing.verdict, verdict}:
        return standing.verdict == verdict
    text = standing.corrected or standing.translation
    return texts == (text.question, text.answer)


def _check_texts(question: str, answer: str) -> None:
    for field, text in (("question", question), ("answer", answer)):
        if problem := text_problem(text):
            raise CorrectionInvalidError(f"The {field} {problem}.", details={field: [problem]})


def _turn_listening_tasks(*texts: Translation) -> None:
    """Opens what plays current words, closes the rest: votes on it say nothing any more."""
    tasks = Task.objects.filter(recording__translation__in=texts)
    current = Q(recording__is_current=True, recording__translation__is_current=True)
    tasks.filter(current, is_open=False).update(is_open=True)
    tasks.exclude(current).filter(is_open=True).update(is_open=False)


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
    return assignment


def undo_last(campaign: Campaign, *, by: User) -> Assignment:
    """Reopens the rater's last answer or skip; the answer stays in the history as withdrawn.

    Raises:
        NothingToUndoError: there is none.
        AssignmentTakenError: someone else took a skipped task meanwhile, or the text of a rated
            recording changed.
        TextReplacedError: someone changed the corrected text meanwhile.
    """
    with transaction.atomic():
        mine = by.assignments.filter(task__campaign=campaign, state__in=ENDED)
        last = mine.order_by("-answered_at", "-pk").first()
        if last is None:
            raise NothingToUndoError
        assignment = lock_assignment(last.pk, by=by)
        if assignment.state not in ENDED:  # undone in another window since it was looked up
            raise NothingToUndoError
        if assignment.state == AssignmentState.ANSWERED:
            _withdraw(assignment)
        hold_again(assignment)
        assignment.opened_at = timezone.now()
        assignment.save(update_fields=["opened_at"])
    return assignment


def _withdraw(assignment: Assignment) -> None:
    """Leaves the task as if the rater had not answered, for `hold_again` to take it."""
    now = timezone.now()
    task = assignment.task
    assignment.ratings.filter(withdrawn_at=None).update(withdrawn_at=now)
    if correction := assignment.corrections.filter(withdrawn_at=None).first():
        Correction.objects.filter(pk=correction.pk).update(withdrawn_at=now)
        if correction.corrected is not None:
            restore_translation(correction.translation, instead_of=correction.corrected)
            _turn_listening_tasks(correction.translation, correction.corrected)
            task.is_open = True
    task.answered, task.taken = task.answered - 1, task.taken - 1
    task.save(update_fields=["answered", "taken", "is_open"])


def _seconds(assignment: Assignment) -> float:
    return (timezone.now() - _free_since(assignment, "answered_at")).total_seconds()


def _end(assignment: Assignment) -> None:
    move_assignment(assignment, AssignmentState.ANSWERED, answered_at=timezone.now())
    Task.objects.filter(pk=assignment.task_id).update(answered=F("answered") + 1)
