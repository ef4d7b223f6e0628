"""Fifty raters at once over HTTP, each with a connection of their own; all try what they may not.

The whole protocol stands before them: consent, qualification, sessions with a trap and gold, a
daily limit. Nothing here asks the services; what came of it is read from the database.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from threading import Lock
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from annotation.enums import SessionState
from annotation.models import Assignment, Campaign, Rating, RatingSession, Trial
from annotation.services.assigning import expire_assignments
from annotation.services.sessions import lapse_sessions
from annotation.statistics.reading import Selection, measure
from annotation.statistics.screening import Reason
from annotation.statistics.sessions import describe_sessions
from corpus.models import Recording
from tests.annotation.crowd import CrowdMember
from tests.annotation.path_steps import join, make_session_campaign

pytestmark = pytest.mark.django_db(transaction=True)
RATERS, CLIPS, VOTES = 50, 48, 6
SESSION, SESSIONS_A_DAY = 6, 3
CLIP_S = 0.7
Slot = dict[str, Any]
_one_at_a_time = Lock()


@pytest.fixture
def campaign() -> Campaign:
    made = make_session_campaign(
        CLIPS,
        votes=VOTES,
        session_size=SESSION,
        sessions_per_day=SESSIONS_A_DAY,
        sessions_in_a_row=100,
        consent_version=1,
        qualification=True,
    )
    Recording.objects.filter(translation__item__in_bench=True).update(duration_s=CLIP_S)
    return made


def test_fifty_clients_finish_a_campaign_and_escape_nothing(
    campaign: Campaign, live_server: LiveServer
) -> None:
    with ExitStack() as signed_in:

        def member() -> CrowdMember:
            one = CrowdMember(live_server.url, join(campaign), campaign)
            return signed_in.enter_context(closing(one))

        let_a_crowd_in(campaign, member)


def let_a_crowd_in(campaign: Campaign, member: Callable[[], CrowdMember]) -> None:
    greedy, sleeper, crowd = member(), member(), [member() for _ in range(RATERS)]
    enter(greedy)
    enter(sleeper)
    work(greedy)
    assert refused_step(greedy) == "break"  # though most of the campaign waits
    left = fall_asleep(sleeper)
    with ThreadPoolExecutor(RATERS) as pool:
        list(pool.map(partial(take_part, foreign=left[0]["id"]), crowd))
    expect_exactly_the_votes_needed(campaign)
    wake_up_late(sleeper, left)
    expect_exactly_the_votes_needed(campaign)
    expect_nobody_escaped(
        campaign, careless={one.user.pk for one in [greedy, sleeper, *crowd] if is_careless(one)}
    )


def take_part(member: CrowdMember, *, foreign: int) -> None:
    enter(member)
    assert member.rate(foreign, 3)[1]["code"] == "assignment_missing"
    work(member)
    assert refused_step(member) in {"done", "break"}


def enter(member: CrowdMember) -> None:
    """Tries each later step before the one that is due."""
    trial = {**member.place, "kind": "qualification"}
    assert refused_step(member) == "consent"
    assert member.post("work/trials/", trial)[1]["code"] == "step_due"
    assert member.post("work/next/", member.place)[1]["code"] == "session_needed"
    assert member.post("work/consent/", {**member.place, "version": 2})[1]["code"] == "step_due"
    assert member.agree()[0] == 200
    assert refused_step(member) == "qualification"
    asked = member.post("work/trials/", trial)[1]
    wrong = member.post(f"trials/{asked['id']}/answers/", {"answers": [0]})
    assert wrong[1]["code"] == "trial_invalid"
    passed = member.post(f"trials/{asked['id']}/answers/", {"answers": right_answers(asked["id"])})
    assert passed[1]["state"] == "passed"


def right_answers(trial: int) -> list[int]:
    """Known to a native speaker; here from the database, one connection at a time."""
    with _one_at_a_time:
        questions = Trial.objects.get(pk=trial).questions
        connection.close()
    return [question["expected"] for question in questions]


def refused_step(member: CrowdMember) -> str:
    status, body = member.start()
    assert (status, body["code"]) == (409, "step_due")
    return str(body["details"]["step"][0])


def work(member: CrowdMember) -> None:
    """Sessions until none is to be had, each begun with what may not be."""
    for slots in sessions(member):
        assert member.start("another tab")[1]["code"] == "session_elsewhere"
        misbehave(member, slots)
        for slot in slots:
            answer(member, slot)
        again = member.rate(slots[0]["id"], 1 if score_of(member, slots[0]) > 1 else 2)
        assert again[1]["code"] == "already_answered"
        late = member.post("work/next/", {**member.place, "device": "tab"})
        assert late[1]["code"] == "session_needed"


def sessions(member: CrowdMember) -> Iterator[list[Slot]]:
    while (begun := member.start())[0] == 200:
        yield begun[1]["assignments"]


def misbehave(member: CrowdMember, slots: list[Slot]) -> None:
    """Unheard, out of bounds, of the wrong kind, and heard in part."""
    first, clip = slots[0]["id"], next(slot["id"] for slot in slots if not is_control(slot))
    assert member.rate(first, 3, None)[1]["code"] == "not_heard_yet"
    for score in (6, 0, "5", 4.5, True, None, [3]):
        assert member.rate(first, score)[1]["code"] == "invalid"
    assert member.rate(clip, 3, 0.1)[1]["code"] == "listened_too_short"
    assert member.rate(clip, 3, None)[1]["code"] == "not_heard_yet"


def answer(member: CrowdMember, slot: Slot) -> None:
    """As soon as the server believes that it was heard; sent twice, as after a lost reply."""
    score = score_of(member, slot)
    code = wait_for_the_end(member, slot, score)
    assert (code, member.rate(slot["id"], score, took_s=5.0)[0]) == ("", 200)


def wait_for_the_end(member: CrowdMember, slot: Slot, score: int) -> str:
    """Rates until the server believes that the clip was heard; the code of what it says then."""
    while (answered := member.rate(slot["id"], score, took_s=5.0))[0] != 200:
        code = str(answered[1]["code"])
        if code != "listened_too_short":
            return code
        sleep(0.1)
    return ""


def score_of(member: CrowdMember, slot: Slot) -> int:
    """Of a trap or gold clip the known one; every fifth rater answers 3 to everything."""
    if is_careless(member):
        return 3
    name = slot["recording"]["audio_url"].rpartition("/")[2]
    return int(name[4]) if is_control(slot) else 1 + slot["id"] % 5


def is_control(slot: Slot) -> bool:
    """By the made-up addresses of `make_controls`; real ones tell nothing."""
    address = str(slot["recording"]["audio_url"])
    return address.startswith(("/audio/trap", "/audio/gold"))


def is_careless(member: CrowdMember) -> bool:
    return member.user.pk % 5 == 0


def fall_asleep(member: CrowdMember) -> list[Slot]:
    """Answers two clips of a session and lets the rest lapse; returns the rest."""
    slots = member.start()[1]["assignments"]
    answered = [slot for slot in slots if not is_control(slot)][:2]
    for slot in answered:
        answer(member, slot)
    past = timezone.now() - timedelta(seconds=1)
    RatingSession.objects.filter(rater=member.user).update(expires_at=past)
    Assignment.objects.filter(rater=member.user, state="held").update(lease_expires_at=past)
    assert (lapse_sessions(), expire_assignments()) == (1, len(slots) - 2)
    return [slot for slot in slots if slot not in answered]


def wake_up_late(member: CrowdMember, slots: list[Slot]) -> None:
    """Others gave the votes meanwhile; a trap answered now saves no session."""
    for slot in slots:
        if not is_control(slot):
            assert wait_for_the_end(member, slot, 3) == "assignment_taken"


def expect_exactly_the_votes_needed(campaign: Campaign) -> None:
    tasks = campaign.tasks.asking()
    assert Counter(tasks.values_list("answered", "taken")) == {(VOTES, VOTES): CLIPS}
    votes = Rating.objects.filter(recording__isnull=False, withdrawn_at=None)
    assert votes.values("rater", "recording").distinct().count() == votes.count()
    counting = votes.exclude(assignment__session__state=SessionState.LAPSED)
    assert set(Counter(counting.values_list("recording", flat=True)).values()) == {VOTES}
    assert votes.count() == CLIPS * VOTES + 2  # those of who fell asleep stay


def expect_nobody_escaped(campaign: Campaign, *, careless: set[int]) -> None:
    facts = describe_sessions(campaign.sessions.order_by("pk"))
    assert max(Counter(one.rater for one in facts).values()) == SESSIONS_A_DAY
    assert {(one.traps, one.gold_clips) for one in facts} == {(1, 1)}
    assert Counter(one.state for one in facts)[SessionState.LAPSED] == 1
    finished = [one for one in facts if one.state == SessionState.FINISHED]
    assert {one.rater for one in finished if one.traps_failed} <= careless
    assert all((one.wall_s or 0) >= CLIP_S * one.clips - 0.5 for one in finished)
    screened = measure(campaign.dataset, Selection()).screened
    assert screened.reasons()[Reason.UNFINISHED] == 2
    failed = {one.vote.rater for one in screened.excluded if one.reason == Reason.TRAP_FAILED}
    assert failed == {one.rater for one in finished} & careless
