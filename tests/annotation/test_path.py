"""Consent, qualification, environment, training: no step can be jumped."""

from datetime import timedelta
from functools import partial
from itertools import product
from random import Random

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.errors import LanguageNotSpokenError
from accounts.models import User
from annotation.enums import SkipReason, Step, TrialKind
from annotation.errors import (
    AssignmentMissingError,
    MaterialMissingError,
    StepDueError,
    TrialInvalidError,
    TrialMissingError,
    TrialTooFastError,
    WordsShownError,
)
from annotation.models import Campaign, Rating, RatingSession, Trial
from annotation.services.answering import skip, undo_last
from annotation.services.assigning import take_next
from annotation.services.path import entry_steps, find_place, give_consent
from annotation.services.problems import text_of
from annotation.services.sessions import find_open
from annotation.services.trials import finish_trial, ladder, make_questions, start_trial
from tests.annotation.path_steps import (
    agree,
    begin,
    join,
    make_session_campaign,
    passed,
    rate_all,
    rate_one,
    slots,
    take_trial,
)
from tests.factories import make_campaign, make_dataset, make_protocol, make_trial

pytestmark = pytest.mark.django_db
QUALIFICATION, TRAINING = TrialKind.QUALIFICATION, TrialKind.TRAINING


def step(campaign: Campaign, rater: User) -> Step:
    return find_place(campaign, language="ara", rater=rater).step


def test_the_way_leads_from_consent_to_work() -> None:
    campaign = make_session_campaign(consent_version=1, qualification=True, training=True)
    rater, seen = join(campaign), []
    seen.append(step(campaign, rater))
    agree(campaign, rater)
    for kind in (QUALIFICATION, TRAINING):
        seen.append(step(campaign, rater))
        assert passed(take_trial(campaign, rater, kind))
    seen.append(step(campaign, rater))
    assert seen == [Step.CONSENT, Step.QUALIFICATION, Step.TRAINING, Step.WORK]
    assert entry_steps(campaign) == seen[:3]


@pytest.mark.parametrize("size", [10, None])
def test_no_clip_before_consent(size: int | None) -> None:
    campaign = make_session_campaign(consent_version=1, session_size=size)
    rater = join(campaign)
    ask = begin if size else partial(take_next, language="ara")
    with pytest.raises(StepDueError) as refused:
        ask(campaign, by=rater)
    assert (refused.value.code, refused.value.details["step"]) == ("step_due", ["consent"])


def test_consent_is_to_the_text_of_the_protocol() -> None:
    campaign = make_session_campaign(consent_version=1)
    with pytest.raises(StepDueError, match="version 1"):
        give_consent(campaign, language="ara", by=join(campaign), version=2)


def test_trial_before_its_turn_is_refused() -> None:
    campaign = make_session_campaign(consent_version=1, training=True)
    rater = join(campaign)
    with pytest.raises(StepDueError):
        start_trial(campaign, language="ara", by=rater, kind=TRAINING)


def test_language_must_be_declared() -> None:
    campaign = make_session_campaign(qualification=True)
    with pytest.raises(LanguageNotSpokenError):
        find_place(campaign, language="ara", rater=join(campaign, "hin"))


def test_qualification_asks_what_was_said_and_what_belongs_together() -> None:
    campaign = make_session_campaign(qualification=True)
    trial = start_trial(campaign, language="ara", by=join(campaign), kind=QUALIFICATION)
    sampled = set(campaign.sample.values_list("item__translations__question", flat=True))
    heard = [bool(question["sha256"]) for question in trial.questions]
    assert heard == [True, True, True, False, False]
    for question in trial.questions:
        assert len(set(question["choices"])) == 4
        assert question["expected"] in range(4)
        assert not sampled & {question["text"], *question["choices"]}


def test_qualification_needs_texts_outside_the_sample() -> None:
    campaign = make_session_campaign(qualification=True)
    campaign.dataset.items.filter(in_bench=False).delete()
    with pytest.raises(MaterialMissingError, match="there are 0"):
        start_trial(campaign, language="ara", by=join(campaign), kind=QUALIFICATION)


