"""How an assignment ends with an answer, and how long the answer took."""

from uuid import UUID

from django.db.models import Case, Exists, F, QuerySet, SmallIntegerField, When
from django.utils import timezone

from annotation.clock import elapsed_s
from annotation.enums import AssignmentState, SessionState
from annotation.errors import AnswerWithdrawnError
from annotation.models import Assignment, Correction, Preference, Rating, RatingSession, Task
from annotation.services.assigning import move_assignment
from annotation.services.playback import free_since, played
from annotation.services.sessions import end_if_done


def seconds_taken(assignment: Assignment, took_s: float | None) -> float:
    """The browser's own count, where the time since handing out has room for it."""
    now = timezone.now()
    if took_s is not None and took_s <= elapsed_s(assignment.opened_at, now):
        return took_s
    return elapsed_s(free_since(assignment, "answered_at"), now)


def refuse_withdrawn(
    assignment: Assignment,
    answers: QuerySet[Rating] | QuerySet[Correction] | QuerySet[Preference],
    key: UUID | None,
) -> None:
    """Raises AnswerWithdrawnError where the answer with this key was taken back.

    Also where another one stands by now: a late duplicate is no second opinion. What was never
    answered was never taken back, which needs no query.
    """
    if key is None or assignment.answered_at is None:
        return
    if answers.filter(key=key, withdrawn_at__isnull=False).exists():
        raise AnswerWithdrawnError


def end_assignment(assignment: Assignment) -> None:
    """Writes with it what `annotation.services.playback` noted."""
    noted = played(assignment)
    move_assignment(assignment, AssignmentState.ANSWERED, answered_at=timezone.now(), **noted)
    task = Task.objects.filter(pk=assignment.task_id)
    if assignment.session_id is None or assignment.task.recording_id is None:
        task.update(answered=F("answered") + 1)
    else:
        _count_vote(task, assignment.session_id)
    end_if_done(assignment.session_id)


def _count_vote(task: QuerySet[Task], session_id: int) -> None:
    """One that comes after its session lapsed is kept, but someone else is asked for it."""
    lapsed = Exists(RatingSession.objects.filter(pk=session_id, state=SessionState.LAPSED))
    more = Case(When(lapsed, then=0), default=1, output_field=SmallIntegerField())
    task.update(answered=F("answered") + more, taken=F("taken") + more - 1)
