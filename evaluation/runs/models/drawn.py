"""What takes so many draws that the sweep finds it, and nobody waits for it."""

from datetime import datetime, timedelta

from django.db import models

from evaluation.runs.models.comparisons import Comparison
from evaluation.runs.models.evaluations import Evaluation

_REST = 20
"""So many times as long as it took it stays as it is, however often what it is made of changes."""


class Drawn(models.Model):
    found = models.JSONField(default=list, help_text="as REST tells it")
    made_at = models.DateTimeField(null=True, help_text="when what it was made of was read")
    seconds = models.FloatField(default=0.0, help_text="that it took")

    class Meta:
        abstract = True

    def rests(self, now: datetime) -> bool:
        """Whether it was made too lately to be made again."""
        return self.made_at is not None and now - self.made_at < timedelta(
            seconds=_REST * self.seconds
        )


class SystemDifference(Drawn):
    """How far scores of two systems on one benchmark differ; there once somebody asked for it."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, related_name="differences", db_index=False
    )  # one_difference begins with it
    baseline = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "baseline"], name="one_difference")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} less {self.baseline_id}"

    @property
    def is_scored(self) -> bool:
        """Whether it holds all answers that are there."""
        return self.made_at is not None and all(
            one.changes == one.scored_changes
            and one.scored_at is not None
            and one.scored_at <= self.made_at
            for one in (self.evaluation, self.baseline)
        )


class Opinions(Drawn):
    """What people say of a comparison, and who agrees with its judge."""

    comparison = models.OneToOneField(Comparison, on_delete=models.CASCADE)
    made_from = models.CharField(max_length=64, help_text="SHA-256 of which votes and verdicts")

    def __str__(self) -> str:
        return f"opinions on {self.comparison_id}"
