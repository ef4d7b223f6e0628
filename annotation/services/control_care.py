"""Looking after the clips whose answer is known: what they are to be scored, and which are used."""

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Abs

import languages
from annotation.enums import ControlRole
from annotation.errors import ControlInvalidError, ControlNeededError
from annotation.models import Campaign, ControlClip
from annotation.services.controls import ensure_controls
from annotation.statistics.screening import SCREENED
from catalog.models import Dataset
from corpus.models import Recording

MANAGED_ROLES = (ControlRole.GOLD, ControlRole.TRAP, ControlRole.TRAINING)
"""Tones and numbers of the environment check are right by construction."""


def controls_with_answers(campaign: Campaign) -> QuerySet[ControlClip]:
    """Those of the campaign's dataset and languages, with ``answers`` and how many were far off.

    Answers are those of all campaigns of the dataset, which share their clips.
    """
    ratings = "tasks__assignments__ratings"
    stands = Q(**{f"{ratings}__withdrawn_at": None, f"{ratings}__isnull": False})
    clips = campaign.dataset.controls.filter(
        role__in=MANAGED_ROLES, language__in=campaign.languages
    )
    return clips.alias(
        natural_gap=Abs(F(f"{ratings}__naturalness") - F("naturalness")),
        understood_gap=Abs(F(f"{ratings}__understood") - F("understood")),
    ).annotate(
        answers=Count(ratings, filter=stands), far_off=Count(ratings, filter=stands & _is_far_off())
    )


def _is_far_off() -> Q:
    """As screening has it."""
    most = SCREENED.most_gold_off
    if most is None:
        return Q(pk__in=[])
    return Q(natural_gap__gt=most) | Q(understood_gap__gt=most)


def find_voice(dataset: Dataset, *, item: str, language: str) -> Recording:
    """The current recording of an item by its id, to be made gold.

    Raises:
        ControlInvalidError: there is no such item, or it has no voice in the language.
    """
    recording = Recording.objects.filter(
        dataset=dataset,
        translation__item__external_id=item,
        translation__is_current=True,
        language=language,
        is_current=True,
    ).first()
    if recording is None:
        problem = f"No item of this id has a voice in {languages.get(language).name}."
        raise ControlInvalidError(problem, details={"item": [problem]})
    return recording


def prepare_controls(campaign: Campaign, language: str) -> None:
    """Those that raters of the language would need, made now where there are none.

    Raises:
        ControlsMissingError: the language has no recording to make them from.
    """
    for role in MANAGED_ROLES:
        ensure_controls(campaign, language, role)


def change_control(
    clip: ControlClip,
    *,
    naturalness: int | None = None,
    understood: int | None = None,
    is_current: bool | None = None,
) -> ControlClip:
    """Sets the known scores of gold, or whether a clip is used; answers to it stay.

    Raises:
        ControlInvalidError: its scores aren't a manager's to set.
        ControlNeededError: it is the last one in use.
    """
    with transaction.atomic():
        clip = _lock(clip)
        scores = {"naturalness": naturalness, "understood": understood}
        if sent := [scale for scale, score in scores.items() if score is not None]:
            _refuse_scores(clip, sent)
            clip.naturalness = naturalness or clip.naturalness
            clip.understood = understood or clip.understood
        if is_current is not None:
            if not is_current:
                _refuse_last(clip)
            clip.is_current = is_current
        clip.save(update_fields=["naturalness", "understood", "is_current"])
    return clip


def _refuse_scores(clip: ControlClip, sent: list[str]) -> None:
    if clip.role != ControlRole.GOLD:
        raise ControlInvalidError(
            "Only gold has scores to set: a trap says its own, and training clips stand in order.",
            details={scale: ["is for gold alone"] for scale in sent},
        )


def _lock(clip: ControlClip) -> ControlClip:
    """As it is now, with those beside it, so that two managers can't retire the last two at once.

    All in one order, whichever was asked for: neither waits for what the other has.
    """
    beside = _beside(clip).order_by("pk").select_for_update(no_key=True)
    return next(one for one in beside if one.pk == clip.pk)


def _refuse_last(clip: ControlClip) -> None:
    if not _beside(clip).filter(is_current=True).exclude(pk=clip.pk).exists():
        raise ControlNeededError(clip.role)


def _beside(clip: ControlClip) -> QuerySet[ControlClip]:
    """Itself, and what stands in for it."""
    return ControlClip.objects.filter(
        dataset=clip.dataset_id, language=clip.language, role=clip.role
    )
