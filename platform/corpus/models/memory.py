"""What people translated before."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from catalog.models import Dataset
from corpus.enums import MemoryOrigin


class MemoryEntry(models.Model):
    """A text and its translation by people. ``item_key`` ties it to the pair it came from.

    Segments of a translation memory that belong to no pair have neither ``item_key`` nor
    ``field``. A correction stands beside the imported text and is preferred, so that it can be
    undone.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="memory", db_index=False
    )  # memory_exact begins with it
    language = models.CharField(max_length=3)
    item_key = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=8, blank=True)
    source_text = models.TextField()
    target_text = models.TextField()
    origin = models.CharField(max_length=10, choices=MemoryOrigin)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "language", "item_key", "field", "origin"],
                condition=~Q(item_key=""),
                name="one_memory_per_text",
            ),
            models.UniqueConstraint(
                "dataset",
                "language",
                MD5("source_text"),
                condition=Q(item_key=""),
                name="one_memory_per_segment",
            ),
        ]
        indexes = [
            models.Index("dataset", "language", MD5("source_text"), name="memory_exact"),
            # Dataset and language are in it too: likeness is measured within them only.
            GinIndex(
                F("dataset"),
                F("language"),
                OpClass(F("source_text"), "gin_trgm_ops"),
                name="memory_near",
            ),
        ]

    def __str__(self) -> str:
        return self.source_text[:60]
