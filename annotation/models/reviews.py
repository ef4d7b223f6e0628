"""What comes of corrections: a second native's reading, and how much work each was."""

import pghistory
from django.db import models
from django.db.models import Q

from annotation.enums import ReviewState
from annotation.models.answers import Correction
from annotation.models.tasks import Task


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
    signature = models.CharField(max_length=200, help_text="the rules it was counted by")

    def __str__(self) -> str:
        return f"effort of {self.correction_id}"
