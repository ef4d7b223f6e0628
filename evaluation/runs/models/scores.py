"""Numbers that leaderboards show, each with what it was made from."""

from django.db import models
from django.db.models import Q

from evaluation.runs.models.comparisons import Comparison
from evaluation.runs.models.evaluations import Evaluation


class Score(models.Model):
    """One metric of one evaluation or comparison, in one language or over all.

    Replaced by the sweep whenever answers or judgements were added.
    """

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, null=True, related_name="scores", db_index=False
    )
    comparison = models.ForeignKey(
        Comparison, on_delete=models.CASCADE, null=True, related_name="scores", db_index=False
    )
    metric = models.CharField(max_length=20)
    language = models.CharField(max_length=3, blank=True, help_text="empty: over all")
    target = models.CharField(max_length=3, blank=True, help_text="where it is another")
    value = models.FloatField(null=True, help_text="None: nothing to measure")
    low = models.FloatField(null=True, help_text="of the 95% interval")
    high = models.FloatField(null=True)
    items = models.PositiveIntegerField()
    signature = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict, help_text="counts that the value was made from")
    scored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluation=None) ^ Q(comparison=None), name="score_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["evaluation", "comparison", "metric", "language", "target"],
                nulls_distinct=False,
                name="one_score",
            ),
        ]
        indexes = [models.Index(fields=["comparison"], name="score_comparison")]

    def __str__(self) -> str:
        return f"{self.metric} {self.value}"


class PairCounts(models.Model):
    """What was counted of a system's answers in one language pair, so that it is counted once."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, related_name="counts", db_index=False
    )  # one_count_per_pair begins with it
    language = models.CharField(max_length=3)
    target = models.CharField(max_length=3)
    made_from = models.CharField(max_length=64, help_text="SHA-256 of which answers, and how")
    numbers = models.BinaryField(help_text="as scoring.packing writes them")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "language", "target"], name="one_count_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}-{self.target} of {self.evaluation_id}"
