from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from annotation.enums import AssignmentState, SessionState, SkipReason, Verdict
from annotation.errors import (
    NothingToUndoError,
    SessionElsewhereError,
    SessionNeededError,
    StepDueError,
)
from annotation.models import Assignment, Campaign, Rating, RatingSession, Task
from annotation.progress import measure_progress
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments, take_next
from annotation.services.campaigns import pause_campaign, refresh_tasks, start_campaign
from annotation.services.correcting import correct_text
from annotation.services.sampling import draw_sample
from annotation.services.sessions import lapse_sessions, leave_session
from annotation.shortfalls import find_shortfalls
from tests.annotation.path_steps import (
    begin,
    join,
    make_session_campaign,
    rate_all,
    rate_one,
    slots,
)
from tests.annotation.steps import ended
from tests.jobs.threads import at_the_same_time

pytestmark = pytest.mark.django_db


def counts(campaign: Campaign) -> Counter[tuple[int, int]]:
    return Counter(campaign.tasks.asking().values_list("answered", "taken"))


def roles(session: RatingSession) -> list[str]:
    return [slot.task.control.role if slot.task.control else "clip" for slot in slots(session)]


def end_now(session: RatingSession) -> None:
    now = timezone.now()
    RatingSession.objects.filter(pk=session.pk).update(expires_at=now)
    session.assignments.update(lease_expires_at=now - timedelta(seconds=1))


def test_session_has_its_clips_one_trap_and_one_gold() -> None:
    campaign = make_session_campaign()
    session = begin(campaign, join(campaign))
    assert Counter(roles(session)) == {"clip": 10, "trap": 1, "gold": 1}
    assert len({slot.task_id for slot in slots(session)}) == 12


def test_traps_stand_anywhere() -> None:
    campaign = make_session_campaign(votes=20)
    places = {roles(begin(campaign, join(campaign))).index("trap") for _ in range(12)}
    assert len(places) > 3


def test_sessions_reach_votes_evenly_and_never_ask_one_rater_twice() -> None:
    campaign = make_session_campaign(clips=15, votes=2)
    first, second = join(campaign), join(campaign)
    for rater in (first, second, first, second):
        rate_all(begin(campaign, rater))
        taken = list(campaign.tasks.asking().values_list("taken", flat=True))
        assert max(taken) - min(taken) <= 1
    assert counts(campaign) == {(2, 2): 15}
    votes = Rating.objects.filter(recording__isnull=False)
    assert votes.values("rater", "recording").distinct().count() == votes.count() == 30


def test_the_last_answer_ends_the_session() -> None:
    campaign = make_session_campaign()
    session = begin(campaign, join(campaign))
    rate_all(session)
    session.refresh_from_db()
    assert (session.state, session.ended_at is not None) == (SessionState.FINISHED, True)


def test_clip_whose_text_changed_keeps_no_session_open() -> None:
    campaign = make_session_campaign()
    session = begin(campaign, join(campaign))
    gone = next(slot for slot in slots(session) if slot.task.control is None)
    Task.objects.filter(pk=gone.task_id).update(is_open=False)
    for slot in slots(session):
        if slot != gone:
            rate_recording(slot.pk, by=slot.rater, naturalness=3, understood=3, playback=ended())
    session.refresh_from_db()
    assert session.state == SessionState.FINISHED


def test_reloading_goes_on_with_the_same_session() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    assert begin(campaign, rater) == begin(campaign, rater)


def test_second_tab_is_refused_until_it_takes_over() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    begin(campaign, rater, "first")
    with pytest.raises(SessionElsewhereError):
        begin(campaign, rater, "second")
    begin(campaign, rater, "second", take_over=True)
    with pytest.raises(SessionElsewhereError):
        take_next(campaign, language="ara", by=rater, device="first")
    assert take_next(campaign, language="ara", by=rater, device="second") is not None


