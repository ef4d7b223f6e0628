"""What was found when the corpus was looked through."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from catalog.models import Dataset
from corpus.models.items import Item


class NearDuplicate(models.Model):
    """An item that says nearly the same, in one language, as one held out for judging.

    Found in English when splits are drawn; in other languages after translation.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="near_duplicates", db_index=False
    )  # one_near_duplicate begins with it
    held_out = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    similarity = models.FloatField(help_text="Jaccard similarity of character 5-grams, 0-1")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "language", "held_out", "other"], name="one_near_duplicate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is like {self.held_out_id}"


class StorageReport(models.Model):
    """What a comparison of a dataset with the audio store found. Names are SHA-256."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="storage_reports")
    missing = models.PositiveIntegerField(help_text="objects of the dataset that are gone")
    damaged = models.PositiveIntegerField(help_text="objects of the dataset of another size")
    orphans = models.PositiveIntegerField(help_text="objects of no dataset")
    missing_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    damaged_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    orphan_names = ArrayField(models.CharField(max_length=64), help_text="the first 1,000")
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.missing} missing, {self.damaged} damaged, {self.orphans} orphans"
