"""A manager has the last word where two natives disagree and no third is at hand."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from annotation.enums import AssignmentState, ReviewState, Verdict
from annotation.errors import AdjudicatorTookPartError, AssignmentTakenError, ReviewMissingError
from annotation.models import Assignment, Campaign, Correction, Task
from annotation.services.assigning import hand_out
from annotation.services.correcting import correct_text


def settle_review(  # noqa: PLR0913 - one keyword for each field of the answer
    review_id: int,
    *,
    by: User,
    verdict: Verdict,
    question: str,
    answer: str,
    override_reason: str = "",
    key: UUID | None = None,
) -> Assignment:
    """Picks one of the two texts, or writes the final one. Raises also what `correct_text` does.

    The same answer, by its key, sent again changes nothing.

    Raises:
        ReviewMissingError: there is no such dispute, or no longer.
        AdjudicatorTookPartError: the manager gave one of the two answers.
        AssignmentTakenError: a third native reads it right now.
    """
    with transaction.atomic():
        disputed = Task.objects.filter(
            campaign__in=Campaign.objects.visible_to(by),
            is_open=True,
            review__pk=review_id,
            review__state=ReviewState.DISPUTED,
        )
        task = disputed.select_for_update(of=("self",)).first()
        # With the lock: the first of two that come together has settled it meanwhile.
        if key is not None and (sent := _sent_before(review_id, by, key)):
            return sent
        if task is None:
            raise ReviewMissingError
        return correct_text(
            _take(task, by).pk,
            by=by,
            verdict=verdict,
            question=question,
            answer=answer,
            override_reason=override_reason,
            key=key,
        )


def _sent_before(review_id: int, by: User, key: UUID) -> Assignment | None:
    return Assignment.objects.filter(
        task__review=review_id,
        task__campaign__in=Campaign.objects.visible_to(by),
        corrections__in=Correction.objects.filter(rater=by, key=key, withdrawn_at=None),
    ).first()


def _take(task: Task, by: User) -> Assignment:
    mine = Assignment.objects.filter(task=task, rater=by).first()
    if mine is not None and mine.state == AssignmentState.ANSWERED:
        raise AdjudicatorTookPartError
    if mine is not None and mine.state == AssignmentState.HELD:
        return mine
    if task.taken >= task.votes_needed:
        raise AssignmentTakenError
    return hand_out(task, by)
