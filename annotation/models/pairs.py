"""Two answers to one spoken question, to be chosen between; where they come from is not known here.

Evaluation hands pairs over as plain data and finds its own answers again by ``key`` and
``reference``, which no rater is shown.
"""

from typing import Any

from django.db import models

from annotation.models.campaigns import Campaign


class AnswerPair(models.Model):
    """One question of a preference campaign, in one language, with both answers.

    Written once, never changed. ``sha256`` is the question as raters hear it, a recording of the
    dataset. Which text is the first says nothing about what stands first on a rater's page: that
    is drawn for each of them.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="pairs", db_index=False
    )  # one_pair_per_key begins with it
    key = models.CharField(max_length=200, help_text="by which its owner knows it")
    cluster = models.CharField(
        max_length=200, help_text="what its votes depend on together, such as the source item"
    )
    language = models.CharField(max_length=3)
    question = models.TextField()
    sha256 = models.CharField(max_length=64)
    duration_s = models.FloatField()
    sensitive = models.BooleanField(default=False, help_text="raters are warned of the question")
    first_text = models.TextField(blank=True)
    second_text = models.TextField(blank=True)
    reference: models.JSONField[Any] = models.JSONField(
        default=dict, help_text="the owner's own; of no meaning here"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="one_pair_per_key"),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk} ({self.language})"
