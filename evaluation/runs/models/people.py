"""Campaigns in which people compare the answers that a judge compared."""

from django.db import models

from annotation.models import Campaign
from evaluation.runs.models.comparisons import Comparison


class PeopleCheck(models.Model):
    """A preference campaign about pairs of a comparison. Its pairs are known by the item's id."""

    comparison = models.ForeignKey(
        Comparison, on_delete=models.PROTECT, related_name="people_checks"
    )
    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="+")
    sampled = models.CharField(max_length=10, help_text="uniform, or where the judge flips")

    def __str__(self) -> str:
        return f"people on {self.comparison}"
