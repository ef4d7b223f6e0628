"""What a training leaves: checkpoints that `checkpoint:NAME` serves."""

from django.db import models

from training.runs.models.trainings import TrainingRun


class Checkpoint(models.Model):
    """A folder of adapters with all that they were made from; its run leads to the release."""

    run = models.ForeignKey(TrainingRun, on_delete=models.PROTECT, related_name="checkpoints")
    folder = models.CharField(
        max_length=120, unique=True, help_text="below FINETUNED_FOLDER; its name in evaluations"
    )
    step = models.PositiveIntegerField()
    is_best = models.BooleanField(help_text="of its training, by validation loss")
    is_final = models.BooleanField()
    sums = models.JSONField(default=dict, help_text="SHA-256 by file")
    size_bytes = models.PositiveBigIntegerField(default=0)
    metrics = models.JSONField(default=dict)
    licences = models.JSONField(default=dict, help_text="by what it was made from")
    removed_at = models.DateTimeField(null=True, help_text="when it made room for a better one")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"checkpoint:{self.folder}"
