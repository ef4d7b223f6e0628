from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from annotation.enums import AssignmentState, SkipReason
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    AssignmentTakenError,
    CampaignClosedError,
    ListenedTooShortError,
    NotHeardYetError,
    NothingToUndoError,
)
from annotation.models import Assignment, Campaign, Rating
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments, take_next
from annotation.services.campaigns import close_campaign
from tests.annotation.steps import (
    correction_of,
    ended,
    make_rater,
    make_text_to_correct,
    rate,
    take,
)
from tests.factories import (
    make_campaign,
    make_dataset,
    make_item,
    make_recording,
    make_translation,
    make_voiced_item,
)

pytestmark = pytest.mark.django_db


def make_clip(*, votes: int = 2, duration_s: float = 0.0) -> Campaign:
    dataset = make_dataset()
    make_recording(make_translation(make_item(dataset)), duration_s=duration_s)
    return make_campaign(dataset, votes_per_item=votes)


def let_lapse(assignment: Assignment) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(
        lease_expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert expire_assignments() == 1


def scores() -> list[tuple[int, int, bool]]:
    """Each vote, with whether it stands."""
    rows = Rating.objects.order_by("id")
    return [(row.naturalness, row.understood, row.withdrawn_at is None) for row in rows]


def counts(campaign: Campaign) -> tuple[int, int]:
    task = campaign.tasks.get()
    return task.answered, task.taken


def state_of(assignment: Assignment) -> str:
    return Assignment.objects.get(pk=assignment.pk).state


def test_rating_is_stored_with_rater_and_recording() -> None:
    campaign = make_clip()
    held = take(campaign, make_rater())
    rate(held, 4, 5)
    vote = Rating.objects.get()
    assert (vote.rater, vote.recording, vote.naturalness, vote.understood) == (
        held.rater, held.task.recording, 4, 5,
    )  # fmt: skip
    assert (state_of(held), counts(campaign)) == (AssignmentState.ANSWERED, (1, 1))


def test_rating_before_hearing_is_refused() -> None:
    held = take(make_clip(), make_rater())
    with pytest.raises(NotHeardYetError):
        rate_recording(held.pk, by=held.rater, naturalness=3, understood=3)
    assert scores() == []


def test_hearing_counts_only_after_the_clip_can_have_ended() -> None:
    held = take(make_clip(duration_s=30.0), make_rater())
    send = partial(rate_recording, held.pk, by=held.rater, naturalness=3, understood=3)
    with pytest.raises(ListenedTooShortError):
        send(playback=ended(30.0))
    Assignment.objects.update(opened_at=timezone.now() - timedelta(seconds=31))
    with pytest.raises(ListenedTooShortError):
        send(playback=ended(10.0))
    rated = send(playback=ended(29.8))
    assert (rated.heard_at is None, rated.plays, scores()) == (False, 3, [(3, 3, True)])


def test_same_rating_twice_counts_once() -> None:
    campaign = make_clip()
    held = take(campaign, make_rater())
    rate(held, 4, 5)
    rate_recording(held.pk, by=held.rater, naturalness=4, understood=5)
    assert (scores(), counts(campaign)) == ([(4, 5, True)], (1, 1))


def test_another_rating_is_refused() -> None:
    held = take(make_clip(), make_rater())
    rate(held, 4, 5)
    with pytest.raises(AssignmentAnsweredError):
        rate_recording(held.pk, by=held.rater, naturalness=4, understood=4)
    assert scores() == [(4, 5, True)]


def test_rating_of_someone_elses_assignment_is_refused() -> None:
    held = take(make_clip(), make_rater())
    with pytest.raises(AssignmentMissingError):
        rate_recording(held.pk, by=make_rater(), naturalness=4, understood=4)


def test_rating_of_a_correction_is_refused() -> None:
    held = correction_of(make_text_to_correct())
    with pytest.raises(AssignmentMissingError):
        rate_recording(held.pk, by=held.rater, naturalness=4, understood=4, playback=ended())


def test_answers_to_a_closed_campaign_are_refused() -> None:
    campaign, rater = make_clip(), make_rater()
    held = take(campaign, rater)
    close_campaign(campaign)
    with pytest.raises(CampaignClosedError):
        rate(held)
    with pytest.raises(CampaignClosedError):
        skip(held.pk, by=rater, reason=SkipReason.OTHER)


def test_late_rating_is_kept_where_there_is_room() -> None:
    campaign = make_clip(votes=1)
    held = take(campaign, make_rater())
    let_lapse(held)
    rate(held, 2, 3)
    assert (scores(), counts(campaign)) == ([(2, 3, True)], (1, 1))


def test_late_rating_is_refused_where_others_filled_the_room() -> None:
    campaign = make_clip(votes=1)
    held = take(campaign, make_rater())
    let_lapse(held)
    rate(take(campaign, make_rater()), 5, 5)
    with pytest.raises(AssignmentTakenError):
        rate(held)
    assert (scores(), counts(campaign)) == ([(5, 5, True)], (1, 1))


def test_skip_gives_the_task_back() -> None:
    campaign, rater = make_clip(votes=1), make_rater()
    held = take(campaign, rater)
    skipped = skip(held.pk, by=rater, reason=SkipReason.AUDIO_BROKEN, note="silence")
    assert (skipped.state, skipped.skip_reason, skipped.skip_note) == (
        AssignmentState.SKIPPED, "audio_broken", "silence",
    )  # fmt: skip
    assert counts(campaign) == (0, 0)
    assert take_next(campaign, language="ara", by=rater) is None
    assert take(campaign, make_rater()).task == held.task


def test_skip_after_lapse_or_twice_gives_back_once() -> None:
    campaign, rater = make_clip(votes=2), make_rater()
    held, other = take(campaign, rater), take(campaign, make_rater())
    Assignment.objects.filter(pk=other.pk).update(lease_expires_at=timezone.now())
    let_lapse(other)
    skip(other.pk, by=other.rater, reason=SkipReason.OTHER)
    skip(held.pk, by=rater, reason=SkipReason.OTHER)
    skip(held.pk, by=rater, reason=SkipReason.UNCLEAR)
    assert (counts(campaign), state_of(held)) == ((0, 0), AssignmentState.SKIPPED)


def test_skip_of_an_answer_is_refused() -> None:
    held = take(make_clip(), make_rater())
    rate(held)
    with pytest.raises(AssignmentAnsweredError):
        skip(held.pk, by=held.rater, reason=SkipReason.OTHER)


def test_rating_after_skip_counts() -> None:
    campaign = make_clip(votes=1)
    held = take(campaign, make_rater())
    skip(held.pk, by=held.rater, reason=SkipReason.UNCLEAR, note="why")
    rated = rate(held)
    assert (rated.state, rated.skip_reason, rated.skip_note) == (AssignmentState.ANSWERED, "", "")
    assert counts(campaign) == (1, 1)


def test_undo_of_rating_withdraws_the_vote_and_holds_the_task() -> None:
    campaign = make_clip()
    held = take(campaign, make_rater())
    rate(held, 4, 5)
    undone = undo_last(campaign, by=held.rater)
    assert (undone.pk, undone.state, undone.heard_at is None) == (
        held.pk, AssignmentState.HELD, False,
    )  # fmt: skip
    assert (scores(), counts(campaign)) == ([(4, 5, False)], (0, 1))
    rate_recording(held.pk, by=held.rater, naturalness=1, understood=2)
    assert (scores(), counts(campaign)) == ([(4, 5, False), (1, 2, True)], (1, 1))


def test_undo_takes_back_the_last_of_several() -> None:
    dataset = make_dataset()
    for _ in range(2):
        make_voiced_item(dataset)
    campaign, rater = make_campaign(dataset), make_rater()
    first = rate(take(campaign, rater))
    second = skip(take(campaign, rater).pk, by=rater, reason=SkipReason.OTHER)
    assert undo_last(campaign, by=rater) == second
    assert undo_last(campaign, by=rater) == first
    with pytest.raises(NothingToUndoError):
        undo_last(campaign, by=rater)


def test_undo_of_skip_clears_the_reason() -> None:
    campaign, rater = make_clip(votes=1), make_rater()
    skip(take(campaign, rater).pk, by=rater, reason=SkipReason.OTHER, note="a slip")
    undone = undo_last(campaign, by=rater)
    assert (undone.state, undone.skip_reason, undone.skip_note) == (AssignmentState.HELD, "", "")
    assert counts(campaign) == (0, 1)


def test_undo_of_skip_is_refused_once_others_took_the_task() -> None:
    campaign, rater = make_clip(votes=1), make_rater()
    held = skip(take(campaign, rater).pk, by=rater, reason=SkipReason.OTHER)
    take(campaign, make_rater())
    with pytest.raises(AssignmentTakenError):
        undo_last(campaign, by=rater)
    assert (state_of(held), counts(campaign)) == (AssignmentState.SKIPPED, (0, 1))


def test_undo_of_a_vote_on_an_outdated_recording_is_refused() -> None:
    campaign = make_clip()
    held = take(campaign, make_rater())
    rate(held)
    campaign.tasks.update(is_open=False)
    with pytest.raises(AssignmentTakenError):
        undo_last(campaign, by=held.rater)
    assert (scores(), campaign.tasks.get().is_open) == ([(4, 5, True)], False)
