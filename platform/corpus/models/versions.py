"""Texts and recordings of items: append-only, a new one becomes current and the old one stays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models.items import Item
from jobs.models import Job


class Translation(models.Model):
    """An item's text in one language; the English one is the source itself."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=3)
    question = models.TextField()
    answer = models.TextField()
    origin = models.CharField(max_length=8, choices=Origin)
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict)
    score = models.FloatField(null=True, help_text="0-1, how near the memory's source text was")
    licence = models.CharField(max_length=200, blank=True, help_text="SPDX expression")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over what it was made from")
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "language"],
                condition=Q(is_current=True),
                name="one_current_translation",
            )
        ]
        indexes = [
            # With what the list of items is filtered by.
            models.Index(
                fields=["dataset", "language", "licence"],
                condition=Q(is_current=True),
                name="translation_current",
            ),
            # Asked when a job or a person is deleted. Imported texts have no job, and only
            # corrections an author: millions of rows that an index has no use for.
            models.Index(fields=["job"], condition=~Q(job=None), name="translation_job"),
            models.Index(fields=["author"], condition=~Q(author=None), name="translation_author"),
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.item_id}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    def set_aside(self) -> "RecordingQuerySet":
        """Current ones of current texts that failed their checks in every attempt."""
        return self.filter(is_current=True, set_aside__isnull=False, translation__is_current=True)


class Recording(models.Model):
    """A spoken question. The audio lies in the store under its SHA-256; this is how it was made."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="recordings"
    )
    language = models.CharField(max_length=3)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    duration_s = models.FloatField()
    sample_rate = models.PositiveIntegerField(help_text="Hz")
    loudness_lufs = models.FloatField(null=True, help_text="ITU-R BS.1770; none under 0.4 s")
    peak = models.FloatField(help_text="0-1 of full scale")
    clipped_share = models.FloatField()
    leading_silence_s = models.FloatField()
    trailing_silence_s = models.FloatField()
    silent_share = models.FloatField()
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=60)
    voice = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    licence = models.CharField(max_length=200, blank=True, help_text="SPDX expression")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over what it was made from")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    seed = models.BigIntegerField(null=True, help_text="none where the engine knows no chance")
    attempt = models.PositiveSmallIntegerField(default=1, db_default=1)
    # None: fit for use. Else the checks that its best attempt still fails; nobody is asked
    # about it, and no release has it.
    set_aside = ArrayField(models.CharField(max_length=60), null=True)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation"], condition=Q(is_current=True), name="one_current_recording"
            )
        ]
        indexes = [
            models.Index(
                fields=["dataset", "language", "engine", "licence"],
                condition=Q(is_current=True),
                name="recording_current",
            ),
            models.Index(
                fields=["dataset", "language"],
                condition=Q(is_current=True, set_aside__isnull=False),
                name="recording_set_aside",
            ),
            # Not by db_index, which would add a second one for LIKE: 1 GB at the paper's size.
            models.Index(fields=["sha256"], name="recording_sha256"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
