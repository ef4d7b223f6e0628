"""Files made of a release: each shard is an object in the store, under its SHA-256."""

import pghistory
from django.conf import settings
from django.db import models

from accounts.models import User
from catalog.models import Dataset
from jobs.models import Job
from releases.enums import ExportFormat
from releases.models.frozen import Release


@pghistory.track(pghistory.InsertEvent(), exclude=["shards_planned"])
class Export(models.Model):
    """A release in one format, whole or filtered; done when its job has made all shards."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="exports")
    format = models.CharField(max_length=12, choices=ExportFormat)
    filters = models.JSONField(default=dict, help_text="of its rows; all if empty")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="export")
    shards_planned = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.release} as {self.format}"


class Shard(models.Model):
    """One file of an export. The same rows in the same format are the same bytes."""

    # The audio store asks by both whether an object belongs to anything (corpus/audio_rows.py).
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    export = models.ForeignKey(
        Export, on_delete=models.PROTECT, related_name="shards", db_index=False
    )  # one_shard_per_number begins with it
    number = models.PositiveIntegerField(help_text="from 0")
    size_bytes = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="one_shard_per_number")
        ]

    def __str__(self) -> str:
        return f"shard {self.number} of {self.export_id}"

    @property
    def filename(self) -> str:
        """Needs ``export`` and its release loaded."""
        kind = ExportFormat(self.export.format)
        count = self.export.shards_planned
        return f"{self.export.release.name}-{self.number:05}-of-{count:05}{kind.suffix}"

    @property
    def address(self) -> str:
        """Where its bytes are served; needs what ``filename`` needs."""
        return f"{settings.PUBLIC_URL}/api/v1/exports/{self.export_id}/files/{self.filename}"
