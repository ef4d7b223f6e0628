"""What a rater, or a program in a rater's name, sends to the server directly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from annotation.enums import AssignmentState, SkipReason
from annotation.enums import PlaybackKind as Kind
from annotation.enums import ProblemCause as Cause
from annotation.errors import ListenedTooShortError
from annotation.models import Assignment, Campaign, PlaybackEvent, ProblemReport, Rating, Task
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments
from annotation.services.problems import count_problems, report_problem
from corpus.models import Recording, Source
from tests.annotation.path_steps import (
    begin,
    join,
    make_session_campaign,
    rate_all,
    slots,
)
from tests.annotation.steps import ended, make_rater, take
from tests.conftest import ClientFor
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db
SCORES: dict[str, Any] = {"naturalness": 3, "understood": 3}


@pytest.fixture
def campaign() -> Campaign:
    return make_session_campaign()


@pytest.fixture
def rater(campaign: Campaign) -> User:
    return join(campaign)


@pytest.fixture
def client(client_for: ClientFor, rater: User) -> APIClient:
    return client_for(rater)


def send(client: APIClient, held: Assignment, what: Any = "rating", **body: Any) -> Any:
    response = client.post(f"/api/v1/assignments/{held.pk}/{what}/", body or SCORES)
    return response.status_code, response.json().get("code")


def rate(client: APIClient, held: Assignment, **body: Any) -> Any:
    """Heard to its end, says the player."""
    return send(client, held, **{**SCORES, "playback": ended(60), **body})


def opened(seconds_ago: float) -> None:
    Assignment.objects.update(opened_at=timezone.now() - timedelta(seconds=seconds_ago))


def lengthen(held: Assignment, seconds: float) -> None:
    Recording.objects.filter(tasks=held.task_id).update(duration_s=seconds)


def clips(campaign: Campaign, rater: User) -> list[Assignment]:
    return [slot for slot in slots(begin(campaign, rater)) if slot.task.control is None]


def test_score_before_the_clip_was_heard_is_refused(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    assert send(client, held) == (409, "not_heard_yet")
    started = [{"kind": "started"}, {"kind": "hidden", "seconds": 5}]
    assert rate(client, held, playback=started) == (409, "not_heard_yet")
    assert rate(client, held) == (200, None)


def test_end_earlier_than_the_clip_lasts_is_not_believed_but_logged(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    lengthen(held, 9.0)
    assert rate(client, held) == (409, "listened_too_short")
    assert send(client, held) == (409, "not_heard_yet")
    assert list(PlaybackEvent.objects.values_list("kind", "seconds")) == [("ended", 60.0)]


def test_answers_kept_offline_may_come_together_but_not_faster_than_their_clips(
    campaign: Campaign, rater: User
) -> None:
    first, second, third, *_ = clips(campaign, rater)
    for held in (first, second, third):
        lengthen(held, 9.0)
    opened(20)
    for held in (first, second):
        rate_recording(held.pk, by=rater, **SCORES, playback=ended(9))
    with pytest.raises(ListenedTooShortError):
        rate_recording(third.pk, by=rater, **SCORES, playback=ended(9))


def test_foreign_assignment_is_not_found(
    client_for: ClientFor, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    other = client_for(join(campaign))
    for what in ("rating", "problems", "skip"):
        bodies: dict[str, dict[str, Any]] = {
            "problems": {"cause": "audio"},
            "skip": {"reason": "other"},
        }
        assert send(other, held, what, **bodies.get(what, SCORES)) == (404, "assignment_missing")


def test_late_answer_counts_while_there_is_room_and_is_refused_afterwards(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    early, late, *_ = clips(campaign, rater)
    Assignment.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    expire_assignments()
    assert rate(client, early) == (200, None)
    Task.objects.filter(pk=late.task_id).update(taken=2, answered=2)
    assert rate(client, late) == (409, "assignment_taken")


def test_same_answer_sent_twice_counts_once(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    key = str(uuid4())
    assert [rate(client, held, key=key)[0] for _ in range(3)] == [200, 200, 200]
    assert rate(client, held, understood=4, key=str(uuid4())) == (409, "already_answered")
    assert (Rating.objects.count(), PlaybackEvent.objects.count()) == (1, 1)


def test_answer_taken_back_does_not_come_back_by_a_replay(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held, key = clips(campaign, rater)[0], str(uuid4())
    rate(client, held, key=key)
    undo_last(campaign, by=rater)
    assert send(client, held, **SCORES, key=key) == (409, "answer_withdrawn")
    assert send(client, held, **{**SCORES, "understood": 5}, key=str(uuid4()))[0] == 200
    for late in (3, 5):
        body = {**SCORES, "understood": late, "key": key}
        assert send(client, held, **body) == (409, "answer_withdrawn")
    assert Rating.objects.filter(withdrawn_at=None).get().understood == 5


def test_undo_asked_for_twice_takes_back_one_answer(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    first, second, *_ = clips(campaign, rater)
    for held in (first, second):
        rate(client, held)
    wish = {"campaign": campaign.pk, "assignment": second.pk}
    shown = [client.post("/api/v1/work/undo/", wish).json() for _ in range(3)]
    assert [(one["id"], one["heard"]) for one in shown] == [(second.pk, True)] * 3
    assert list(Rating.objects.filter(withdrawn_at=None).values_list("assignment")) == [(first.pk,)]


def test_undo_by_name_opens_no_session_that_is_over(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    session = begin(campaign, rater)
    rate_all(session)
    for held in slots(session):
        wish = {"campaign": campaign.pk, "assignment": held.pk}
        answer = client.post("/api/v1/work/undo/", wish)
        assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_undo")


def test_seconds_of_the_browser_are_believed_as_far_as_they_fit(
    campaign: Campaign, rater: User
) -> None:
    honest, liar, *_ = clips(campaign, rater)
    opened(30)
    for held, seconds in ((honest, 12.5), (liar, 4_000.0)):
        rate_recording(held.pk, by=rater, **SCORES, playback=ended(), took_s=seconds)
    taken = list(Rating.objects.order_by("pk").values_list("seconds", flat=True))
    assert taken[0] == 12.5
    assert taken[1] < 30


def test_playback_is_logged_with_hidden_time(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    opened(20)
    early = [(Kind.STARTED, 0.0), (Kind.HIDDEN, 1.5)]
    late = [(Kind.HIDDEN, 4.0), (Kind.ENDED, 2.0), (Kind.REPLAYED, 0.0)]
    for said in (early, late):
        rate(client, held, playback=[{"kind": kind, "seconds": seconds} for kind, seconds in said])
    held.refresh_from_db()
    assert (held.state, held.hidden_s, held.plays) == (AssignmentState.ANSWERED, 5.5, 1)
    assert held.playback.count() == 5


def test_hidden_time_sent_again_is_no_longer_than_the_page_was_open(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    opened(10)
    for _ in range(3):
        rate(client, held, playback=[{"kind": "hidden", "seconds": 8.0}])
    held.refresh_from_db()
    assert 10 <= held.hidden_s < 16


def test_hidden_time_begins_anew_with_an_answer_taken_back(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    opened(20)
    rate(client, held, playback=[{"kind": "hidden", "seconds": 8.0}])
    skip(held.pk, by=rater, reason=SkipReason.OTHER)
    undo_last(campaign, by=rater)
    held.refresh_from_db()
    assert held.hidden_s == 0


def test_what_the_player_said_of_a_skipped_clip_is_kept_once(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    held = clips(campaign, rater)[0]
    opened(20)
    said = [{"kind": "hidden", "seconds": 4.0}, {"kind": "ended", "seconds": 2.0}]
    for _ in range(2):
        assert send(client, held, "skip", reason="unclear", playback=said) == (200, None)
    held.refresh_from_db()
    assert (held.state, held.hidden_s, held.plays) == (AssignmentState.SKIPPED, 4.0, 1)
    assert held.playback.count() == 2


def test_traps_and_gold_look_like_clips(client: APIClient, campaign: Campaign) -> None:
    Source.objects.update(sensitive=True)
    wish = {"campaign": campaign.pk, "language": "ara", "device": "tab"}
    session = client.post("/api/v1/work/sessions/", wish).json()
    shown = session["assignments"]
    assert (session["clips"], len(shown)) == (12, 12)
    same = ("kind", "campaign", "language", "content_warning", "heard", "source", "translation",
            "warnings", "scale", "remaining", "lease_expires_at", "source_language")  # fmt: skip
    assert len({str([one[name] for name in same]) for one in shown}) == 1
    assert {tuple(one) for one in shown} == {tuple(shown[0])}
    assert all(len(one["recording"]["audio_url"]) == len("/audio/") + 64 for one in shown)


def test_attentiveness_is_told_at_the_end(client: APIClient, campaign: Campaign) -> None:
    wish = {"campaign": campaign.pk, "language": "ara", "device": "tab"}
    number = client.post("/api/v1/work/sessions/", wish).json()["id"]
    session = campaign.sessions.get()
    before = client.get(f"/api/v1/rating-sessions/{number}/").json()
    rate_all(session, trap=1)
    after = client.get(f"/api/v1/rating-sessions/{number}/").json()
    assert [(one["state"], one["attentive"]) for one in (before, after)] == [
        ("active", None),
        ("finished", False),
    ]


def test_skipped_sensitive_clip_goes_to_others(campaign: Campaign, rater: User) -> None:
    held = clips(campaign, rater)[0]
    skip(held.pk, by=rater, reason=SkipReason.OFFENSIVE)
    held.refresh_from_db()
    assert (held.state, Task.objects.get(pk=held.task_id).taken) == (AssignmentState.SKIPPED, 0)


def test_problems_add_up_to_the_stage_to_run_again() -> None:
    dataset = make_dataset()
    first, second = make_voiced_item(dataset), make_voiced_item(dataset)
    campaign = make_campaign(dataset, votes_per_item=3)
    for words, cause in (
        (1, Cause.PRONUNCIATION),
        (2, Cause.PRONUNCIATION),
        (1, Cause.TRANSLATION),
    ):
        rater = make_rater()
        held = take(campaign, rater)
        for index in range(words):
            report_problem(held.pk, by=rater, cause=cause, word="كلمة", word_index=index)
        report_problem(held.pk, by=rater, cause=cause, word="again", word_index=0)
    rows = [(row.cause, row.stage, row.language, row.reports) for row in count_problems(campaign)]
    assert rows == [
        ("pronunciation", "synthesize", "ara", 3),
        ("translation", "translate", "ara", 1),
    ]
    ids = {first.translation.item.external_id, second.translation.item.external_id}
    assert set(count_problems(campaign)[0].items) <= ids
    assert ProblemReport.objects.count() == 4


def test_problem_of_a_trap_is_taken_and_counts_for_nothing(
    client: APIClient, campaign: Campaign, rater: User
) -> None:
    trap = next(slot for slot in slots(begin(campaign, rater)) if slot.task.control)
    assert send(client, trap, "problems", cause="audio", word="", word_index=None)[0] == 201
    assert count_problems(campaign) == []
