"""A training: what was asked for, how far it is, and how it ended."""

from datetime import timedelta

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from accounts.models import User
from catalog.models import Dataset
from jobs.enums import ACTIVE, JobState
from jobs.models import Job
from releases.models import Release
from training.recipes import Recipe, recipe_from
from training.runs.enums import RunState

NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*\Z", "Small letters, digits, dots and dashes, such as omni-v1."
)


class TrainingRunQuerySet(models.QuerySet["TrainingRun"]):
    def visible_to(self, user: User) -> "TrainingRunQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def with_jobs(self) -> "TrainingRunQuerySet":
        """With all that its state is read from."""
        return self.select_related("job", "export_job", "release", "dataset", "created_by")

    def to_follow(self) -> "TrainingRunQuerySet":
        """Complete, and to be tested, which nobody has ended yet."""
        return self.filter(followed_at__isnull=True).exclude(benchmark="").exclude(ended_because="")

    def waiting_for_export(self) -> "TrainingRunQuerySet":
        return self.filter(job__isnull=True, export_job__state=JobState.SUCCEEDED)


# What its process tells while it goes on is no history: it changes every few seconds.
@pghistory.track(
    exclude=[
        *("definition", "folders", "facts", "manifest"),
        *("step", "steps", "held_by", "told_bytes"),
        *("followed", "followed_at", "follow_error"),
    ]
)
class TrainingRun(models.Model):
    """It outlives its jobs: each time it is resumed, another one goes on from its last state."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="trainings")
    # Checkpoints of all datasets share a folder, and are called by name everywhere.
    name = models.CharField(
        max_length=40, validators=[NAME], unique=True, help_text="of the checkpoint it makes"
    )
    recipe = models.CharField(max_length=80, help_text="its name when this was started")
    changes = models.JSONField(default=dict, help_text="by field with dots, to the recipe")
    definition = models.JSONField(help_text="the recipe as it is trained")
    folders = models.JSONField(
        default=dict, help_text="below TRAINING_DATA_FOLDER, by source that is no release"
    )
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="trainings"
    )
    export_job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, related_name="+", help_text="whose files it reads"
    )
    job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, related_name="+", help_text="the latest"
    )
    jobs = models.ManyToManyField(Job, related_name="trainings")
    # Of each job that it takes.
    priority = models.SmallIntegerField(default=0)
    budget = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    step = models.PositiveIntegerField(default=0, help_text="steps done")
    steps = models.PositiveIntegerField(default=0, help_text="in all; 0 until it is known")
    held_by = models.BigIntegerField(
        default=0, help_text="fence of the batch under which a worker carries it out; 0: none does"
    )
    facts = models.JSONField(default=dict, help_text="what it said when it started")
    told_bytes = models.PositiveBigIntegerField(
        default=0, help_text="of its file of events, that these rows hold already"
    )
    manifest = models.JSONField(default=dict, help_text="the data it learns from, as it was read")
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True, help_text="why it failed, for people")
    ended_because = models.CharField(max_length=20, blank=True, help_text="steps, or patience")
    # What a higher layer does with the checkpoint, and what became of it.
    benchmark = models.CharField(max_length=40, blank=True, help_text="it is tested on afterwards")
    judge = models.CharField(max_length=80, blank=True, help_text="that compares it with its base")
    followed = models.JSONField(default=dict, help_text="system, baseline and comparison")
    followed_at = models.DateTimeField(null=True)
    follow_error = models.TextField(blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TrainingRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(job__isnull=True), name="training_to_start"
            ),
            models.Index(
                fields=["id"],
                condition=~models.Q(benchmark="") & models.Q(followed_at__isnull=True),
                name="training_to_follow",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def trained_recipe(self) -> Recipe:
        return recipe_from(self.definition)

    def engine_of(self, folder: str) -> str:
        """What answers clips with one of its checkpoints; a recognizer hears for what reads."""
        hears = self.trained_recipe.model.hears
        return f"checkpoint:{folder}" if hears else f"cascade:checkpoint:{folder}"

    @property
    def state(self) -> RunState:
        """Needs ``job`` and ``export_job`` loaded."""
        if self.ended_because:
            return RunState.SUCCEEDED  # who cancelled it then came too late
        if self.job is not None:
            return RunState(self.job.state)
        if self.export_job is None or self.export_job.state in {*ACTIVE, JobState.SUCCEEDED}:
            return RunState.EXPORTING
        return RunState(self.export_job.state)

    @property
    def is_ending(self) -> bool:
        """Cancelled, and a worker still keeps what it has learnt. Needs what ``state`` needs.

        A worker that was killed meanwhile never says that it has ended; its process is ended after
        the grace at the latest.
        """
        if not self.held_by or self.state != RunState.CANCELLED:
            return False
        since = self.job.finished_at if self.job else None
        grace = timedelta(seconds=settings.TRAINING_GRACE_SECONDS)
        return since is not None and timezone.now() < since + grace

    @property
    def folder_name(self) -> str:
        """Below TRAINING_FOLDER."""
        return f"{self.pk}-{self.name}"
