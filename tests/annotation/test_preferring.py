"""Raters hear a question and choose between two answers."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from annotation.enums import (
    AssignmentState,
    PairOrder,
    Preferred,
    SessionState,
    ShownChoice,
    SkipReason,
    Step,
)
from annotation.errors import (
    AnswerWithdrawnError,
    AssignmentAnsweredError,
    AssignmentMissingError,
    ListenedTooShortError,
    NotHeardYetError,
)
from annotation.models import Assignment, Preference
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments
from annotation.services.pairs import read_preferences
from annotation.services.path import find_place
from annotation.services.preferring import prefer_answer, shown_texts
from annotation.services.preview import preview_campaign
from annotation.services.sessions import lapse_sessions, leave_session, start_session
from tests.annotation.pair_steps import choose, choose_text, make_pair, make_preference_campaign
from tests.annotation.steps import ended, make_rater, take
from tests.factories import make_campaign, make_dataset, make_protocol, make_voiced_item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "meant"), [("first of pair", Preferred.FIRST), ("second of pair", Preferred.SECOND)]
)
def test_a_choice_is_kept_as_the_pair_has_it_whatever_stood_first(
    text: str, meant: Preferred
) -> None:
    campaign = make_preference_campaign(votes_per_pair=2)
    held = [take(campaign, make_rater()) for _ in range(2)]
    assert {shown_texts(one)[0] for one in held} == {"first of pair", "second of pair"}
    for one in held:
        choose_text(one, text)
    votes = list(read_preferences(campaign))
    assert [vote.choice for vote in votes] == [meant, meant]
    assert [vote.key for vote in votes] == ["pair", "pair"]
    assert {vote.order_shown for vote in votes} == set(PairOrder)
    assert len({vote.rater for vote in votes}) == 2


def test_a_tie_is_a_tie_in_any_order() -> None:
    campaign = make_preference_campaign()
    choose(take(campaign, make_rater()), ShownChoice.TIE)
    assert [vote.choice for vote in read_preferences(campaign)] == [Preferred.TIE]


@pytest.mark.parametrize("votes", [4, 5])
def test_orders_shown_are_balanced_over_the_votes_of_each_pair(votes: int) -> None:
    dataset = make_dataset()
    pairs = [make_pair(dataset, f"p{number}") for number in range(4)]
    campaign = make_preference_campaign(dataset, pairs, votes_per_pair=votes)
    for _ in range(votes):
        rater = make_rater()
        for _ in pairs:
            choose(take(campaign, rater))
    for pair in campaign.pairs.all():
        shown = Counter(pair.preferences.values_list("order_shown", flat=True))
        assert sorted(shown.values()) == [votes // 2, votes - votes // 2]


def test_who_stands_first_in_a_new_pair_is_drawn_by_lot() -> None:
    dataset = make_dataset()
    pairs = [make_pair(dataset, f"p{number}") for number in range(24)]
    campaign = make_preference_campaign(dataset, pairs, votes_per_pair=1)
    rater = make_rater()
    shown = {choose(take(campaign, rater)).order_shown for _ in pairs}
    assert shown == set(PairOrder)  # fails by chance once in eight million runs


def test_a_skip_gives_its_order_back() -> None:
    campaign = make_preference_campaign(votes_per_pair=2)
    first, second = take(campaign, make_rater()), take(campaign, make_rater())
    skip(second.pk, by=second.rater, reason=SkipReason.UNCLEAR)
    third = take(campaign, make_rater())
    assert (third.order_shown, first.order_shown) == (second.order_shown, first.order_shown)
    assert third.order_shown != first.order_shown


def test_what_lapsed_comes_back_to_its_rater_in_the_order_it_was_shown() -> None:
    campaign, slow = make_preference_campaign(votes_per_pair=1), make_rater()
    late = take(campaign, slow)
    Assignment.objects.update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    assert expire_assignments() == 1
    again = take(campaign, slow)
    assert (again.pk, again.order_shown) == (late.pk, late.order_shown)


def test_the_question_must_have_been_heard() -> None:
    campaign = make_preference_campaign()
    campaign.pairs.update(duration_s=5.0)
    held = take(campaign, make_rater())
    with pytest.raises(NotHeardYetError):
        prefer_answer(held.pk, by=held.rater, choice=ShownChoice.A)
    with pytest.raises(ListenedTooShortError):
        prefer_answer(held.pk, by=held.rater, choice=ShownChoice.A, playback=ended(5.0))
    assert Preference.objects.count() == 0


def test_the_same_choice_twice_counts_once_and_another_is_refused() -> None:
    held = take(make_preference_campaign(), make_rater())
    key = uuid4()
    for _ in range(2):
        answer = prefer_answer(
            held.pk, by=held.rater, choice=ShownChoice.B, playback=ended(), key=key
        )
        assert answer.state == AssignmentState.ANSWERED
    with pytest.raises(AssignmentAnsweredError):
        choose(held, ShownChoice.TIE)
    assert Preference.objects.count() == 1


def test_undo_withdraws_the_choice_and_keeps_the_order() -> None:
    campaign, rater = make_preference_campaign(), make_rater()
    held = take(campaign, rater)
    key = uuid4()
    prefer_answer(held.pk, by=rater, choice=ShownChoice.A, playback=ended(), key=key)
    again = undo_last(campaign, by=rater)
    assert (again.state, again.order_shown) == (AssignmentState.HELD, held.order_shown)
    assert list(read_preferences(campaign)) == []
    with pytest.raises(AnswerWithdrawnError):
        prefer_answer(held.pk, by=rater, choice=ShownChoice.A, key=key)
    choose(held, ShownChoice.TIE)
    assert [vote.choice for vote in read_preferences(campaign)] == [Preferred.TIE]
    assert Preference.objects.count() == 2
    assert campaign.tasks.values_list("answered", "taken").get() == (1, 1)


def test_an_answer_of_another_kind_is_refused() -> None:
    dataset = make_dataset()
    pair = take(make_preference_campaign(dataset), make_rater())
    make_voiced_item(dataset)
    clip = take(make_campaign(dataset), make_rater())
    with pytest.raises(AssignmentMissingError):
        rate_recording(pair.pk, by=pair.rater, naturalness=3, understood=3, playback=ended())
    with pytest.raises(AssignmentMissingError):
        choose(clip)


def test_sessions_hold_pairs_in_drawn_orders_and_a_vote_counts_though_its_session_lapses() -> None:
    dataset = make_dataset()
    rules = make_protocol(dataset, session_size=3, traps_per_session=1, gold_per_session=1)
    pairs = [make_pair(dataset, f"p{number}") for number in range(4)]
    campaign = make_preference_campaign(dataset, pairs, protocol=rules)
    rater = make_rater(dataset)
    session = start_session(campaign, language="ara", by=rater, device="tab")
    slots = list(session.assignments.order_by("position"))
    assert {slot.order_shown for slot in slots} <= set(PairOrder)
    assert len(slots) == 3
    choose(slots[0])
    leave_session(session.pk, by=rater)
    assert lapse_sessions() == 0
    session.refresh_from_db()
    assert session.state == SessionState.LAPSED
    answered = campaign.tasks.filter(answered=1).values_list("pk", flat=True)
    assert list(answered) == [slots[0].task_id]
    assert len(list(read_preferences(campaign))) == 1


def test_consent_and_qualification_come_first_but_no_check_of_the_ears() -> None:
    dataset = make_dataset()
    rules = make_protocol(
        dataset, consent_version=1, qualification=True, environment_check=True, training=True
    )
    campaign = make_preference_campaign(dataset, protocol=rules)
    rater = make_rater(dataset)
    assert find_place(campaign, language="ara", rater=rater).step == Step.CONSENT
    for number in range(6):
        make_voiced_item(dataset, question=f"Else {number}?")
    with preview_campaign(campaign, language="ara", by=dataset.created_by) as shown:
        assert shown.steps == [Step.CONSENT, Step.QUALIFICATION, Step.WORK]
        assert len(shown.assignments) == 1
    assert Assignment.objects.count() == 0
