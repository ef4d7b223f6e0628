"""Answers that were given elsewhere, in Label Studio: judged like any other, but for the listening.

Nobody handed the task out here, so there is no lease, and no player told that the clip was heard:
which campaign an answer belongs to says so. It is believed when it was given, and how long it took.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from accounts.errors import LanguageNotSpokenError
from accounts.models import User
from annotation.enums import AssignmentState, CampaignState, Verdict
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    AssignmentTakenError,
    CampaignClosedError,
    SubjectReplacedError,
)
from annotation.models import Assignment, Correction, Rating, Task
from annotation.services.answering import store_rating, withdraw_answer
from annotation.services.assigning import hand_out, move_assignment
from annotation.services.correcting import store_correction
from annotation.services.drafts import Texts
from annotation.services.rows import lock_row


def take_rating(  # noqa: PLR0913 - one keyword for each field of the answer
    task: Task, *, by: User, naturalness: int, understood: int, seconds: float, given_at: datetime
) -> Rating:
    """A vote on a clip, both scores 1-5.

    Raises:
        LanguageNotSpokenError: the rater's profile doesn't list the language.
        AssignmentMissingError: the rater may not rate in this dataset.
        CampaignClosedError: it was given after the campaign was closed.
        AssignmentAnsweredError: this rater has answered it.
        AssignmentTakenError: enough others have.
        SubjectReplacedError: the text or the recording is no longer the current one.
    """
    with _in_hands(task, by, seconds, given_at) as assignment:
        return store_rating(assignment, naturalness, understood, took_s=seconds)


def take_correction(  # noqa: PLR0913 - one keyword for each field of the answer
    task: Task,
    *,
    by: User,
    verdict: Verdict,
    texts: Texts,
    reason: str,
    seconds: float,
    given_at: datetime,
) -> Correction:
    """A verdict on a translation. Raises as `take_rating`, and as `correct_text`."""
    given = Texts("", "") if verdict == Verdict.UNTRANSLATABLE else texts
    with _in_hands(task, by, seconds, given_at) as assignment:
        return store_correction(assignment, verdict, given, override_reason=reason, took_s=seconds)


def take_back(answer: Rating | Correction) -> None:
    """Its rater deleted or changed it where it was given.

    Raises:
        TextReplacedError: someone changed the corrected text meanwhile.
    """
    with transaction.atomic():
        Task.objects.select_for_update().get(assignments=answer.assignment_id)
        answered = Assignment.objects.filter(pk=answer.assignment_id)
        assignment = answered.select_related("task__campaign", "rater").get()
        withdraw_answer(assignment)
        for state in (AssignmentState.HELD, AssignmentState.EXPIRED):
            move_assignment(assignment, state)


@contextmanager
def _in_hands(task: Task, rater: User, seconds: float, given_at: datetime) -> Iterator[Assignment]:
    with transaction.atomic():
        locked = Task.objects.select_for_update().select_related(None).get(pk=task.pk)
        locked.campaign = task.campaign
        _check(locked, rater, given_at)
        assignment = hand_out(locked, rater)
        Assignment.objects.filter(pk=assignment.pk).update(
            opened_at=given_at - timedelta(seconds=seconds)
        )
        held = lock_row(assignment.pk, rater)
        if held is None or not rater.rates:
            raise AssignmentMissingError
        yield held


def _check(task: Task, rater: User, given_at: datetime) -> None:
    if not rater.spoken_languages.filter(language=task.language).exists():
        raise LanguageNotSpokenError(task.language)
    campaign = task.campaign
    if campaign.state == CampaignState.CLOSED and (
        campaign.closed_at is None or given_at > campaign.closed_at
    ):
        raise CampaignClosedError
    if task.assignments.filter(rater=rater, state=AssignmentState.ANSWERED).exists():
        raise AssignmentAnsweredError
    if not task.is_open:
        raise SubjectReplacedError
    if task.taken >= task.votes_needed:
        raise AssignmentTakenError
