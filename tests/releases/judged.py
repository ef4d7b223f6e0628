"""Versions of items as people judged them, for the tests of verified splits."""

from datetime import timedelta
from typing import Any

from django.db.models import F

from accounts.models import User
from annotation.enums import CampaignKind, Verdict
from annotation.models import Assignment, Campaign
from annotation.services.assigning import take_next
from annotation.services.correcting import correct_text
from catalog.models import Dataset
from corpus.models import Recording, Translation
from tests.annotation.steps import make_rater, rate
from tests.factories import make_campaign, make_item, make_recording, make_translation


def make_version(dataset: Dataset, language: str = "ara", **fields: Any) -> Recording:
    text = make_translation(make_item(dataset, **fields), language=language)
    return make_recording(text, duration_s=0.4)


def judge_text(text: Translation, verdict: Verdict, **changes: str) -> Assignment:
    campaign = make_campaign(
        text.dataset,
        kind=CampaignKind.CORRECTION,
        votes_per_item=1,
        languages=[text.language],
    )
    campaign.tasks.exclude(translation=text).delete()
    rater = make_rater(text.dataset, text.language)
    held = take_next(campaign, language=text.language, by=rater)
    assert held is not None
    texts = {"question": text.question, "answer": text.answer, **changes}
    question, answer = texts["question"], texts["answer"]
    return correct_text(
        held.pk,
        by=rater,
        verdict=verdict,
        question=question,
        answer=answer,
        override_reason="it is right",
    )


def vote(campaign: Campaign, *scores: tuple[int, int], language: str = "ara") -> None:
    """One rater each; a rater votes on every clip of the campaign."""
    for naturalness, understood in scores:
        rater = make_rater(campaign.dataset, language)
        while held := take_next(campaign, language=language, by=rater):
            _let_pass(rater, timedelta(minutes=1))
            rate(held, naturalness, understood)


def _let_pass(rater: User, time: timedelta) -> None:
    """As if it had passed: clips are heard one by one, each as long as it lasts."""
    moments = ("opened_at", "earliest_end_at")
    rater.assignments.update(**{name: F(name) - time for name in moments})
