"""What came in by files, and what was kept out."""

from typing import get_args

import pghistory
from django.db import models

from accounts.models import User
from catalog.models import Dataset
from corpus.importing.formats import Format

FORMATS = [(one, one) for one in get_args(Format)]


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> "ImportRunQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def with_same_before(self) -> "ImportRunQuerySet":
        """Adds ``same_before_at``: when the same bytes came into the dataset last, before this."""
        same = ImportRun.objects.filter(
            dataset=models.OuterRef("dataset"), sha256=models.OuterRef("sha256")
        )
        earlier = same.filter(pk__lt=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(same_before_at=models.Subquery(earlier.values("created_at")[:1]))


# What it counts is written once more at its end, in the same transaction.
@pghistory.track(
    pghistory.InsertEvent(),
    exclude=[
        *("rows_read", "items_added", "items_unchanged", "memory_added", "recordings_added"),
        *("by_source", "rejected"),
    ],
)
class ImportRun(models.Model):
    """One file that was read: what landed, and what was kept out and why."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=255)
    format = models.CharField(max_length=20, choices=FORMATS)
    sha256 = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField(default=0)
    items_added = models.PositiveIntegerField(default=0)
    items_unchanged = models.PositiveIntegerField(default=0)
    memory_added = models.PositiveIntegerField(default=0)
    recordings_added = models.PositiveIntegerField(default=0)
    by_source = models.JSONField(
        default=dict, help_text="English pairs by source, as {slug: {read, added}}"
    )
    rejected = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename


class RejectedRow(models.Model):
    """A row kept out of the corpus. ``excerpt`` is its escaped text, so that nothing is lost."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    place = models.CharField(max_length=200, help_text="line of the file, or path in its JSON")
    field = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    excerpt = models.TextField()

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"
