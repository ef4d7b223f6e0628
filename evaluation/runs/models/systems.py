"""Systems under test."""

import pghistory
import pgtrigger
from django.db import models

from accounts.models import User
from catalog.models import Dataset
from engines.protocols import Sampling
from evaluation.runs.models.benchmarks import NAME


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class System(models.Model):
    """A model as it is asked: another prompt or another temperature is another system."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.PROTECT, related_name="systems", db_index=False
    )  # one_system_per_name begins with it
    name = models.CharField(max_length=40, validators=[NAME])
    engine = models.CharField(max_length=80, help_text="a responder, as the registry calls it")
    prompts = models.JSONField(
        default=dict, help_text="text beside the audio by task, where not the suite's own"
    )
    sampling = models.JSONField(help_text="fields of engines.protocols.Sampling")
    languages = models.JSONField(help_text="ISO 639-3, those it says it supports; empty: not said")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="system_is_kept", operation=pgtrigger.Update)]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="one_system_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def drawing(self) -> Sampling:
        return Sampling(**self.sampling)
