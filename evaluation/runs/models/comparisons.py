"""Which of two systems answers better, as a judge sees it."""

import pghistory
import pgtrigger
from django.db import models

from accounts.models import User
from evaluation.judges import Protocol
from evaluation.runs.models.benchmarks import BenchmarkItem
from evaluation.runs.models.evaluations import AGAIN, Evaluation
from evaluation.runs.models.scored import Scored
from jobs.models import Job


# Workers and the sweep count in it; only that it was asked for, and removed, is a person's doing.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    pghistory.ManualEvent(AGAIN),  # type: ignore[no-untyped-call]
    exclude=["changes", "scored_changes", "scored_at"],
)
class Comparison(Scored):
    """A judge, a protocol, and two evaluations of one benchmark. Win: ``evaluation`` is better."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="comparisons", db_index=False
    )  # one_comparison begins with it
    baseline = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    judge = models.CharField(max_length=80, help_text="a chat model, as the registry calls it")
    prompt_version = models.CharField(max_length=20)
    protocol = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Protocol])
    seed = models.PositiveIntegerField(default=0)
    jobs = models.ManyToManyField(Job, related_name="comparisons")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scored.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "baseline", "judge", "prompt_version", "protocol", "seed"],
                name="one_comparison",
            ),
            models.CheckConstraint(
                condition=~models.Q(evaluation=models.F("baseline")), name="two_are_compared"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} against {self.baseline}, judged by {self.judge}"


class Judgement(models.Model):
    """One call of a judge, with its transcript. Once written it stays."""

    comparison = models.ForeignKey(
        Comparison, on_delete=models.PROTECT, related_name="judgements", db_index=False
    )  # one_judgement begins with it
    item = models.ForeignKey(BenchmarkItem, on_delete=models.PROTECT, related_name="judgements")
    order = models.CharField(max_length=20, help_text="who stood first")
    messages = models.JSONField(help_text="what the judge was sent, as role and content")
    reply = models.TextField(blank=True, help_text="what it said, to the letter")
    reason = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, blank=True, help_text="empty: could not be read")
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    judge_version = models.CharField(max_length=120)
    job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="judgement_is_kept", operation=pgtrigger.Update)]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "item", "order"], name="one_judgement")
        ]

    def __str__(self) -> str:
        return f"{self.verdict or 'unreadable'} on {self.item}"