def test_session_in_another_campaign_comes_first() -> None:
    campaign, other = make_session_campaign(), make_session_campaign()
    rater = join(campaign)
    other.dataset.memberships.create(user=rater)
    begin(campaign, rater)
    with pytest.raises(SessionElsewhereError, match=campaign.name):
        begin(other, rater, take_over=True)


def test_clips_come_only_in_a_session() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    with pytest.raises(SessionNeededError):
        take_next(campaign, language="ara", by=rater, device="tab")
    end_now(begin(campaign, rater))
    with pytest.raises(SessionNeededError):
        take_next(campaign, language="ara", by=rater, device="tab")


def test_clips_come_in_the_order_of_the_session() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    first, second, *_ = slots(begin(campaign, rater))
    assert take_next(campaign, language="ara", by=rater, device="tab") == first
    behind = take_next(campaign, language="ara", by=rater, device="tab", having=[first.pk])
    assert behind == second


def test_session_left_lying_gives_its_clips_back() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    session = begin(campaign, rater)
    end_now(session)
    assert (lapse_sessions(), expire_assignments()) == (1, 12)
    session.refresh_from_db()
    assert (session.state, counts(campaign)) == (SessionState.LAPSED, {(0, 0): 12})
    Assignment.objects.filter(session=session).update(hidden_s=40)
    again = begin(campaign, rater)
    assert {slot.hidden_s for slot in slots(again)} == {0}
    assert Counter(roles(again)) == {"clip": 10, "trap": 1, "gold": 1}
    assert not Assignment.objects.filter(session=again).exclude(state=AssignmentState.HELD)


def missing(campaign: Campaign) -> int:
    return sum(row.votes_missing for row in find_shortfalls(campaign))


def test_clips_get_their_votes_of_sessions_that_were_finished() -> None:
    campaign = make_session_campaign(clips=4, votes=1)
    sleeper = begin(campaign, join(campaign))
    for slot in slots(sleeper)[:4]:
        rate_one(slot)
    given = Rating.objects.filter(recording__isnull=False).count()
    assert (missing(campaign), given > 0) == (4 - given, True)
    end_now(sleeper)
    assert lapse_sessions() == 1
    assert lapse_sessions() == 0
    expire_assignments()
    assert (missing(campaign), counts(campaign)) == (4, {(0, 0): 4})
    [progress] = measure_progress([campaign])[campaign.pk]
    assert (progress.votes, progress.votes_needed) == (0, 4)
    rate_all(begin(campaign, join(campaign)))
    assert (missing(campaign), counts(campaign)) == (0, {(1, 1): 4})
    assert Rating.objects.filter(recording__isnull=False).count() == 4 + given


def test_who_left_a_session_is_not_asked_again_about_what_was_voted_on() -> None:
    campaign = make_session_campaign(clips=2, votes=1)
    session = begin(campaign, join(campaign))
    first = next(slot for slot in slots(session) if slot.task.control is None)
    rate_one(first)
    leave_session(session.pk, by=session.rater)
    expire_assignments()
    again = begin(campaign, session.rater)
    assert first.task_id not in {slot.task_id for slot in slots(again)}
    assert counts(campaign) == {(0, 0): 1, (0, 1): 1}


def test_answer_that_comes_after_its_session_lapsed_is_kept_and_counts_for_nothing() -> None:
    campaign = make_session_campaign(clips=2, votes=1)
    session = begin(campaign, join(campaign))
    first, second = (slot for slot in slots(session) if slot.task.control is None)
    end_now(session)
    lapse_sessions()
    rate_one(first)
    expire_assignments()
    rate_one(second)
    assert counts(campaign) == {(0, 0): 2}
    assert Rating.objects.count() == 2


def test_correction_counts_whatever_became_of_its_session() -> None:
    campaign = make_session_campaign()
    texts = make_corrections(campaign)
    session = begin(texts, join(texts))
    text = slots(session)[0]
    machine = text.task.translation
    assert machine is not None
    correct_text(
        text.pk,
        by=session.rater,
        verdict=Verdict.CONFIRMED,
        question=machine.question,
        answer=machine.answer,
    )
    leave_session(session.pk, by=session.rater)
    assert Counter(texts.tasks.values_list("answered", flat=True))[1] == 1


