"""What was made of people's answers, kept until one of them changes."""

from django.db import models
from django.db.models.functions import Now

from catalog.models import Dataset


class AnswerChange(models.Model):
    """How often what people's answers say in a language has changed; a sum that only grows.

    Triggers append a row in the transaction that changes something (see the migration that made
    this table), the sweep adds rows up. Equal sums mean that the very same changes are seen.
    """

    # Without a constraint: appending takes no lock on the dataset, and what goes with a dataset
    # that is deleted may still append.
    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    language = models.CharField(max_length=3)
    amount = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["dataset", "language"], include=["amount"], name="answer_change")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.amount:+}"


class KeptFigures(models.Model):
    """Figures of one language as they were after so many changes; see `statistics.keeping`."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="+", db_index=False
    )  # one_figures_per_name begins with it
    name = models.CharField(max_length=40, help_text="which, with the version of their rules")
    language = models.CharField(max_length=3)
    changes = models.BigIntegerField(help_text="the sum of the changes that they take in at least")
    content = models.JSONField()
    read_on = models.DateField(db_default=Now(), help_text="somebody looked last")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "name", "language"], name="one_figures_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.language}"
