"""Sessions: about ten clips with traps and gold among them, one session of a rater at a time."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from secrets import randbits

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from annotation.enums import (
    ALLOWED_SESSION,
    AssignmentState,
    CampaignKind,
    ControlRole,
    SessionState,
    Step,
)
from annotation.errors import (
    AssignmentMissingError,
    CampaignInvalidError,
    SessionElsewhereError,
    StepDueError,
)
from annotation.models import Assignment, Campaign, ControlClip, RatingSession, Task
from annotation.services.assigning import lock_claimable, move_assignment
from annotation.services.controls import draw_controls, ensure_controls
from annotation.services.pair_order import draw_orders
from annotation.services.path import check_open_to, require_step
from annotation.services.protocols import protocol_of
from annotation.services.reviewing import last_answer
from annotation.services.rows import lock_rater
from common.states import move_row, move_rows


def start_session(
    campaign: Campaign, *, language: str, by: User, device: str, take_over: bool = False
) -> RatingSession:
    """The session a rater works on: the open one, else a new one.

    Args:
        campaign: one whose protocol has sessions.
        language: one of the rater's.
        by: the rater.
        device: a number that the browser drew, for the tab that holds the session.
        take_over: goes on here with what another tab or device began.

    Raises:
        SessionElsewhereError: one is open elsewhere, or in another campaign.
        StepDueError: another step comes first: consent, a trial, a break; or nothing waits.
    """
    # Clips are made before anything is locked: voicing takes a second.
    check_open_to(campaign, language, by)
    controls = make_controls(campaign, language)
    _lapse(by)  # before, since a session is the last thing to be locked
    with transaction.atomic():
        lock_rater(by)
        active = by.rating_sessions.filter(state=SessionState.ACTIVE).first()
        if active is not None:
            return _resume(active, campaign, language, device, take_over=take_over)
        require_step(Step.WORK, campaign, language=language, rater=by)
        return _start(campaign, language, by, device, controls)


def find_open(campaign: Campaign, *, language: str, rater: User) -> int | None:
    """The id of the session that `start_session` would go on with."""
    mine = rater.rating_sessions.filter(campaign=campaign, language=language)
    running = mine.filter(state=SessionState.ACTIVE, expires_at__gt=timezone.now())
    return running.values_list("pk", flat=True).first()


def make_controls(campaign: Campaign, language: str) -> list[list[ControlClip]]:
    """The pools to draw from, traps and gold; empty where the protocol asks for none."""
    if campaign.kind != CampaignKind.LISTENING:
        return []
    protocol = protocol_of(campaign)
    wanted = (
        (ControlRole.TRAP, protocol.traps_per_session),
        (ControlRole.GOLD, protocol.gold_per_session),
    )
    return [ensure_controls(campaign, language, role) if count else [] for role, count in wanted]


def _resume(
    active: RatingSession, campaign: Campaign, language: str, device: str, *, take_over: bool
) -> RatingSession:
    elsewhere = (active.campaign_id, active.language) != (campaign.pk, language)
    if elsewhere or (active.device != device and not take_over):
        raise SessionElsewhereError(f"{active.campaign.name_for_raters} ({active.language})")
    active.device = device
    active.save(update_fields=["device"])
    return active


def _start(
    campaign: Campaign, language: str, rater: User, device: str, controls: list[list[ControlClip]]
) -> RatingSession:
    count = protocol_of(campaign).session_size
    if not count:
        raise CampaignInvalidError("This campaign has no sessions. Take the next clip.")
    session = draw_session(campaign, language, rater, device, controls, count=count)
    if session is None:
        raise StepDueError(Step.DONE, "Nothing waits for you here. Thank you!")
    return session


def draw_session(  # noqa: PLR0913 - who, where, of what, how many
    campaign: Campaign,
    language: str,
    rater: User,
    device: str,
    controls: list[list[ControlClip]],
    *,
    count: int,
    state: SessionState = SessionState.ACTIVE,
) -> RatingSession | None:
    """Takes up to so many clips, mixes traps and gold in by lot, and hands them out.

    None where nothing waits for this rater. The caller holds a transaction.
    """
    tasks = lock_claimable(campaign, language, rater, count=count)
    if not tasks:
        return None
    now = timezone.now()
    session = RatingSession.objects.create(
        campaign=campaign,
        rater=rater,
        language=language,
        state=state,
        device=device,
        seed=randbits(48),
        started_at=now,
        expires_at=now + timedelta(minutes=protocol_of(campaign).session_minutes),
    )
    dice = Random(session.seed)  # noqa: S311 - a draw that can be repeated
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(taken=F("taken") + 1)
    tasks += _control_tasks(campaign, language, controls, dice)
    dice.shuffle(tasks)
    _hand_out(session, tasks)
    return session


def _control_tasks(
    campaign: Campaign, language: str, controls: list[list[ControlClip]], dice: Random
) -> list[Task]:
    protocol = protocol_of(campaign)
    counts = (protocol.traps_per_session, protocol.gold_per_session)
    drawn = [
        clip
        for pool, count in zip(controls, counts, strict=False)
        if count
        for clip in draw_controls(pool, count, dice)
    ]
    return Task.objects.bulk_create(
        Task(campaign=campaign, language=language, control=clip, votes_needed=1, taken=1)
        for clip in drawn
    )


def _hand_out(session: RatingSession, tasks: Sequence[Task]) -> None:
    """What lapsed in this rater's hands once comes back as the same assignment."""
    known = {
        one.task_id: one for one in Assignment.objects.filter(task__in=tasks, rater=session.rater)
    }
    orders = draw_orders([task for task in tasks if task.pk not in known])
    new = []
    for position, task in enumerate(tasks):
        values = {
            "session": session,
            "position": position,
            "opened_at": session.started_at,
            "lease_expires_at": session.expires_at,
            "heard_at": None,
            "earliest_end_at": None,
            "hidden_s": 0,
            "reviews": last_answer(task),
        }
        if task.pk in known:
            move_assignment(known[task.pk], AssignmentState.HELD, **values)
        else:
            order = orders[task.pk]
            new.append(Assignment(task=task, rater=session.rater, order_shown=order, **values))
    Assignment.objects.bulk_create(new)


