"""What automatic checks found. Value and threshold are kept, so thresholds can move later."""

from collections.abc import Iterator

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.models import Dataset
from corpus.models import Recording, Translation
from generation.checks import CheckOutcome
from jobs.models import Job


class CheckRules(models.Model):
    """Which checks were run, in which version, and how bad was still good.

    A few rows for all reports: checks, versions and thresholds change seldom. The names of checks
    of texts begin with the field: ``question.numbers-lost``.
    """

    names = ArrayField(models.CharField(max_length=60))
    versions = ArrayField(models.PositiveSmallIntegerField())
    thresholds = ArrayField(models.FloatField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["names", "versions", "thresholds"], name="one_row_per_set_of_rules"
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.names)} checks"


class CheckReport(models.Model):
    """All checks of one text or one recording: ``measured`` in the order of the rules' names.

    What is said of a failed check stands in ``details`` by its name; nothing where a threshold was
    moved afterwards.
    """

    # Indexes below serve the references too: a table of 20 million rows should have few.
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, null=True, related_name="reports", db_index=False
    )
    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, null=True, related_name="reports", db_index=False
    )
    rules = models.ForeignKey(
        CheckRules, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    measured = ArrayField(models.FloatField(), help_text="more is worse")
    failed = ArrayField(models.CharField(max_length=60), default=list)
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(translation=None) ^ Q(recording=None), name="report_has_one_subject"
            ),
            models.UniqueConstraint(
                fields=["translation"],
                condition=Q(translation__isnull=False),
                name="one_report_per_translation",
            ),
            models.UniqueConstraint(
                fields=["recording"],
                condition=Q(recording__isnull=False),
                name="one_report_per_recording",
            ),
        ]
        indexes = [
            models.Index(fields=["dataset", "rules"], name="report_rules"),
            models.Index(
                fields=["dataset", "language"],
                # What a list of rejected items asks of all of them.
                include=["failed", "translation", "recording"],
                condition=~Q(failed=[]),
                name="report_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"failed: {', '.join(self.failed)}" if self.failed else "passed"

    def outcomes(self) -> Iterator[CheckOutcome]:
        """One per check, in order. Needs ``rules`` loaded."""
        rules = self.rules
        columns = zip(rules.names, rules.versions, self.measured, rules.thresholds, strict=True)
        for name, version, value, threshold in columns:
            passed = name not in self.failed
            detail = "" if passed else self.details.get(name, "")
            yield CheckOutcome(name, version, value, threshold, passed, detail)


class InstructedAnswer(models.Model):
    """What a language model answered to a question's text with an instruction behind it.

    Whoever learns to hear like it reads learns these (BLOOMZMMS' MI).
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    language = models.CharField(max_length=3)
    instruction = models.CharField(max_length=500)
    answer = models.TextField()
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict)
    licence = models.CharField(max_length=200, blank=True, help_text="SPDX expression")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over what it was made from")
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "fingerprint"], name="one_answer_made_from_the_same"
            )
        ]
        indexes = [
            models.Index(fields=["job"], condition=~Q(job=None), name="instructed_answer_job")
        ]

    def __str__(self) -> str:
        return f"{self.engine} on {self.translation_id}: {self.instruction}"


class PaceDistribution(models.Model):
    """How fast an engine speaks a language, as it was measured once; the newest version counts."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3)
    engine = models.CharField(max_length=60)
    median = models.FloatField(help_text="logarithm of seconds per expected second")
    deviation = models.FloatField(help_text="median absolute deviation")
    recordings = models.PositiveBigIntegerField(help_text="that there were when it was measured")
    measured_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "version", "language", "engine"], name="one_pace_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engine} in {self.language}, version {self.version}"
