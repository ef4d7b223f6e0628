"""A second native reads a correction; where the two disagree, a third has the last word.

One answer after the other, each by another person: the task asks for one more until its text is
settled. The states are in `annotation.enums.ALLOWED_REVIEW`, and nothing else moves them.
"""

import unicodedata
from collections.abc import Sequence

from django.utils import timezone

from annotation.consensus import READERS
from annotation.enums import ALLOWED_REVIEW, ReviewState, Verdict
from annotation.errors import ReviewBegunError, ReviewChangedError
from annotation.models import Assignment, Correction, Review, Task
from common.states import move_row


def standing_answers(task: Task) -> list[Correction]:
    """In the order in which they were given."""
    given = Correction.objects.filter(assignment__task=task, withdrawn_at=None)
    return list(given.select_related("rater").order_by("pk"))


def last_answer(task: Task) -> Correction | None:
    """What the next native is shown beside the machine's text."""
    if task.translation_id is None or task.answered == 0:
        return None
    return standing_answers(task)[-1]


def shown_answers(assignment: Assignment) -> list[Correction]:
    """What this native was shown of others, when it was handed out."""
    if assignment.reviews_id is None:
        return []
    return [one for one in standing_answers(assignment.task) if one.pk <= assignment.reviews_id]


def check_shown(assignment: Assignment, answers: Sequence[Correction]) -> None:
    """Raises ReviewChangedError where other answers stand than this native was shown."""
    if assignment.reviews_id != (answers[-1].pk if answers else None):
        raise ReviewChangedError


def state_of(answers: Sequence[Correction]) -> ReviewState:
    """Where standing answers, in their order, put a review."""
    if not answers:
        return ReviewState.WITHDRAWN
    if len(answers) == 1:
        return ReviewState.PROPOSED
    agreed = len(answers) > READERS or agree(*answers)
    return ReviewState.SETTLED if agreed else ReviewState.DISPUTED


def agree(one: Correction, other: Correction) -> bool:
    """Whether two natives leave the same text; how blanks and accents are encoded is no matter."""
    if Verdict.UNTRANSLATABLE in {one.verdict, other.verdict}:
        return one.verdict == other.verdict
    return _folded(one) == _folded(other)


def _folded(correction: Correction) -> list[str]:
    texts = (correction.question, correction.answer)
    return [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]


def follow_answers(task: Task, answers: Sequence[Correction]) -> ReviewState:
    """Moves the review to where the standing answers put it. The task is locked by the caller."""
    state = state_of(answers)
    settled = state == ReviewState.SETTLED
    review, _ = Review.objects.get_or_create(task=task, defaults={"state": state})
    if review.state != state:
        ended = timezone.now() if settled else None
        move_row(review, state, allowed=ALLOWED_REVIEW, settled_at=ended)
    task.votes_needed = len(answers) + (0 if settled else 1)
    task.save(update_fields=["votes_needed"])
    return state


def require_last(correction: Correction, task: Task) -> None:
    """Raises ReviewBegunError where another native has read it, or reads it now."""
    if task.taken > task.answered or standing_answers(task)[-1].pk != correction.pk:
        raise ReviewBegunError