def end_if_done(session_id: int | None) -> None:
    """After each answer: the last one ends the session.

    Two answers at once take turns, else neither would see the other and be the last. What can't
    be answered any more, since its text changed, keeps no session open.
    """
    if session_id is None:
        return
    session = RatingSession.objects.select_for_update(no_key=True).get(pk=session_id)
    waiting = session.assignments.filter(state=AssignmentState.HELD, task__is_open=True)
    if waiting.exists():
        return
    rows = RatingSession.objects.filter(pk=session_id)
    move_rows(rows, SessionState.FINISHED, allowed=ALLOWED_SESSION, ended_at=timezone.now())


def leave_session(session_id: int, *, by: User) -> RatingSession:
    """Ends a session early. Its clips go to others; it counts as not finished.

    Raises:
        AssignmentMissingError: no such session of this rater.
        InvalidTransitionError: it is over.
    """
    with transaction.atomic():
        session = by.rating_sessions.filter(pk=session_id).first()
        if session is None:
            raise AssignmentMissingError
        now = timezone.now()
        _lock_clips(session.pk)
        session.assignments.filter(state=AssignmentState.HELD).update(lease_expires_at=now)
        move_row(session, SessionState.LAPSED, allowed=ALLOWED_SESSION, ended_at=now)
        _ask_others(session.pk)
    return session


def lapse_sessions() -> int:
    """Ends what raters left lying; their assignments lapse with it. Returns how many.

    Votes of such a session are screened out, so others are asked for them.
    """
    return _end_overdue(RatingSession.objects.all())


def _lapse(rater: User) -> None:
    _end_overdue(rater.rating_sessions.all())


def _end_overdue(sessions: QuerySet[RatingSession]) -> int:
    overdue = sessions.filter(state=SessionState.ACTIVE, expires_at__lte=timezone.now())
    return sum(_end_one(pk) for pk in overdue.values_list("pk", flat=True))


def _end_one(session_id: int) -> bool:
    """False if its rater was quicker, or another sweep."""
    with transaction.atomic():
        _lock_clips(session_id)
        overdue = RatingSession.objects.filter(pk=session_id, expires_at__lte=timezone.now())
        lapsed = move_rows(
            overdue, SessionState.LAPSED, allowed=ALLOWED_SESSION, ended_at=F("expires_at")
        )
        if lapsed:
            _ask_others(session_id)
    return bool(lapsed)


def _clips(session_id: int) -> QuerySet[Task]:
    """What is screened by its session; corrections and preferences count whatever became of it."""
    given = Assignment.objects.filter(session=session_id)
    return Task.objects.filter(pk__in=given.values("task"), recording__isnull=False)


def _lock_clips(session_id: int) -> None:
    """An answer on its way comes before the end of its session, or after; never in between."""
    list(_clips(session_id).order_by("pk").select_for_update(no_key=True))


def _ask_others(session_id: int) -> None:
    """Votes of a session that lapsed stay, but don't count towards what a clip needs."""
    voted = Q(assignments__session=session_id, assignments__state=AssignmentState.ANSWERED)
    answered = _clips(session_id).filter(voted)
    answered.update(answered=F("answered") - 1, taken=F("taken") - 1)
