"""What natives settle is counted as it happens, and a recount finds the same."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from annotation.enums import CampaignKind, SampleSlice, Verdict
from annotation.models import Assignment, Campaign, Review, Task
from annotation.services.adjudicating import settle_review
from annotation.services.answering import undo_last
from annotation.services.drafts import Texts
from annotation.services.foreign import take_back, take_correction
from catalog.models import Dataset
from generation.recount import Difference, find_differences
from jobs.counts import Key, Metric, read_counts
from tests.annotation.review_steps import (
    BETTER,
    MACHINE,
    OTHER,
    give_up,
    hold,
    leave,
    make_reviewed_campaign,
)
from tests.annotation.steps import make_rater
from tests.factories import make_campaign, make_user

pytestmark = pytest.mark.django_db
Counted = dict[str, int]


def counts(dataset: Dataset, metric: Metric) -> Counted:
    """By verdict; fails where a recount finds something else."""
    assert wrong_counts(dataset) == []
    return {key.name: amount for key, amount in read_counts(dataset.pk, metric).items()}


def wrong_counts(dataset: Dataset) -> list[Difference]:
    """Texts that a test's factory made are nobody's count."""
    kept = {Metric.REVIEWS, Metric.SETTLED_ITEMS}
    return [one for one in find_differences(dataset.pk) if one.key.metric in kept]


def both(dataset: Dataset) -> tuple[Counted, Counted]:
    return counts(dataset, Metric.REVIEWS), counts(dataset, Metric.SETTLED_ITEMS)


def ask_again(campaign: Campaign, **fields: object) -> Campaign:
    kind = CampaignKind.CORRECTION
    return make_campaign(campaign.dataset, kind=kind, votes_per_item=1, **fields)


def test_answer_counts_with_its_language_source_engine_and_verdict() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    held = leave(hold(campaign), BETTER)
    (key,) = read_counts(campaign.dataset_id, Metric.REVIEWS)
    text = held.corrections.get().translation
    by = ("ara", text.item.source.slug, text.engine)
    assert key == Key(Metric.REVIEWS, *by, name="corrected")
    assert both(campaign.dataset) == ({"corrected": 1}, {"corrected": 1})


def test_answer_that_was_taken_back_and_given_anew_counts_once_as_it_stands() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    held = leave(hold(campaign), BETTER)
    undo_last(campaign, by=held.rater)
    assert both(campaign.dataset) == ({}, {})
    give_up(Assignment.objects.get(pk=held.pk))
    assert both(campaign.dataset) == ({"untranslatable": 1}, {"untranslatable": 1})


def test_proposal_and_dispute_count_nothing_until_a_manager_settles_it() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), BETTER)
    leave(hold(campaign), OTHER)
    assert both(campaign.dataset) == ({}, {})
    manager = make_user(Role.MANAGER)
    campaign.dataset.memberships.create(user=manager)
    question, answer = OTHER
    settle_review(
        Review.objects.get().pk,
        by=manager,
        verdict=Verdict.CORRECTED,
        question=question,
        answer=answer,
    )
    assert both(campaign.dataset) == ({"corrected": 1}, {"corrected": 1})
    undo_last(campaign, by=manager)
    assert both(campaign.dataset) == ({}, {})


def test_item_counts_as_it_was_settled_last_and_again_as_before_when_that_is_taken_back() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    leave(hold(campaign), MACHINE)
    again = ask_again(campaign)
    held = leave(hold(again), BETTER)
    assert both(campaign.dataset) == ({"corrected": 1}, {"corrected": 1})
    undo_last(again, by=held.rater)
    assert both(campaign.dataset) == ({"confirmed": 1}, {"confirmed": 1})


def test_answer_given_and_taken_back_in_label_studio_counts_likewise() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    given = take_correction(
        campaign.tasks.get(),
        by=make_rater(campaign.dataset),
        verdict=Verdict.CORRECTED,
        texts=Texts(*BETTER),
        reason="",
        seconds=1,
        given_at=timezone.now(),
    )
    assert both(campaign.dataset) == ({"corrected": 1}, {"corrected": 1})
    take_back(given)
    assert both(campaign.dataset) == ({}, {})


def test_item_that_was_not_drawn_by_lot_is_no_part_of_rates() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    Task.objects.update(slice=SampleSlice.FAILED_CHECKS)
    leave(hold(campaign), BETTER)
    assert both(campaign.dataset) == ({"corrected": 1}, {})


def test_recount_mends_what_is_wrong() -> None:
    campaign = make_reviewed_campaign(second_reviewer=False)
    held = leave(hold(campaign), BETTER)
    held.corrections.update(verdict=Verdict.CONFIRMED)
    wrong = {one.key.name: (one.maintained, one.counted) for one in wrong_counts(campaign.dataset)}
    assert wrong == {"confirmed": (0, 1), "corrected": (1, 0)}
    find_differences(campaign.dataset_id, mend=True)
    assert both(campaign.dataset) == ({"confirmed": 1}, {"confirmed": 1})
