"""Handing tasks to raters, evenly and never twice.

Locks are taken in one order everywhere, so that nobody waits for each other: the rater (only to
claim), the task, the assignment, the item, other tasks, the session.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from annotation.enums import (
    ALLOWED_ASSIGNMENT,
    AssignmentState,
    Backend,
    CampaignKind,
    CampaignState,
    SessionState,
)
from annotation.errors import (
    AssignmentMissingError,
    AssignmentTakenError,
    CampaignClosedError,
    CampaignElsewhereError,
    SessionElsewhereError,
    SessionNeededError,
)
from annotation.models import Assignment, Campaign, RatingSession, Task, TaskQuerySet
from annotation.services import path
from annotation.services.pair_order import draw_orders
from annotation.services.protocols import protocol_of
from annotation.services.reviewing import last_answer
from annotation.services.rows import claim_new, lock_rater, lock_row, read_clip
from common.errors import StudioError
from common.states import move_row

# Of a clip: the sound, and whether its text needs a warning.
SHOWN_OF_CLIPS = (
    "campaign", "language", "recording__sha256", "recording__duration_s",
    "recording__translation__item__source__sensitive", "control__sha256", "control__duration_s",
)  # fmt: skip
HELD_AT_ONCE = 5
"""Clips or texts in one rater's hands, outside sessions: enough to bridge a lost network, and few
enough that what others could do meanwhile does not lie idle."""


def take_next(
    campaign: Campaign,
    *,
    language: str,
    by: User,
    having: Sequence[int] = (),
    device: str = "",
) -> Assignment | None:
    """The assignment a rater should work on, or None when nothing waits.

    What the rater holds already comes first, so that reloading or a second window loses and
    doubles nothing. ``having`` names the assignments that the page has, or has answers to that
    are still on their way: the one behind them is prepared, so that it can be loaded ahead; None
    where the rater holds `HELD_AT_ONCE` already. Where the protocol has sessions, ``device`` must
    be the one that holds the session.

    Raises:
        LanguageNotSpokenError: the rater's profile doesn't list the language.
        CampaignClosedError, CampaignNotOpenError: nothing is asked now.
        StepDueError: consent or a trial comes first.
        SessionNeededError: clips come in sessions, and none is open.
        SessionElsewhereError: another tab or device holds the session.
    """
    protocol = protocol_of(campaign)
    if protocol.session_size:
        path.check_open_to(campaign, language, by)
        return _next_in_session(campaign, language, by, having, device)
    path.require_entry(campaign, language=language, rater=by)
    with transaction.atomic():
        # Two windows of one rater take turns, else each would claim a task of its own.
        lock_rater(by)
        held = _held_by(by).filter(task__campaign=campaign, task__language=language)
        found = held.exclude(pk__in=having).order_by("pk").first()
        if found is None and not (having and held.count() >= HELD_AT_ONCE):
            found = _claim(campaign, language, by)
    return _load(found, campaign, language, by) if found else None


def take_following(
    answered: Assignment, *, by: User, having: Sequence[int], device: str
) -> Assignment | None:
    """What `take_next` finds after an answer; None also where it refuses: the answer stands."""
    task = answered.task
    with suppress(StudioError):
        return take_next(task.campaign, language=task.language, by=by, having=having, device=device)
    return None


def _load(assignment: Assignment, campaign: Campaign, language: str, rater: User) -> Assignment:
    """With what a rater is shown of it, in one query."""
    if campaign.kind == CampaignKind.LISTENING:
        task = read_clip(assignment.task_id, campaign, language)
    else:
        task = _tasks_to_show(campaign).get(pk=assignment.task_id)
        task.campaign = campaign
    assignment.task, assignment.rater = task, rater
    return assignment


def _tasks_to_show(campaign: Campaign) -> QuerySet[Task]:
    if campaign.kind == CampaignKind.CORRECTION:
        return Task.objects.select_related("translation__item__source", "control")
    if campaign.kind == CampaignKind.PREFERENCE:
        return Task.objects.select_related("pair")
    clips = Task.objects.select_related("recording__translation__item__source", "control")
    return clips.only(*SHOWN_OF_CLIPS)


def _next_in_session(
    campaign: Campaign, language: str, rater: User, having: Sequence[int], device: str
) -> Assignment | None:
    mine = rater.rating_sessions.filter(campaign=campaign, language=language)
    session = mine.filter(state=SessionState.ACTIVE, expires_at__gt=timezone.now()).first()
    if session is None:
        raise SessionNeededError
    if session.device != device:
        raise SessionElsewhereError(campaign.name_for_raters)
    held = session.assignments.filter(state=AssignmentState.HELD, task__is_open=True)
    found = held.exclude(pk__in=having).order_by("position").first()
    return _load(found, campaign, language, rater) if found else None


def left_in(session: RatingSession) -> list[Assignment]:
    """What waits to be answered in a session, in its order, with what a rater is shown of it."""
    held = session.assignments.filter(state=AssignmentState.HELD, task__is_open=True)
    slots = {slot.task_id: slot for slot in held.order_by("position")}
    for task in _tasks_to_show(session.campaign).filter(pk__in=slots):
        task.campaign = session.campaign
        slots[task.pk].task = task
        slots[task.pk].rater, slots[task.pk].session = session.rater, session
    return list(slots.values())


def _held_by(rater: User) -> QuerySet[Assignment]:
    return rater.assignments.filter(
        state=AssignmentState.HELD, lease_expires_at__gt=timezone.now(), task__is_open=True
    )


def _claim(campaign: Campaign, language: str, rater: User) -> Assignment | None:
    now = timezone.now()
    fresh = None
    if campaign.kind == CampaignKind.LISTENING:
        fresh = claim_new(campaign, language, rater, now=now, lease_end=_lease_end(now))
    return fresh or _claim_any(campaign, language, rater)


def _claim_any(campaign: Campaign, language: str, rater: User) -> Assignment | None:
    tasks = lock_claimable(campaign, language, rater, count=1)
    if not tasks:
        return None
    return hand_out(tasks[0], rater)


def hand_out(task: Task, rater: User) -> Assignment:
    """Puts a task, locked by the caller and with room, into a rater's hands.

    What lapsed there once comes back as it was shown.
    """
    Task.objects.filter(pk=task.pk).update(taken=F("taken") + 1)
    now = timezone.now()
    opened = {
        "opened_at": now,
        "lease_expires_at": _lease_end(now),
        "heard_at": None,
        "earliest_end_at": None,
        "hidden_s": 0,
        "reviews": last_answer(task),
    }
    lapsed = Assignment.objects.filter(task=task, rater=rater).first()
    if lapsed is None:
        order = draw_orders([task])[task.pk]
        return Assignment.objects.create(task=task, rater=rater, order_shown=order, **opened)
    return move_assignment(lapsed, AssignmentState.HELD, **opened)


def lock_claimable(campaign: Campaign, language: str, rater: User, *, count: int) -> list[Task]:
    """Up to so many tasks for this rater, those with fewest votes first, locked.

    Passes over tasks that others hold locked; where nothing else is left it waits for one.
    """
    tasks = Task.objects.claimable().filter(campaign=campaign, language=language)
    queue = tasks.untouched_by(rater).order_by("taken", "shuffle")
    free = queue.select_for_update(skip_locked=True, of=("self",))[:count]
    return list(free) or _wait_for_one(queue)


def _wait_for_one(queue: TaskQuerySet) -> list[Task]:
    """Waits for one task at a time, holding none.

    A query that waits and finds its row taken goes on to the next with the lock in hand, in the
    order of its own snapshot; two of them would wait for each other.
    """
    while (wanted := queue.values_list("pk", flat=True).first()) is not None:
        with transaction.atomic():
            locked = list(queue.filter(pk=wanted).select_for_update(of=("self",)))
            if locked:
                return locked
            transaction.set_rollback(True)  # gives the lock back
    return []


def _lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.ASSIGNMENT_LEASE_SECONDS)


def lock_assignment(assignment_id: int, *, by: User) -> Assignment:
    """The rater's own assignment, locked with its task, for a change in this transaction.

    Raises:
        AssignmentMissingError: it isn't this rater's, or the rater was shown out of the dataset.
        CampaignClosedError: its campaign ended.
        CampaignElsewhereError: it is answered in Label Studio.
    """
    assignment = lock_row(assignment_id, by)
    if assignment is None:
        raise AssignmentMissingError
    if assignment.task.campaign.state == CampaignState.CLOSED:
        raise CampaignClosedError
    if assignment.task.campaign.backend != Backend.BUILT_IN:
        raise CampaignElsewhereError
    return assignment


def hold_again(assignment: Assignment) -> None:
    """Takes what lapsed, was skipped or taken back up again, so that a late answer isn't lost.

    Raises:
        AssignmentTakenError: the text changed, or others gave the answers meanwhile.
    """
    task = assignment.task
    if not task.is_open:
        raise AssignmentTakenError
    if assignment.state == AssignmentState.HELD:
        return
    if task.taken >= task.votes_needed:
        raise AssignmentTakenError
    task.taken += 1
    task.save(update_fields=["taken"])
    move_assignment(
        assignment,
        AssignmentState.HELD,
        lease_expires_at=_lease_end(timezone.now()),
        skip_reason="",
        skip_note="",
    )


def move_assignment(assignment: Assignment, state: AssignmentState, **values: object) -> Assignment:
    """The only place that changes an assignment's state; its task is locked by the caller.

    Raises:
        InvalidTransitionError: it is past the point where this is possible.
    """
    move_row(assignment, state, allowed=ALLOWED_ASSIGNMENT, **values)
    return assignment


def expire_assignments() -> int:
    """Gives back what raters left lying; returns how many."""
    lapsed = Assignment.objects.filter(
        state=AssignmentState.HELD, lease_expires_at__lt=timezone.now()
    )
    return sum(_expire(pk, task_id) for pk, task_id in lapsed.values_list("pk", "task_id"))


def _expire(assignment_id: int, task_id: int) -> bool:
    """False if its rater was quicker."""
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task_id)
        lapsed = Assignment.objects.filter(
            pk=assignment_id, state=AssignmentState.HELD, lease_expires_at__lt=timezone.now()
        ).first()
        if lapsed is None:
            return False
        move_assignment(lapsed, AssignmentState.EXPIRED)
        task.taken -= 1
        task.save(update_fields=["taken"])
    return True
