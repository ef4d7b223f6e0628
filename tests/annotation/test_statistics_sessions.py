"""Screening of votes that were given in real sessions."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from annotation.enums import ControlRole, SkipReason
from annotation.models import Assignment, Campaign, Rating, RatingSession
from annotation.services.answering import rate_recording, skip
from annotation.services.sessions import leave_session
from annotation.statistics.reading import Selection, Statistics, measure
from annotation.statistics.screening import SCREENED, VERSIONS, Reason, ScreeningRules
from tests.annotation.path_steps import begin, join, make_session_campaign, slots
from tests.annotation.steps import ended

pytestmark = pytest.mark.django_db
CLIPS = 10


def rate_slot(slot: Assignment, *, off: int = 0) -> None:
    """Scores that vary on clips; on traps and gold so many points from the known one."""
    clip = slot.task.control
    score = 2 + slot.pk % 3 if clip is None else (clip.naturalness or 0) + off
    rate_recording(slot.pk, by=slot.rater, naturalness=score, understood=score, playback=ended())


def role(slot: Assignment) -> str:
    return slot.task.control.role if slot.task.control else ""


def sit(campaign: Campaign, **off: int) -> RatingSession:
    """A whole session of a new rater, at once."""
    session = begin(campaign, join(campaign))
    for slot in slots(session):
        rate_slot(slot, off=off.get(role(slot), 0))
    return session


def take_time(seconds: float = 9.0) -> None:
    """Lets everything above have taken a person's time, by the browser and by the server."""
    Rating.objects.update(seconds=seconds)
    back = timedelta(seconds=seconds * (CLIPS + 2))
    RatingSession.objects.update(started_at=F("started_at") - back)


def statistics(campaign: Campaign, rules: ScreeningRules = SCREENED) -> Statistics:
    return measure(campaign.dataset, Selection(), rules=rules)


def reasons(campaign: Campaign, rules: ScreeningRules = SCREENED) -> dict[Reason, int]:
    return dict(statistics(campaign, rules).screened.reasons())


def test_careful_session_counts_whole() -> None:
    campaign = make_session_campaign()
    sit(campaign)
    take_time()
    found = statistics(campaign)
    assert (len(found.screened.kept), found.screened.excluded) == (CLIPS, [])
    assert found.rows[0].naturalness.opinion.votes == CLIPS


@pytest.mark.parametrize(
    ("off", "reason"),
    [({"trap": 1}, Reason.TRAP_FAILED), ({"gold": 2}, Reason.GOLD_OFF), ({"gold": 1}, None)],
)
def test_session_is_judged_by_its_trap_and_gold(off: dict[str, int], reason: Reason | None) -> None:
    campaign = make_session_campaign()
    sit(campaign, **off)
    take_time()
    assert reasons(campaign) == ({reason: CLIPS} if reason else {})


def test_gold_is_told_of_each_rater() -> None:
    campaign = make_session_campaign()
    session = sit(campaign, gold=1)
    take_time()
    (rater,) = statistics(campaign).raters
    assert rater.rater == session.rater_id
    assert (rater.gold["naturalness"].bias, rater.gold["naturalness"].votes) == (1, 1)


def test_skipped_trap_is_failed_and_skipped_gold_says_nothing() -> None:
    campaign = make_session_campaign()
    for skipped in (ControlRole.TRAP, ControlRole.GOLD):
        session = begin(campaign, join(campaign))
        for slot in slots(session):
            if role(slot) == skipped:
                skip(slot.pk, by=slot.rater, reason=SkipReason.UNCLEAR)
            else:
                rate_slot(slot)
    take_time()
    assert reasons(campaign) == {Reason.TRAP_FAILED: CLIPS}
    assert len(statistics(campaign).screened.kept) == CLIPS


def test_votes_of_a_session_that_was_left_or_still_runs_do_not_count() -> None:
    campaign = make_session_campaign(votes=3)
    left, running = (begin(campaign, join(campaign)) for _ in range(2))
    for session in (left, running):
        clips = [slot for slot in slots(session) if not role(slot)]
        for slot in clips[:4]:
            rate_slot(slot)
    leave_session(left.pk, by=left.rater)
    take_time()
    assert reasons(campaign) == {Reason.UNFINISHED: 8}


def test_one_bad_session_of_a_rater_costs_only_its_own_votes() -> None:
    campaign = make_session_campaign(clips=20)
    rater = join(campaign)
    for off in (0, 1):
        for slot in slots(begin(campaign, rater)):
            rate_slot(slot, off=off if role(slot) == ControlRole.TRAP else 0)
    take_time()
    found = statistics(campaign).screened
    assert (len(found.kept), found.reasons()) == (CLIPS, {Reason.TRAP_FAILED: CLIPS})


def test_one_score_for_everything_is_left_out() -> None:
    campaign = make_session_campaign()
    sit(campaign)
    Rating.objects.filter(recording__isnull=False).update(naturalness=4, understood=4)
    take_time()
    assert reasons(campaign) == {Reason.NO_VARIANCE: CLIPS}


def test_haste_shows_by_the_servers_clock_whatever_the_browser_said() -> None:
    campaign = make_session_campaign()
    sit(campaign)
    Rating.objects.update(seconds=9.0)
    assert reasons(campaign) == {Reason.TOO_FAST: CLIPS}
    assert reasons(campaign, VERSIONS[1]) == {}


def test_time_spent_on_hearing_is_no_thinking() -> None:
    campaign = make_session_campaign()
    session = sit(campaign)
    take_time(seconds=5.0)
    for slot in slots(session):
        clip = slot.task.recording or slot.task.control
        assert clip is not None
        type(clip).objects.filter(pk=clip.pk).update(duration_s=4.8)
    Rating.objects.update(seconds=9.0)
    assert reasons(campaign) == {Reason.TOO_FAST: CLIPS}


@pytest.mark.parametrize("raters", [1, 3])
def test_queries_do_not_grow_with_sessions(raters: int) -> None:
    campaign = make_session_campaign(votes=3)
    sat = Counter(sit(campaign).pk for _ in range(raters))
    with CaptureQueriesContext(connection) as queries:
        statistics(campaign)
    assert (len(queries), len(sat)) == (3, raters)