def test_asking_again_draws_no_other_questions() -> None:
    campaign = make_session_campaign(qualification=True)
    rater = join(campaign)
    first = start_trial(campaign, language="ara", by=rater, kind=QUALIFICATION)
    again = start_trial(campaign, language="ara", by=rater, kind=QUALIFICATION)
    assert (again.pk, again.questions) == (first.pk, first.questions)


def test_tries_are_limited_until_time_has_passed() -> None:
    campaign = make_session_campaign(qualification=True, qualification_tries=2)
    rater = join(campaign)
    for _ in range(2):
        assert not passed(take_trial(campaign, rater, QUALIFICATION, right=False))
    place = find_place(campaign, language="ara", rater=rater)
    assert (place.step, place.until is not None) == (Step.REFUSED, True)
    Trial.objects.update(ended_at=timezone.now() - timedelta(days=31))
    assert step(campaign, rater) == Step.QUALIFICATION


def test_qualification_holds_in_other_campaigns_of_the_language_for_its_time() -> None:
    campaign = make_session_campaign(qualification=True)
    other = make_session_campaign(qualification=True)
    rater = join(campaign)
    take_trial(campaign, rater, QUALIFICATION)
    assert step(other, rater) == Step.WORK
    Trial.objects.update(ended_at=timezone.now() - timedelta(days=31))
    assert step(other, rater) == Step.QUALIFICATION


def test_qualification_in_one_language_says_nothing_of_another() -> None:
    campaign = make_session_campaign(qualification=True)
    rater = join(campaign, "ara", "hin")
    take_trial(campaign, rater, QUALIFICATION)
    assert find_place(campaign, language="hin", rater=rater).step == Step.QUALIFICATION


def test_a_share_of_right_answers_is_enough() -> None:
    campaign = make_session_campaign(qualification=True, qualification_pass_mark=0.5)
    rater = join(campaign)
    trial = finish_trial(make_trial(campaign, rater).pk, by=rater, answers=[0, 1])
    assert (trial.score, passed(trial), trial.answers) == (0.5, True, [0, 1])


@pytest.mark.parametrize("answers", [[], [0], [0, 2], [0, -1], [0, 0, 0]])
def test_impossible_answers_cost_no_try(answers: list[int]) -> None:
    campaign = make_session_campaign(qualification=True)
    rater = join(campaign)
    trial = make_trial(campaign, rater)
    with pytest.raises(TrialInvalidError):
        finish_trial(trial.pk, by=rater, answers=answers)
    trial.refresh_from_db()
    assert trial.state == "open"


def test_trial_of_another_or_ended_is_not_found() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    trial = make_trial(campaign, rater)
    with pytest.raises(TrialMissingError):
        finish_trial(trial.pk, by=join(campaign), answers=[0, 0])
    finish_trial(trial.pk, by=rater, answers=[0, 0])
    with pytest.raises(TrialMissingError):
        finish_trial(trial.pk, by=rater, answers=[0, 0])


def test_trial_answered_before_its_clips_can_have_ended_is_refused() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    question = {"sha256": "", "duration_s": 9.0, "text": "", "choices": ["a", "b"], "expected": 0}
    trial = make_trial(campaign, rater, questions=[question])
    with pytest.raises(TrialTooFastError):
        finish_trial(trial.pk, by=rater, answers=[0])
    Trial.objects.update(started_at=timezone.now() - timedelta(seconds=9))
    assert passed(finish_trial(trial.pk, by=rater, answers=[0]))


def test_light_campaign_asks_for_nothing_first() -> None:
    dataset = make_dataset()
    protocol = make_protocol(dataset)
    campaign = make_session_campaign()
    assert entry_steps(make_campaign(campaign.dataset)) == []
    assert protocol.frozen_at is None


def test_training_goes_from_worst_to_best_and_any_score_will_do() -> None:
    campaign = make_session_campaign(training=True)
    rater = join(campaign)
    trial = start_trial(campaign, language="ara", by=rater, kind=TRAINING)
    names = list(
        campaign.dataset.controls.filter(
            sha256__in=[question["sha256"] for question in trial.questions]
        )
        .order_by("pk")
        .values_list("name", flat=True)
    )
    assert names == [f"step {number} of 5" for number in range(1, 6)]
    assert passed(take_trial(campaign, rater, TRAINING))


