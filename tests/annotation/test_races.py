"""Raters at the same moment, each over a database connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from annotation.enums import ControlRole, SessionState, SkipReason, Verdict
from annotation.models import (
    Assignment,
    Campaign,
    ControlClip,
    Correction,
    Rating,
    Review,
    Task,
)
from annotation.services.adjudicating import settle_review
from annotation.services.answering import rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments, take_next
from annotation.services.campaigns import refresh_tasks
from annotation.services.control_care import change_control
from annotation.services.controls import set_gold
from annotation.services.correcting import correct_text
from annotation.services.reviewing import standing_answers, state_of
from annotation.tasks import sweep
from common.errors import StudioError
from corpus.models import Item, Recording, Translation
from tests.annotation.path_steps import begin, join, make_session_campaign, slots
from tests.annotation.review_steps import (
    BETTER,
    MACHINE,
    OTHER,
    hold,
    leave,
    make_reviewed_campaign,
    standing,
)
from tests.annotation.steps import (
    correction_of,
    ended,
    make_rater,
    make_text_to_correct,
    rate,
    take,
)
from tests.factories import make_campaign, make_dataset, make_user, make_voiced_item
from tests.jobs.threads import at_the_same_time, start, wait_for_blocked_query

pytestmark = pytest.mark.django_db(transaction=True)


def make_listening(clips: int, votes: int) -> Campaign:
    dataset = make_dataset()
    for _ in range(clips):
        make_voiced_item(dataset)
    return make_campaign(dataset, votes_per_item=votes)


def counts(campaign: Campaign) -> list[tuple[int, int]]:
    return list(campaign.tasks.order_by("id").values_list("answered", "taken"))


def refused_or_none(action: Callable[[], object]) -> str | None:
    try:
        action()
    except StudioError as refused:
        return refused.code
    return None


def work_through(campaign: Campaign, rater: User) -> int:
    done = 0
    while assignment := take_next(campaign, language="ara", by=rater):
        rate_recording(assignment.pk, by=rater, naturalness=3, understood=3, playback=ended())
        done += 1
    return done


def test_racing_raters_give_exactly_the_votes_needed() -> None:
    campaign = make_listening(clips=5, votes=2)
    raters = [make_rater(campaign.dataset) for _ in range(4)]
    done = at_the_same_time(*(partial(work_through, campaign, rater) for rater in raters))
    assert counts(campaign) == [(2, 2)] * 5
    assert sum(done) == Rating.objects.count() == 10
    assert Rating.objects.values("rater", "recording").distinct().count() == 10


def test_two_raters_racing_for_the_last_vote_get_it_once() -> None:
    campaign = make_listening(clips=1, votes=1)
    raters = [make_rater(), make_rater()]
    taken = at_the_same_time(
        *(partial(take_next, campaign, language="ara", by=rater) for rater in raters)
    )
    assert sorted(assignment is None for assignment in taken) == [False, True]
    assert counts(campaign) == [(0, 1)]


def test_task_that_someone_is_answering_is_waited_for() -> None:
    """Else its last vote would look like "nothing waits"."""
    campaign, rater = make_listening(clips=1, votes=2), make_rater()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Task.objects.select_for_update().get()
            waiting = start(pool, lambda: take_next(campaign, language="ara", by=rater))
            wait_for_blocked_query()
        assert waiting.result() is not None


def test_two_windows_of_one_rater_get_the_same_task() -> None:
    campaign, rater = make_listening(clips=4, votes=1), make_rater()
    take_one = partial(take_next, campaign, language="ara", by=rater)
    first, second = at_the_same_time(take_one, take_one)
    assert (first == second, sum(taken for _, taken in counts(campaign))) == (True, 1)


def test_same_vote_sent_twice_at_once_counts_once() -> None:
    campaign = make_listening(clips=1, votes=2)
    held = take(campaign, make_rater())
    send = partial(
        rate_recording, held.pk, by=held.rater, naturalness=4, understood=4, playback=ended()
    )
    at_the_same_time(send, send, send)
    assert (Rating.objects.count(), counts(campaign)) == (1, [(1, 1)])


def test_undo_clicked_twice_at_once_takes_back_one_answer() -> None:
    campaign = make_listening(clips=1, votes=3)
    rate(take(campaign, make_rater()))
    held = rate(take(campaign, make_rater()))
    undo = partial(refused_or_none, partial(undo_last, campaign, by=held.rater))
    outcomes = at_the_same_time(undo, undo)
    assert sorted(map(str, outcomes)) == ["None", "nothing_to_undo"]
    assert counts(campaign) == [(1, 2)]


def test_two_corrections_of_one_text_at_once_leave_one() -> None:
    text = make_text_to_correct()
    rivals = [correction_of(text), correction_of(text)]
    outcomes = at_the_same_time(
        *(
            partial(
                refused_or_none,
                partial(
                    correct_text,
                    held.pk,
                    by=held.rater,
                    verdict=Verdict.CORRECTED,
                    question=f"نص {held.pk}؟",
                    answer="جواب",
                    override_reason="it is right",
                ),
            )
            for held in rivals
        )
    )
    assert sorted(map(str, outcomes)) == ["None", "text_replaced"]
    assert Correction.objects.count() == 1


def test_claim_answer_skip_undo_and_sweep_never_lock_each_other_out() -> None:
    """Raters whose leases always have lapsed, beside sweeps: a deadlock would raise here."""
    campaign = make_listening(clips=2, votes=2)
    raters = [make_rater() for _ in range(3)]
    steps = [partial(restless, campaign, rater) for rater in raters]
    at_the_same_time(*steps, partial(sweep_often, campaign), sweep_often_too)
    for task in campaign.tasks.all():
        assignments = task.assignments.values_list("state", flat=True)
        answered = list(assignments).count("answered")
        held = list(assignments).count("held")
        assert (task.answered, task.taken) == (answered, answered + held)
        assert (
            task.answered
            == Rating.objects.filter(recording=task.recording_id, withdrawn_at=None).count()
        )


def restless(campaign: Campaign, rater: User) -> None:
    for turn in range(12):
        late = take_next(campaign, language="ara", by=rater)
        Assignment.objects.filter(rater=rater).update(
            lease_expires_at=timezone.now() - timedelta(seconds=1)
        )
        take_next(campaign, language="ara", by=rater)
        if late is not None:
            answer = partial(skip, late.pk, by=rater, reason=SkipReason.OTHER)
            refused_or_none(answer if turn % 3 else partial(rate, late))
        refused_or_none(partial(undo_last, campaign, by=rater))


def sweep_often(campaign: Campaign) -> None:
    for _ in range(25):
        expire_assignments()
        refresh_tasks(campaign)


def sweep_often_too() -> None:
    for _ in range(10):
        sweep()


def test_last_two_answers_at_once_end_the_session() -> None:
    """Else neither would see the other, and a finished session would count as unfinished."""
    campaign = make_session_campaign(
        clips=2, votes=1, session_size=2, traps_per_session=0, gold_per_session=0
    )
    session = begin(campaign, join(campaign))
    first, second = slots(session)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            rate(first)
            other = start(pool, partial(rate, second))
            wait_for_blocked_query()
        other.result()
    session.refresh_from_db()
    assert session.state == SessionState.FINISHED


def test_two_reviewers_at_once_get_one_text_between_them() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), BETTER)
    raters = [make_rater(campaign.dataset) for _ in range(3)]
    taken = at_the_same_time(
        *(partial(take_next, campaign, language="ara", by=rater) for rater in raters)
    )
    assert sum(assignment is not None for assignment in taken) == 1
    assert standing(campaign) == ("proposed", 1, 2, 2)


def test_same_review_sent_twice_at_once_counts_once() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), BETTER)
    send = partial(leave, hold(campaign), BETTER, key=uuid4())
    at_the_same_time(send, send, send)
    assert (Correction.objects.count(), standing(campaign)) == (2, ("settled", 2, 2, 2))


def test_taking_back_races_the_next_reader_and_one_of_them_wins() -> None:
    """Never both: a reader of words that nobody stands for."""
    campaign = make_reviewed_campaign()
    first = leave(hold(campaign), BETTER)
    reader = make_rater(campaign.dataset)
    outcome, taken = at_the_same_time(
        partial(refused_or_none, partial(undo_last, campaign, by=first.rater)),
        partial(take_next, campaign, language="ara", by=reader),
    )
    if outcome is None:
        assert (taken, standing(campaign)) == (None, ("withdrawn", 0, 1, 1))
    else:
        assert (outcome, standing(campaign)) == ("review_begun", ("proposed", 1, 2, 2))


def test_manager_and_third_native_settle_a_dispute_once() -> None:
    campaign = make_reviewed_campaign()
    leave(hold(campaign), BETTER)
    leave(hold(campaign), OTHER)
    manager = make_user(Role.MANAGER)
    third = make_rater(campaign.dataset)
    campaign.dataset.memberships.create(user=manager)
    decide = partial(
        settle_review,
        Review.objects.get().pk,
        by=manager,
        verdict=Verdict.UNTRANSLATABLE,
        question="",
        answer="",
    )
    at_the_same_time(
        partial(refused_or_none, decide),
        partial(refused_or_none, partial(work_on_texts, campaign, third)),
    )
    assert standing(campaign) == ("settled", 3, 3, 3)
    assert Correction.objects.filter(is_final=True).count() == 1


def work_on_texts(campaign: Campaign, rater: User) -> None:
    held = take_next(campaign, language="ara", by=rater)
    if held is not None:
        leave(held, MACHINE)


@pytest.mark.parametrize("texts", [MACHINE, BETTER])
def test_answer_waits_for_a_machine_that_replaces_its_text_and_is_refused(
    texts: tuple[str, str],
) -> None:
    campaign = make_reviewed_campaign()
    held = hold(campaign)
    text = held.task.translation
    assert text is not None
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # As `generation.kinds.retranslate` does: the item, then its text.
            Item.objects.select_for_update(no_key=True).get(pk=text.item_id)
            Translation.objects.filter(pk=text.pk).update(is_current=False)
            waiting = start(pool, lambda: refused_or_none(lambda: leave(held, texts)))
            wait_for_blocked_query()
        assert waiting.result() == "text_replaced"
    assert Correction.objects.count() == 0


def test_reviews_undone_skipped_and_swept_at_once_stay_consistent() -> None:
    """Answers, takers and the state of the review agree whatever happens in between."""
    campaign = make_reviewed_campaign()
    raters = [make_rater(campaign.dataset) for _ in range(3)]
    steps = [partial(restless_native, campaign, rater, n) for n, rater in enumerate(raters)]
    at_the_same_time(*steps, partial(sweep_often, campaign))
    task = campaign.tasks.get()
    answers = standing_answers(task)
    held = task.assignments.filter(state="held").count()
    assert (task.answered, task.taken) == (len(answers), len(answers) + held)
    assert len({one.rater_id for one in answers}) == len(answers)
    review = Review.objects.filter(task=task).first()
    if review is not None:
        assert review.state == state_of(answers)
        assert sum(one.is_final for one in answers) == (review.state == "settled")


def restless_native(campaign: Campaign, rater: User, number: int) -> None:
    texts = (BETTER, OTHER, BETTER)[number]
    for turn in range(10):
        held = take_next(campaign, language="ara", by=rater)
        if held is not None:
            answer = partial(skip, held.pk, by=rater, reason=SkipReason.OTHER)
            refused_or_none(answer if turn % 4 == 0 else partial(leave, held, texts))
        if turn % 3:
            refused_or_none(partial(undo_last, campaign, by=rater))


def test_two_managers_who_retire_the_last_two_clips_at_once_leave_one() -> None:
    """The second waits for the first clip before it holds its own, so the first can go on."""
    campaign = make_session_campaign()
    recording = Recording.objects.filter(dataset=campaign.dataset).earliest("pk")
    set_gold(recording, naturalness=4, understood=4)
    gold = campaign.dataset.controls.filter(role=ControlRole.GOLD).order_by("pk")
    first, second = (partial(change_control, clip, is_current=False) for clip in gold)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            ControlClip.objects.select_for_update(no_key=True).get(pk=gold[0].pk)
            waiting = start(pool, partial(refused_or_none, second))
            wait_for_blocked_query()
            first()
        assert waiting.result() == "control_needed"
    assert gold.filter(is_current=True).count() == 1
