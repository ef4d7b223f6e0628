"""What natives do with a translation: confirm, correct, or say that it can't be translated."""

from collections.abc import Sequence
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from annotation.consensus import READERS
from annotation.enums import AssignmentState, ReviewState, Verdict
from annotation.errors import (
    AssignmentAnsweredError,
    AssignmentMissingError,
    CorrectionInvalidError,
)
from annotation.models import Assignment, Correction, Task
from annotation.services.assigning import hold_again, lock_assignment
from annotation.services.closing import end_assignment, refuse_withdrawn, seconds_taken
from annotation.services.drafts import Texts, override, require_sound
from annotation.services.playback import Playback, log_playback
from annotation.services.review_counts import counting_reviews
from annotation.services.reviewing import (
    agree,
    check_shown,
    follow_answers,
    require_last,
    standing_answers,
    state_of,
)
from corpus.models import Translation
from generation.corrections import correct_translation, hold_current, restore_translation
from generation.results import FIELDS


class Beside(TypedDict, total=False):
    """What comes with a verdict and its texts."""

    override_reason: str
    """Why what the automatic checks doubt is right all the same."""
    playback: Sequence[Playback]
    """What the page said since the text was handed out, such as when it was hidden."""
    key: UUID | None
    """Drawn by the browser for this answer, so that it counts once however often it comes."""
    took_s: float | None
    """Seconds by the browser's clock, believed as far as the server's allows."""


def correct_text(
    assignment_id: int,
    *,
    by: User,
    verdict: Verdict,
    question: str,
    answer: str,
    **beside: Unpack[Beside],
) -> Assignment:
    """Stores a verdict on a translation; a changed text becomes the current one.

    In a campaign with a second reviewer it does so once two natives agree, or a third has
    spoken. A text that was changed counts as corrected even if "it's correct" was pressed.
    Sending the same verdict and texts again changes nothing. Texts are as the rater leaves them,
    and of no matter where nothing can be translated.

    Raises:
        CorrectionInvalidError: a text is empty or holds what no text may hold, or nothing
            was changed.
        OverrideNeededError: the checks doubt what was typed, and no reason is given.
        AssignmentAnsweredError: another verdict stands already.
        AnswerWithdrawnError: this very answer was taken back.
        ReviewChangedError: the other native's text is no longer the one that was shown.
        TextReplacedError: the text was changed or made again meanwhile.
    """
    texts = Texts(question, answer) if verdict != Verdict.UNTRANSLATABLE else Texts("", "")
    with transaction.atomic():
        assignment = lock_assignment(assignment_id, by=by)
        if assignment.task.translation_id is None:
            raise AssignmentMissingError
        refuse_withdrawn(assignment, assignment.corrections.all(), beside.get("key"))
        if assignment.state == AssignmentState.ANSWERED:
            _require_same(assignment, verdict, texts)
        else:
            store_correction(assignment, verdict, texts, **beside)
    return assignment


def store_correction(
    assignment: Assignment, verdict: Verdict, texts: Texts, **beside: Unpack[Beside]
) -> Correction:
    """The assignment is locked, and not answered. Raises as `correct_text`."""
    machine = assignment.task.translation
    if machine is None:
        raise AssignmentMissingError
    hold_again(assignment)
    others = standing_answers(assignment.task)
    check_shown(assignment, others)
    correction = Correction(
        assignment=assignment,
        rater=assignment.rater,
        translation=machine,
        verdict=verdict,
        question=texts.question,
        answer=texts.answer,
        override_reason=beside.get("override_reason", "").strip(),
        seconds=seconds_taken(assignment, beside.get("took_s")),
        key=beside.get("key"),
    )
    if verdict != Verdict.UNTRANSLATABLE:
        _judge(correction, texts, others)
    _conclude(correction, others)
    log_playback(assignment, beside.get("playback", ()))
    end_assignment(assignment)
    return correction