def test_environment_is_checked_by_tones_and_numbers_in_noise() -> None:
    campaign = make_session_campaign(environment_check=True)
    rater = join(campaign)
    trial = start_trial(campaign, language="ara", by=rater, kind=TrialKind.ENVIRONMENT)
    assert [question["choices"] for question in trial.questions] == [
        *[["1", "2", "3"]] * 3,
        *[["317", "582", "946"]] * 2,
    ]
    assert passed(take_trial(campaign, rater, TrialKind.ENVIRONMENT))
    assert step(campaign, rater) == Step.WORK


def test_guessing_the_tones_gains_nothing() -> None:
    """Each is drawn anew, so that the last doesn't follow from the others."""
    campaign = make_session_campaign(environment_check=True)
    drawn = set()
    for seed in range(200):
        dice = Random(seed)  # noqa: S311 - a draw
        questions = make_questions(campaign, "ara", TrialKind.ENVIRONMENT, dice)
        drawn.add(tuple(question.expected for question in questions[:3]))
    assert drawn == set(product(range(3), repeat=3))


def test_session_is_reached_only_at_the_end() -> None:
    campaign = make_session_campaign(qualification=True)
    rater = join(campaign)
    with pytest.raises(StepDueError):
        begin(campaign, rater)
    take_trial(campaign, rater, QUALIFICATION)
    assert len(slots(begin(campaign, rater))) == 12


def test_training_says_which_score_each_step_of_the_ladder_stands_for() -> None:
    assert [ladder(clips) for clips in (1, 2, 5)] == [[1], [1, 5], [1, 2, 3, 4, 5]]


def test_break_says_whether_it_is_the_limit_of_the_day() -> None:
    campaign = make_session_campaign(
        24, sessions_per_day=2, sessions_in_a_row=1, session_size=2, break_minutes=15
    )
    rater = join(campaign)
    rests = []
    for _ in range(2):
        rate_all(begin(campaign, rater))
        place = find_place(campaign, language="ara", rater=rater)
        rests.append((place.step, place.daily))
        RatingSession.objects.update(
            started_at=F("started_at") - timedelta(hours=1),
            ended_at=F("ended_at") - timedelta(hours=1),
        )
    assert rests == [(Step.BREAK, False), (Step.BREAK, True)]


def test_open_session_is_told_so_that_the_rater_goes_on_with_it() -> None:
    campaign = make_session_campaign()
    rater = join(campaign)
    assert find_open(campaign, language="ara", rater=rater) is None
    session = begin(campaign, rater)
    assert find_open(campaign, language="ara", rater=rater) == session.pk
    rate_all(session)
    assert find_open(campaign, language="ara", rater=rater) is None


def test_words_of_a_clip_are_read_only_after_its_scores() -> None:
    campaign = make_session_campaign(traps_per_session=0, gold_per_session=0)
    rater = join(campaign)
    session = begin(campaign, rater)
    slot = slots(session)[0]
    before = text_of(slot.pk, by=rater)
    rate_all(session)
    recording = slot.task.recording
    assert recording is not None
    assert (before, text_of(slot.pk, by=rater)) == (None, recording.translation.question)
    with pytest.raises(AssignmentMissingError):
        text_of(slot.pk, by=join(campaign))


def test_scores_stand_once_the_words_were_read() -> None:
    campaign = make_session_campaign(traps_per_session=0, gold_per_session=0)
    rater = join(campaign)
    first, second, *_ = slots(begin(campaign, rater))
    rate_one(first)
    assert text_of(first.pk, by=rater) is not None
    for named in (None, first.pk):
        with pytest.raises(WordsShownError):
            undo_last(campaign, by=rater, named=named)
    rate_one(second)
    assert undo_last(campaign, by=rater) == second
    assert Rating.objects.filter(withdrawn_at=None).get().assignment == first


def test_words_of_a_skipped_clip_stay_unread_since_it_may_still_be_rated() -> None:
    campaign = make_session_campaign(traps_per_session=0, gold_per_session=0)
    rater = join(campaign)
    slot = slots(begin(campaign, rater))[0]
    skip(slot.pk, by=rater, reason=SkipReason.OTHER)
    assert text_of(slot.pk, by=rater) is None
