"""What raters do with a pair: hear the question, read both answers, choose the better one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from annotation.enums import PairOrder, Preferred, ShownChoice
from annotation.errors import AssignmentMissingError
from annotation.models import AnswerPair, Assignment, Preference
from annotation.services.answering import judge_heard
from annotation.services.closing import seconds_taken
from annotation.services.playback import Playback


@dataclass(frozen=True)
class _Choosing:
    """See `annotation.services.answering.Judging`."""

    choice: ShownChoice

    def clip_of(self, assignment: Assignment) -> AnswerPair | None:
        return assignment.task.pair

    def given(self, assignment: Assignment) -> QuerySet[Preference]:
        return assignment.preferences.all()

    def repeats(self, assignment: Assignment) -> bool:
        standing = assignment.preferences.get(withdrawn_at=None)
        return standing.choice == as_preferred(self.choice, standing.order_shown)

    def store(self, assignment: Assignment, key: UUID | None, took_s: float | None) -> None:
        pair = assignment.task.pair
        if pair is None:
            raise AssignmentMissingError
        Preference.objects.create(
            assignment=assignment,
            rater=assignment.rater,
            pair=pair,
            choice=as_preferred(self.choice, assignment.order_shown),
            order_shown=assignment.order_shown,
            seconds=seconds_taken(assignment, took_s),
            key=key,
        )


def prefer_answer(  # noqa: PLR0913 - one keyword for each field of the answer
    assignment_id: int,
    *,
    by: User,
    choice: ShownChoice,
    playback: Sequence[Playback] = (),
    key: UUID | None = None,
    took_s: float | None = None,
) -> Assignment:
    """Stores which answer is the better one, once the question was heard to its end.

    ``choice`` is by the order that this rater was shown, which never changes for an assignment:
    an answer that was kept while offline means what it meant. The rest is as for
    `annotation.services.answering.rate_recording`, and so are its errors.
    """
    judging = _Choosing(ShownChoice(choice))
    return judge_heard(assignment_id, judging, by=by, playback=playback, key=key, took_s=took_s)


def as_preferred(choice: ShownChoice, order: str) -> Preferred:
    """The pair's own first or second."""
    if choice == ShownChoice.TIE:
        return Preferred.TIE
    stood_first = choice == ShownChoice.A
    is_straight = order == PairOrder.STRAIGHT
    return Preferred.FIRST if stood_first == is_straight else Preferred.SECOND


def shown_texts(assignment: Assignment) -> list[str]:
    """Both answers as this rater is shown them: A, then B."""
    pair = assignment.task.pair
    if pair is None:
        raise AssignmentMissingError
    texts = [pair.first_text, pair.second_text]
    return texts if assignment.order_shown == PairOrder.STRAIGHT else texts[::-1]
