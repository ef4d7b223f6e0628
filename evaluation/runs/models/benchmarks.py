"""What systems are tested on: clips and what is right, frozen under a name."""

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models

from accounts.models import User
from catalog.models import Dataset
from engines.protocols import Task
from jobs.models import Job
from releases.models import Release

NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*\Z", "Small letters, digits, dots and dashes, such as qa-v1."
)
FROZEN = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]
TASKS = [(task.value, task.value.capitalize()) for task in Task]


@pghistory.track(pghistory.InsertEvent(), exclude=["definition", "left_out", "contamination"])
class Benchmark(models.Model):
    """Items of one suite, the same for every system. It is there as a whole or not at all."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.PROTECT, related_name="benchmarks", db_index=False
    )  # one_benchmark_per_name begins with it
    name = models.CharField(max_length=40, validators=[NAME])
    suite = models.CharField(max_length=60, help_text="its name when this was frozen")
    task = models.CharField(max_length=12, choices=TASKS)
    definition = models.JSONField(help_text="the suite as it was, and where the items came from")
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="benchmarks"
    )
    languages = models.JSONField(help_text="ISO 639-3, in order")
    items_total = models.PositiveIntegerField()
    left_out = models.JSONField(help_text="how many rows were no items, by reason")
    contamination = models.JSONField(
        help_text="by language: questions that a training split has, exactly, nearly, or as audio"
    )
    manifest = models.CharField(max_length=64, help_text="SHA-256 over all items")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="one_benchmark_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class BenchmarkItem(models.Model):
    """One clip in one language, and what is right.

    ``cluster`` is the same for an item's translations, which are no independent evidence.
    """

    benchmark = models.ForeignKey(
        Benchmark, on_delete=models.PROTECT, related_name="items", db_index=False
    )  # one_benchmark_item begins with it
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    cluster = models.CharField(max_length=200)
    language = models.CharField(max_length=3, help_text="spoken")
    target = models.CharField(max_length=3, help_text="in which the answer is wanted")
    question = models.TextField(help_text="what the clip says, where it is known")
    given = models.JSONField(
        default=dict, help_text="what the prompt names of it, by name: a passage, a keyword"
    )
    reference = models.TextField(help_text="what is right")
    sha256 = models.CharField(max_length=64, help_text="of the clip in the audio store")
    size_bytes = models.PositiveIntegerField(help_text="of the clip")
    seconds = models.FloatField()
    source = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(
                fields=["benchmark", "key", "language", "target"], name="one_benchmark_item"
            )
        ]
        indexes = [
            models.Index(fields=["sha256"], name="benchmark_item_audio"),
            models.Index(fields=["benchmark", "language", "id"], name="benchmark_item_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"
