"""What a training told of its steps."""

from django.db import models

from training.runs.models.trainings import TrainingRun


class TrainingPoint(models.Model):
    """Means over some steps in a row: long trainings keep as many points as short ones."""

    run = models.ForeignKey(
        TrainingRun, on_delete=models.CASCADE, related_name="points", db_index=False
    )  # one_point_per_step begins with it
    step = models.PositiveIntegerField(help_text="the last of them")
    epoch = models.FloatField()
    loss = models.FloatField(help_text="nats an answer token")
    learning_rate = models.FloatField()
    norm = models.FloatField(help_text="of the gradient, before it was cut")
    samples_per_s = models.FloatField()
    tokens_per_s = models.FloatField()
    memory_bytes = models.PositiveBigIntegerField(help_text="the most that a device held")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step"], name="one_point_per_step")]


class Validation(models.Model):
    run = models.ForeignKey(
        TrainingRun, on_delete=models.CASCADE, related_name="validations", db_index=False
    )  # one_validation_per_step begins with it
    step = models.PositiveIntegerField()
    loss = models.FloatField(help_text="nats an answer token, of samples held out")
    metrics = models.JSONField(default=dict, help_text="such as wer and bleu")
    is_best = models.BooleanField(help_text="none before it had a lower loss")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "step"], name="one_validation_per_step")
        ]


class SkippedSample(models.Model):
    """A sample that nothing was learnt from."""

    run = models.ForeignKey(
        TrainingRun, on_delete=models.CASCADE, related_name="skipped", db_index=False
    )  # one_skip_per_sample begins with it
    key = models.CharField(max_length=300)
    reason = models.CharField(max_length=60, help_text="a code, such as unreadable")
    detail = models.TextField(blank=True, help_text="for people")
    step = models.PositiveIntegerField(help_text="in which it was met first")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="one_skip_per_sample")]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"
