"""What comes of corrections: a second native's reading, and how much work each was."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from annotation.enums import ReviewState, Verdict
from annotation.models.answers import Correction
from annotation.models.campaigns import Campaign
from annotation.models.tasks import Task
from catalog.models import Dataset
from corpus.models import Item


@pghistory.track()
class Review(models.Model):
    """Where the text of one task stands between natives.

    ``Task.votes_needed`` follows: one more than the answers that stand, until it is settled. So
    the queue hands it to one further native at a time, and never to one who answered.
    """

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="review")
    state = models.CharField(max_length=9, choices=ReviewState, default=ReviewState.PROPOSED)
    opened_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["task"], condition=Q(state="disputed"), name="review_disputed")
        ]

    def __str__(self) -> str:
        return f"review of {self.task_id}"


class SettledItem(models.Model):
    """How natives settled an item drawn by lot, once for each campaign, with what it is plotted by.

    Written anew with every answer (`annotation.services.review_counts`), so that a plot reads one
    narrow table; `manage.py recount` proves it.
    """

    correction = models.OneToOneField(
        Correction, on_delete=models.CASCADE, primary_key=True, related_name="settled_item"
    )
    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="+", db_index=False
    )  # settled_by_language begins with it
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    source = models.CharField(max_length=60)
    engine = models.CharField(max_length=60)
    verdict = models.CharField(max_length=16, choices=Verdict)
    settled_on = models.DateField(help_text="of UTC")
    answers = models.PositiveSmallIntegerField(help_text="of natives who read it: 1, 2 or 3")
    overridden = models.BooleanField(help_text="the native set a warning aside")
    is_latest = models.BooleanField(help_text="no other campaign settled it later")

    class Meta:
        indexes = [models.Index(fields=["dataset", "language"], name="settled_by_language")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language"], condition=Q(is_latest=True), name="settled_last_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.item_id}"


class CorrectionEffort(models.Model):
    """How much work a correction was, against the machine's text; see `evaluation.metrics.effort`.

    Question and answer together. In Chinese and Japanese a word is a character.
    """

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, related_name="effort")
    words = models.PositiveIntegerField(help_text="of the corrected text")
    words_added = models.PositiveIntegerField()
    words_removed = models.PositiveIntegerField()
    words_replaced = models.PositiveIntegerField()
    shifted_edits = models.PositiveIntegerField(help_text="where moving a phrase counts as one")
    characters = models.PositiveIntegerField(help_text="of the corrected text")
    character_edits = models.PositiveIntegerField()
    chrf = models.FloatField(help_text="0-100, 100 is unchanged")
    active_s = models.FloatField(help_text="from opening to sending, without hidden time")
    # Such as question.number; see `evaluation.metrics.edit_kinds`.
    kinds = ArrayField(models.CharField(max_length=40), default=list)
    replacements = ArrayField(
        models.TextField(), default=list, help_text="a word and what took its place, by a tab"
    )
    signature = models.CharField(max_length=200, help_text="the rules it was counted by")

    def __str__(self) -> str:
        return f"effort of {self.correction_id}"