@pytest.mark.django_db(transaction=True)
def test_answer_and_end_of_its_session_at_once_leave_counts_that_agree() -> None:
    campaign = make_session_campaign(clips=2, votes=1)
    session = begin(campaign, join(campaign))
    waiting = [slot for slot in slots(session) if slot.task.control is None]
    end_now(session)
    at_the_same_time(*(partial(rate_one, slot) for slot in waiting), lapse_sessions)
    expire_assignments()
    assert counts(campaign) == {(0, 0): 2}


def test_leaving_counts_as_not_finished() -> None:
    campaign = make_session_campaign()
    session = begin(campaign, join(campaign))
    left = leave_session(session.pk, by=session.rater)
    assert left.state == SessionState.LAPSED
    assert (expire_assignments(), counts(campaign)) == (12, {(0, 0): 12})


def test_break_is_due_after_sessions_in_a_row() -> None:
    campaign = make_session_campaign(clips=20, session_size=4, sessions_in_a_row=2)
    rater = join(campaign)
    for _ in range(2):
        rate_all(begin(campaign, rater))
    with pytest.raises(StepDueError) as refused:
        begin(campaign, rater)
    assert refused.value.details["step"] == ["break"]
    rested = timezone.now() - timedelta(minutes=16)
    RatingSession.objects.update(started_at=rested, ended_at=rested)
    assert begin(campaign, rater).state == SessionState.ACTIVE


def test_sessions_of_a_day_are_limited_also_those_left() -> None:
    campaign = make_session_campaign(clips=20, session_size=4, sessions_per_day=2)
    rater = join(campaign)
    leave_session(begin(campaign, rater).pk, by=rater)
    rate_all(begin(campaign, rater))
    with pytest.raises(StepDueError, match="2 sessions"):
        begin(campaign, rater)
    yesterday = timezone.now() - timedelta(hours=25)
    RatingSession.objects.update(started_at=yesterday, ended_at=yesterday)
    assert begin(campaign, rater).state == SessionState.ACTIVE


def test_nothing_is_left_to_start_with() -> None:
    campaign = make_session_campaign(clips=3, votes=1)
    rate_all(begin(campaign, join(campaign)))
    with pytest.raises(StepDueError) as refused:
        begin(campaign, join(campaign))
    assert refused.value.details["step"] == ["done"]


def test_undo_reaches_back_within_the_open_session_only() -> None:
    campaign = make_session_campaign(clips=6, session_size=2)
    rater = join(campaign)
    first = begin(campaign, rater)
    held = slots(first)[0]
    skip(held.pk, by=rater, reason=SkipReason.OTHER)
    assert undo_last(campaign, by=rater) == held
    rate_all(first)
    with pytest.raises(NothingToUndoError):
        undo_last(campaign, by=rater)


def test_paused_campaign_starts_no_session_and_goes_on_later() -> None:
    campaign = pause_campaign(make_session_campaign())
    rater = join(campaign)
    with pytest.raises(Exception, match="paused"):
        begin(campaign, rater)
    assert begin(start_campaign(campaign), rater).state == SessionState.ACTIVE


def make_corrections(campaign: Campaign) -> Campaign:
    texts = Campaign.objects.create(
        dataset=campaign.dataset, kind="correction", name="texts", languages=["ara"],
        protocol=campaign.protocol, votes_per_item=1, created_by=campaign.created_by,
    )  # fmt: skip
    draw_sample(texts)
    refresh_tasks(texts)
    return texts


def test_corrections_in_sessions_have_no_traps() -> None:
    texts = make_corrections(make_session_campaign())
    assert set(roles(begin(texts, join(texts)))) == {"clip"}