def _require_same(assignment: Assignment, verdict: Verdict, texts: Texts) -> None:
    standing = assignment.corrections.get(withdrawn_at=None)
    gone = Verdict.UNTRANSLATABLE
    same = (standing.question, standing.answer) == texts
    if not same or (gone in {standing.verdict, verdict} and standing.verdict != verdict):
        raise AssignmentAnsweredError


def _judge(correction: Correction, texts: Texts, others: Sequence[Correction]) -> None:
    """Checks the texts, and says by them what the verdict is."""
    machine = correction.translation
    warnings = require_sound(machine.item, texts, machine.language)
    known = [_texts(machine), *(_texts(one) for one in others)]
    # Who has the last word may say what stands there already.
    is_last_word = len(others) >= READERS
    if correction.verdict == Verdict.CORRECTED and not is_last_word and texts == known[-1]:
        raise CorrectionInvalidError("Nothing was changed. If it is right, confirm it.")
    typed = [f for f in FIELDS if getattr(texts, f) not in {getattr(one, f) for one in known}]
    correction.overridden = override(warnings, typed, correction.override_reason)
    is_machines = texts == _texts(machine)
    correction.verdict = Verdict.CONFIRMED if is_machines else Verdict.CORRECTED


def _texts(of: Translation | Correction) -> Texts:
    return Texts(of.question, of.answer)


def _conclude(correction: Correction, others: Sequence[Correction]) -> None:
    """Stores it; where it settles the text, that becomes the current one."""
    with counting_reviews(correction.translation):
        _settle(correction, others)


def _settle(correction: Correction, others: Sequence[Correction]) -> None:
    task, answers = correction.assignment.task, [*others, correction]
    reviewed = task.campaign.second_reviewer
    correction.is_final = not reviewed or state_of(answers) == ReviewState.SETTLED
    if correction.is_final and any(
        one.verdict == Verdict.CONFIRMED and agree(one, correction) for one in others
    ):
        correction.verdict = Verdict.CONFIRMED  # but for blanks it is the machine's text
    if correction.is_final and correction.verdict == Verdict.CORRECTED:
        correction.corrected = _make_current(correction, answers)
    else:
        hold_current(correction.translation)
    correction.save()
    if reviewed:
        follow_answers(task, answers)


def _make_current(correction: Correction, answers: Sequence[Correction]) -> Translation:
    """By whoever wrote it first: who confirms another's text is not its author."""
    old = correction.translation
    writer = next(one for one in answers if agree(one, correction))
    new = correct_translation(old, question=writer.question, answer=writer.answer, by=writer.rater)
    turn_listening_tasks(old, new)
    return new


def withdraw_correction(correction: Correction, task: Task) -> None:
    """Takes it back; where it had become the current text, the earlier one is again.

    Raises:
        ReviewBegunError: another native has read it, or reads it now.
        TextReplacedError: someone changed the corrected text meanwhile.
    """
    if task.campaign.second_reviewer:
        require_last(correction, task)
    with counting_reviews(correction.translation):
        _withdraw(correction, task)


def _withdraw(correction: Correction, task: Task) -> None:
    Correction.objects.filter(pk=correction.pk).update(withdrawn_at=timezone.now())
    if correction.corrected is not None:
        restore_translation(correction.translation, instead_of=correction.corrected)
        turn_listening_tasks(correction.translation, correction.corrected)
        task.is_open = True
    if task.campaign.second_reviewer:
        follow_answers(task, standing_answers(task))


def turn_listening_tasks(*texts: Translation) -> None:
    """Opens what plays current words, closes the rest: votes on it say nothing any more."""
    tasks = Task.objects.filter(recording__translation__in=texts)
    current = Q(recording__is_current=True, recording__translation__is_current=True)
    tasks.filter(current, is_open=False).update(is_open=True)
    tasks.exclude(current).filter(is_open=True).update(is_open=False)
