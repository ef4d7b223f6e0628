"""What is known here of campaigns that run in a Label Studio server.

A vote itself is an `Assignment` with its `Rating` or `Correction`, like any other; these rows say
where it came from, and keep what was not counted with the reason.
"""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import User
from annotation.label_studio.enums import CURRENT, ProjectState, Reason, Standing
from annotation.models.answers import Correction, Rating
from annotation.models.campaigns import Campaign
from annotation.models.tasks import Task
from catalog.models import Dataset


@pghistory.track(exclude=["token", "checked_at", "problem"])
class LabelStudioConnection(models.Model):
    """A Label Studio server. Its token is never shown again, and kept out of the history."""

    name = models.CharField(max_length=80, unique=True)
    url = models.CharField(max_length=200, unique=True, help_text="without a slash at its end")
    token = models.CharField(max_length=1000)
    is_default = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)
    problem = models.CharField(
        max_length=500, blank=True, db_default="", help_text="of the last test; empty: none"
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_connection"
            )
        ]

    def __str__(self) -> str:
        return f"Label Studio {self.name}"


class LabelStudioProjectQuerySet(models.QuerySet["LabelStudioProject"]):
    def visible_to(self, user: User) -> "LabelStudioProjectQuerySet":
        return self.filter(campaign__dataset__in=Dataset.objects.visible_to(user))

    def running(self) -> "LabelStudioProjectQuerySet":
        return self.exclude(state__in=[ProjectState.CLOSED, ProjectState.GONE])


@pghistory.track(exclude=["last_webhook_at", "last_reconciled_at", "differences", "problem"])
class LabelStudioProject(models.Model):
    """One language of a campaign, in Label Studio.

    ``key`` stands in the project's description there, so that a project made just before a crash
    is found again. ``remote_id`` is empty until it is made.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="label_studio_projects", db_index=False
    )  # one_project_per_language begins with it
    language = models.CharField(max_length=3)
    connection = models.ForeignKey(
        LabelStudioConnection, on_delete=models.PROTECT, related_name="projects"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    remote_id = models.BigIntegerField(null=True)
    config_hash = models.CharField(max_length=64, blank=True, db_default="")
    state = models.CharField(max_length=10, choices=ProjectState, default=ProjectState.WAITING)
    last_webhook_at = models.DateTimeField(null=True)
    last_reconciled_at = models.DateTimeField(null=True)
    differences = models.PositiveIntegerField(
        default=0, help_text="that the last sweep found: what no webhook had told"
    )
    problem = models.CharField(max_length=500, blank=True, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LabelStudioProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language"], name="one_project_per_language"
            ),
            models.UniqueConstraint(
                fields=["connection", "remote_id"], name="one_row_per_remote_project"
            ),
        ]

    def __str__(self) -> str:
        return f"project {self.remote_id} ({self.language})"


class LabelStudioTask(models.Model):
    """Which task there is which here."""

    project = models.ForeignKey(
        LabelStudioProject, on_delete=models.CASCADE, related_name="remote_tasks", db_index=False
    )  # one_row_per_remote_task begins with it
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="label_studio")
    remote_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "remote_id"], name="one_row_per_remote_task")
        ]

    def __str__(self) -> str:
        return f"remote task {self.remote_id}"


@pghistory.track()
class LabelStudioPerson(models.Model):
    """Who a person of a Label Studio server is here."""

    connection = models.ForeignKey(
        LabelStudioConnection, on_delete=models.CASCADE, related_name="people", db_index=False
    )  # one_row_per_remote_person begins with it
    remote_id = models.BigIntegerField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="label_studio")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "remote_id"], name="one_row_per_remote_person"
            ),
            models.UniqueConstraint(fields=["connection", "user"], name="one_account_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.connection_id}"


@pghistory.track()
class LabelStudioAnnotation(models.Model):
    """One version of an annotation as Label Studio had it, and what became of it.

    Rows are never deleted: a changed annotation is a new row, and the old one is superseded.
    """

    project = models.ForeignKey(
        LabelStudioProject, on_delete=models.CASCADE, related_name="annotations", db_index=False
    )  # one_row_per_version begins with it
    remote_id = models.BigIntegerField()
    remote_updated_at = models.DateTimeField()
    remote_created_at = models.DateTimeField()
    remote_task = models.BigIntegerField()
    remote_person = models.BigIntegerField(null=True)
    task = models.ForeignKey(Task, on_delete=models.SET_NULL, null=True, related_name="+")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing)
    reason = models.CharField(max_length=16, choices=Reason, blank=True, db_default="")
    explanation = models.CharField(max_length=500, blank=True, db_default="")
    result = models.JSONField(help_text="as Label Studio had it")
    seconds = models.FloatField(default=0, help_text="by Label Studio's page")
    rating = models.OneToOneField(
        Rating, on_delete=models.PROTECT, null=True, related_name="label_studio"
    )
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, null=True, related_name="label_studio"
    )
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "remote_id", "remote_updated_at"], name="one_row_per_version"
            ),
            models.UniqueConstraint(
                fields=["project", "remote_id"],
                condition=Q(standing__in=sorted(CURRENT)),
                name="one_current_version",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.REJECTED, reason__gt="")
                | ~Q(standing=Standing.REJECTED),
                name="rejected_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "reason"],
                condition=Q(standing=Standing.REJECTED),
                name="annotation_rejected",
            )
        ]

    def __str__(self) -> str:
        return f"annotation {self.remote_id}"
