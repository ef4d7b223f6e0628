from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.errors import LanguageNotSpokenError
from annotation.enums import AssignmentState, SkipReason
from annotation.errors import CampaignClosedError
from annotation.models import Assignment, Campaign, Task
from annotation.services.answering import skip
from annotation.services.assigning import HELD_AT_ONCE, expire_assignments, take_next
from annotation.services.campaigns import close_campaign
from tests.annotation.steps import make_rater, rate, take
from tests.factories import make_campaign, make_dataset, make_voiced_item

pytestmark = pytest.mark.django_db


def make_listening(clips: int, votes: int = 2) -> Campaign:
    dataset = make_dataset()
    for _ in range(clips):
        make_voiced_item(dataset)
    return make_campaign(dataset, votes_per_item=votes)


def counts(campaign: Campaign) -> list[tuple[int, int]]:
    return list(campaign.tasks.order_by("id").values_list("answered", "taken"))


def test_take_next_gives_tasks_with_fewest_votes_first() -> None:
    campaign = make_listening(clips=3, votes=3)
    seen = []
    for _ in range(2):
        rater = make_rater()
        for _ in range(3):
            seen.append(take(campaign, rater).task_id)
            rate(take(campaign, rater))
            assert max(counts(campaign))[1] - min(counts(campaign))[1] <= 1
    assert len(set(seen[:3])) == len(set(seen[3:])) == 3
    assert counts(campaign) == [(2, 2)] * 3


def test_take_next_never_gives_a_task_to_one_rater_twice() -> None:
    campaign, rater = make_listening(clips=2, votes=5), make_rater()
    rate(take(campaign, rater))
    skip(take(campaign, rater).pk, by=rater, reason=SkipReason.OTHER)
    assert take_next(campaign, language="ara", by=rater) is None


def test_take_next_returns_what_the_rater_holds() -> None:
    campaign, rater = make_listening(clips=3), make_rater()
    first = take(campaign, rater)
    assert take(campaign, rater) == first
    assert sum(taken for _, taken in counts(campaign)) == 1


def test_take_next_prepares_the_one_behind() -> None:
    campaign, rater = make_listening(clips=3), make_rater()
    first = take(campaign, rater)
    second = take_next(campaign, language="ara", by=rater, having=[first.pk])
    again = take_next(campaign, language="ara", by=rater, having=[first.pk])
    assert second is not None
    assert (second == again, second == first) == (True, False)
    rate(first)
    assert take(campaign, rater) == second


def test_take_next_prepares_several_but_leaves_the_rest_to_others() -> None:
    campaign, rater = make_listening(clips=HELD_AT_ONCE + 2, votes=1), make_rater()
    having = [take(campaign, rater).pk]
    while one := take_next(campaign, language="ara", by=rater, having=having):
        having.append(one.pk)
    assert len(set(having)) == len(having) == HELD_AT_ONCE
    assert take(campaign, rater).pk == having[0]
    rate(Assignment.objects.get(pk=having[0]))
    assert take_next(campaign, language="ara", by=rater, having=having) is not None


def test_take_next_gives_no_more_than_the_votes_needed() -> None:
    campaign = make_listening(clips=1, votes=2)
    take(campaign, make_rater())
    take(campaign, make_rater())
    assert take_next(campaign, language="ara", by=make_rater()) is None


def test_take_next_refuses_a_language_the_rater_does_not_speak() -> None:
    with pytest.raises(LanguageNotSpokenError):
        take_next(make_listening(clips=1), language="ara", by=make_rater(None, "hin"))


def test_take_next_finds_nothing_in_a_language_the_campaign_lacks() -> None:
    rater = make_rater(None, "hin")
    assert take_next(make_listening(clips=1), language="hin", by=rater) is None


def test_take_next_refuses_a_closed_campaign() -> None:
    campaign = close_campaign(make_listening(clips=1))
    with pytest.raises(CampaignClosedError):
        take_next(campaign, language="ara", by=make_rater())


def test_take_next_passes_over_closed_tasks() -> None:
    campaign, rater = make_listening(clips=1), make_rater()
    take(campaign, rater)
    Task.objects.update(is_open=False)
    assert take_next(campaign, language="ara", by=rater) is None


def test_expired_assignment_goes_to_someone_else_and_may_come_back() -> None:
    campaign, slow = make_listening(clips=1, votes=1), make_rater()
    late = take(campaign, slow)
    late.lease_expires_at = timezone.now() - timedelta(seconds=1)
    late.save()
    assert expire_assignments() == 1
    assert counts(campaign) == [(0, 0)]
    again = take(campaign, slow)
    assert (again.pk, again.state) == (late.pk, AssignmentState.HELD)
    assert counts(campaign) == [(0, 1)]
    assert take_next(campaign, language="ara", by=make_rater()) is None


def test_expire_leaves_what_is_answered_skipped_or_still_leased() -> None:
    campaign = make_listening(clips=1, votes=3)
    rate(take(campaign, make_rater()))
    skipper = make_rater()
    skip(take(campaign, skipper).pk, by=skipper, reason=SkipReason.UNCLEAR)
    take(campaign, make_rater())
    assert (expire_assignments(), counts(campaign)) == (0, [(1, 2)])
