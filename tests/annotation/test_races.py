"""Raters at the same moment, each over a database connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.enums import SessionState, SkipReason, Verdict
from annotation.models import Assignment, Campaign, Correction, Rating, Task
from annotation.services.answering import correct_text, note_heard, rate_recording, skip, undo_last
from annotation.services.assigning import expire_assignments, take_next
from annotation.services.campaigns import refresh_tasks
from annotation.tasks import sweep
from common.errors import StudioError
from tests.annotation.path_steps import begin, join, make_session_campaign, slots
from tests.annotation.steps import correction_of, make_rater, make_text_to_correct, rate, take
from tests.factories import make_campaign, make_dataset, make_voiced_item
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
        note_heard(assignment.pk, by=rater, listened_s=1)
        rate_recording(assignment.pk, by=rater, naturalness=3, understood=3)
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
    note_heard(held.pk, by=held.rater, listened_s=1)
    send = partial(rate_recording, held.pk, by=held.rater, naturalness=4, understood=4)
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
