"""What is scored behind the back of whoever asked for it."""

from django.db import models


class Scored(models.Model):
    """Counted up in the transaction that adds to it; the sweep says up to where it has scored."""

    changes = models.PositiveIntegerField(default=0, db_default=0)
    scored_changes = models.PositiveIntegerField(default=0, db_default=0)
    scored_at = models.DateTimeField(null=True, help_text="when what was scored was read")

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["id"],
                condition=~models.Q(changes=models.F("scored_changes")),
                name="%(class)s_to_score",
            )
        ]
