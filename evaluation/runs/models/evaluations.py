"""A system's answers to a benchmark."""

import pghistory
import pgtrigger
from django.db import models

from accounts.models import User
from evaluation.runs.models.benchmarks import Benchmark, BenchmarkItem
from evaluation.runs.models.scored import Scored
from evaluation.runs.models.systems import System
from jobs.models import Job

AGAIN = "again"
"""In the history: one more job was to do what is missing."""


# Workers and the sweep count in it; only that it was asked for, and removed, is a person's doing.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    pghistory.ManualEvent(AGAIN),  # type: ignore[no-untyped-call]
    exclude=["changes", "scored_changes", "scored_at"],
)
class Evaluation(Scored):
    """One system on one benchmark. Running it again asks for nothing but what is missing."""

    benchmark = models.ForeignKey(Benchmark, on_delete=models.PROTECT, related_name="evaluations")
    system = models.ForeignKey(
        System, on_delete=models.PROTECT, related_name="evaluations", db_index=False
    )  # one_evaluation begins with it
    jobs = models.ManyToManyField(Job, related_name="evaluations")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scored.Meta):
        constraints = [
            models.UniqueConstraint(fields=["system", "benchmark"], name="one_evaluation")
        ]

    def __str__(self) -> str:
        return f"{self.system} on {self.benchmark}"


class Response(models.Model):
    """What a system said to one item. Once written it stays."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="responses", db_index=False
    )  # one_response begins with it
    item = models.ForeignKey(BenchmarkItem, on_delete=models.PROTECT, related_name="responses")
    text = models.TextField(blank=True)
    heard = models.TextField(null=True, help_text="what a cascade's recognizer wrote down")  # noqa: DJ001 - None: it hears by itself
    guessed_language = models.CharField(
        max_length=12, blank=True, help_text="of the text; empty where nobody could tell"
    )
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    engine_version = models.CharField(max_length=120)
    # Of engine, version, sampling, prompt, clip and languages: equal ones are asked once.
    fingerprint = models.CharField(max_length=64, db_index=True)
    job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="response_is_kept", operation=pgtrigger.Update)]
        constraints = [models.UniqueConstraint(fields=["evaluation", "item"], name="one_response")]

    def __str__(self) -> str:
        return self.text[:60]
