"""Qualification, environment check and training: questions with clips, answered at once."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from annotation.clock import elapsed_s
from annotation.enums import ALLOWED_TRIAL, Asks, ControlRole, Step, TrialKind, TrialState
from annotation.errors import (
    MaterialMissingError,
    TrialInvalidError,
    TrialMissingError,
    TrialTooFastError,
)
from annotation.models import Campaign, ControlClip, Trial
from annotation.services.controls import NUMBERS, ensure_controls
from annotation.services.path import require_step
from annotation.services.protocols import protocol_of
from common.states import move_row
from corpus.models import Recording

LISTENING, READING, CHOICES = 3, 2, 4
TONES, SPOKEN_NUMBERS = 3, 2
TONE_CHOICES = ["1", "2", "3"]
MATERIAL = 400
"""So many items are looked at to draw a qualification from."""
SCORES = range(1, 6)


@dataclass(frozen=True)
class Question:
    """``sha256`` is empty where there is nothing to hear; ``expected`` None where any will do."""

    sha256: str
    duration_s: float
    text: str
    choices: list[str]
    expected: int | None


def start_trial(campaign: Campaign, *, language: str, by: User, kind: TrialKind) -> Trial:
    """The open one, else a new one: asking again draws no easier questions.

    Raises:
        StepDueError: it isn't this trial's turn, or its tries are used up.
        MaterialMissingError, ControlsMissingError: the dataset has too little to ask about.
    """
    require_step(Step(kind.value), campaign, language=language, rater=by)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        mine = {"rater": by, "campaign": campaign, "language": language, "kind": kind}
        known = Trial.objects.filter(**mine, state=TrialState.OPEN).first()
        if known is not None:
            return known
        questions = make_questions(campaign, language, kind, Random())  # noqa: S311 - a draw
        return Trial.objects.create(**mine, questions=[asdict(one) for one in questions])


def finish_trial(trial_id: int, *, by: User, answers: Sequence[int]) -> Trial:
    """Compares; a training is passed when every clip has a score.

    Args:
        trial_id: an open one of this rater.
        by: the rater.
        answers: the number of the choice, from 0, for each question; in a training a score, 1-5.

    Raises:
        TrialMissingError: no such open trial of this rater.
        TrialInvalidError: not one possible answer for each question.
        TrialTooFastError: less time passed than the clips last.
    """
    with transaction.atomic():
        trial = Trial.objects.select_for_update().filter(pk=trial_id, rater=by).first()
        if trial is None or trial.state != TrialState.OPEN:
            raise TrialMissingError
        questions = [Question(**row) for row in trial.questions]
        _check_answers(questions, answers)
        _check_time(trial, questions)
        right = [q.expected in {None, answer} for q, answer in zip(questions, answers, strict=True)]
        score = sum(right) / len(right)
        passed = score >= _pass_mark(trial)
        move_row(
            trial,
            TrialState.PASSED if passed else TrialState.FAILED,
            allowed=ALLOWED_TRIAL,
            answers=list(answers),
            score=score,
            ended_at=timezone.now(),
        )
    return trial


def _pass_mark(trial: Trial) -> float:
    protocol = protocol_of(trial.campaign)
    marks = {
        TrialKind.QUALIFICATION: protocol.qualification_pass_mark,
        TrialKind.ENVIRONMENT: protocol.environment_pass_mark,
        TrialKind.TRAINING: 0.0,
    }
    return marks[TrialKind(trial.kind)]


def _check_answers(questions: Sequence[Question], answers: Sequence[int]) -> None:
    if len(answers) != len(questions):
        problem = f"there are {len(questions)} questions and {len(answers)} answers"
        raise TrialInvalidError(f"Answers: {problem}.", details={"answers": [problem]})
    for number, (question, answer) in enumerate(zip(questions, answers, strict=True), 1):
        possible = range(len(question.choices)) if question.choices else SCORES
        if answer not in possible:
            problem = f"number {number} must be from {possible[0]} to {possible[-1]}"
            raise TrialInvalidError(f"Answers: {problem}.", details={"answers": [problem]})


def _check_time(trial: Trial, questions: Sequence[Question]) -> None:
    needed_s = sum(question.duration_s for question in questions)
    if elapsed_s(trial.started_at, timezone.now()) < needed_s:
        raise TrialTooFastError(needed_s)


def make_questions(
    campaign: Campaign, language: str, kind: TrialKind, dice: Random
) -> list[Question]:
    return _MAKERS[kind](campaign, language, dice)


def _qualify(campaign: Campaign, language: str, dice: Random) -> list[Question]:
    """Which words were said, and which answer belongs to a question, in the platform's own texts.

    Nothing that the campaign asks about: who has read a text hears it better than it is.
    """
    clips = Recording.objects.filter(
        dataset=campaign.dataset,
        language=language,
        is_current=True,
        translation__is_current=True,
        translation__item__source__sensitive=False,
    ).exclude(translation__item__in=campaign.sample.values("item"))
    found = clips.select_related("translation").order_by("pk")[:MATERIAL]
    distinct = list({clip.translation.question: clip for clip in found}.values())
    needed = max(LISTENING + READING, CHOICES)
    if len(distinct) < needed:
        raise MaterialMissingError(language, needed, len(distinct))
    asked = dice.sample(distinct, LISTENING + READING)
    heard = [_ask_words(clip, distinct, dice) for clip in asked[:LISTENING]]
    return heard + [_ask_answer(clip, distinct, dice) for clip in asked[LISTENING:]]


def _ask_words(clip: Recording, others: Sequence[Recording], dice: Random) -> Question:
    right = clip.translation.question
    choices = _mix(right, [other.translation.question for other in others], dice)
    return Question(clip.sha256, clip.duration_s, "", choices, choices.index(right))


def _ask_answer(clip: Recording, others: Sequence[Recording], dice: Random) -> Question:
    right = clip.translation.answer
    choices = _mix(right, [other.translation.answer for other in others], dice)
    return Question("", 0.0, clip.translation.question, choices, choices.index(right))


def _mix(right: str, others: Sequence[str], dice: Random) -> list[str]:
    wrong = sorted({text for text in others if text != right})
    choices = [right, *dice.sample(wrong, min(CHOICES - 1, len(wrong)))]
    dice.shuffle(choices)
    return choices


def what_is_asked(question: Question) -> Asks:
    if not question.choices:
        return Asks.SCORE
    if not question.sha256:
        return Asks.ANSWER
    if question.choices == TONE_CHOICES:
        return Asks.TONE
    numbers = [str(number) for number in NUMBERS]
    return Asks.NUMBER if question.choices == numbers else Asks.WORDS


def ladder(clips: int) -> list[int]:
    """The score each training clip stands for: from the worst to the best, in even steps."""
    steps = max(1, clips - 1)
    return [round(SCORES[0] + (SCORES[-1] - SCORES[0]) * place / steps) for place in range(clips)]


def _check_headphones(campaign: Campaign, language: str, dice: Random) -> list[Question]:
    """Tones may repeat, else the last would follow from the others."""
    clips = ensure_controls(campaign, language, ControlRole.ENVIRONMENT)
    tones = [clip for clip in clips if clip.name.startswith("tones")]
    numbers = [clip for clip in clips if clip not in tones]
    asked = [_ask_choice(clip, TONE_CHOICES) for clip in dice.choices(tones, k=TONES)]
    drawn = dice.sample(numbers, min(SPOKEN_NUMBERS, len(numbers)))
    return asked + [_ask_choice(clip, [str(number) for number in NUMBERS]) for clip in drawn]


def _train(campaign: Campaign, language: str, dice: Random) -> list[Question]:
    """From worst to best, as the ladder was made."""
    clips = ensure_controls(campaign, language, ControlRole.TRAINING)
    return [_ask_choice(clip, []) for clip in clips]


def _ask_choice(clip: ControlClip, choices: list[str]) -> Question:
    return Question(clip.sha256, clip.duration_s, "", choices, clip.choice)


_MAKERS: dict[TrialKind, Callable[[Campaign, str, Random], list[Question]]] = {
    TrialKind.QUALIFICATION: _qualify,
    TrialKind.ENVIRONMENT: _check_headphones,
    TrialKind.TRAINING: _train,
}
