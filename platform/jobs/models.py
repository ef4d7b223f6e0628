"""The queue: what a manager starts, cut into batches that workers claim.

The queue lives in Postgres, so that a batch's results and its end are one transaction
(docs/decisions/0002-queue-in-postgres.md).
"""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from catalog.models import Dataset
from jobs.enums import ACTIVE, OPEN_BATCHES, BatchState, JobState, Queue


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> "JobQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def active(self) -> "JobQuerySet":
        return self.filter(state__in=ACTIVE)

    def waiting_for_plan(self) -> "JobQuerySet":
        return self.filter(state=JobState.PLANNING).order_by("id")


@pghistory.track()
class Job(models.Model):
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=8, choices=Queue)
    parameters = models.JSONField(default=dict)
    # Of the parameters: two running jobs may not do the same thing.
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.PLANNING)
    units_total = models.PositiveBigIntegerField(default=0)
    error = models.TextField(blank=True)
    # None: started by the studio itself, after a person's correction.
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "kind", "fingerprint"],
                condition=Q(state__in=sorted(ACTIVE)),
                name="one_active_job_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> "BatchQuerySet":
        return self.filter(state__in=OPEN_BATCHES)


class Batch(models.Model):
    """Some subjects of a job, done together. ``subject_ids`` mean what the job's kind says."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="batches")
    queue = models.CharField(max_length=8, choices=Queue)
    language = models.CharField(max_length=3)
    subject_ids = ArrayField(models.BigIntegerField())
    units = models.PositiveIntegerField()
    units_failed = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.BigIntegerField(default=0)
    lease_expires_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        indexes = [
            # Asked after every batch: does the job have others that aren't done?
            models.Index(
                fields=["job"], condition=Q(state__in=sorted(OPEN_BATCHES)), name="batch_open"
            ),
            models.Index(fields=["job"], condition=Q(state=BatchState.FAILED), name="batch_failed"),
            models.Index(
                fields=["queue", "id"], condition=Q(state=BatchState.READY), name="batch_ready"
            ),
            models.Index(
                fields=["lease_expires_at"],
                condition=Q(state=BatchState.CLAIMED),
                name="batch_claimed",
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of job {self.job_id}"

    @property
    def may_be_tried_again(self) -> bool:
        return self.attempts < settings.BATCH_ATTEMPTS


class UnitFailure(models.Model):
    """One subject of a batch that could not be done, with its cause."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="failures")
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="failures")
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField()

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
