"""A correction between natives, in one line each."""

from typing import Any

from annotation.enums import CampaignKind, Verdict
from annotation.models import Assignment, Campaign, Correction, Review, Task
from annotation.services.correcting import correct_text
from corpus.models import Translation
from tests.annotation.steps import make_rater, make_text_to_correct, take
from tests.factories import make_campaign

MACHINE = ("ما هذا؟", "هذا جواب.")
BETTER = ("ما هو هذا؟", "هذا جواب.")
OTHER = ("أي شيء هذا؟", "هذا جواب.")


def make_reviewed_campaign(**fields: Any) -> Campaign:
    """About one machine text with a source that the checks have no doubt about."""
    text = make_text_to_correct(*MACHINE)
    text.item.question, text.item.answer = "What is this?", "It is an answer."
    text.item.save()
    fields = {"kind": CampaignKind.CORRECTION, "votes_per_item": 1, **fields}
    return make_campaign(text.dataset, **{"second_reviewer": True, **fields})


def hold(campaign: Campaign) -> Assignment:
    """By a native who has answered nothing yet."""
    return take(campaign, make_rater(campaign.dataset))


def leave(held: Assignment, texts: tuple[str, str], **more: Any) -> Assignment:
    """Sends these texts; the server sees by itself whether they are the machine's."""
    return correct_text(
        held.pk,
        by=held.rater,
        **{"verdict": Verdict.CONFIRMED, "question": texts[0], "answer": texts[1], **more},
    )


def give_up(held: Assignment) -> Assignment:
    return leave(held, ("", ""), verdict=Verdict.UNTRANSLATABLE)


def standing(campaign: Campaign) -> tuple[str, int, int, int]:
    """The review's state, and answered, taken and needed answers of its task."""
    task = Task.objects.get(campaign=campaign)
    state = Review.objects.get(task=task).state
    return state, task.answered, task.taken, task.votes_needed


def current_text(campaign: Campaign) -> tuple[str, str, str]:
    now = Translation.objects.get(dataset=campaign.dataset, language="ara", is_current=True)
    return now.question, now.answer, now.origin


def finals() -> list[tuple[str, bool]]:
    rows = Correction.objects.filter(withdrawn_at=None).order_by("pk")
    return list(rows.values_list("verdict", "is_final"))
