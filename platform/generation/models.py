"""What automatic checks found. Value and threshold are kept, so thresholds can move later."""

from django.db import models
from django.db.models import Q

from catalog.models import Dataset
from corpus.models import Recording, Translation


class CheckResult(models.Model):
    """One check of one text or one recording; a newer version of the check replaces it."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=3)
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, null=True, related_name="checks"
    )
    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, null=True, related_name="checks"
    )
    field = models.CharField(max_length=8, help_text="question, answer or audio")
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    value = models.FloatField()
    threshold = models.FloatField()
    passed = models.BooleanField()
    detail = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(translation=None) ^ Q(recording=None), name="check_has_one_subject"
            ),
            models.UniqueConstraint(
                fields=["translation", "field", "name"], name="one_result_per_translation_check"
            ),
            models.UniqueConstraint(
                fields=["recording", "name"], name="one_result_per_recording_check"
            ),
        ]
        indexes = [
            models.Index(
                fields=["dataset", "language"], condition=Q(passed=False), name="check_failed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {'passed' if self.passed else self.detail}"
