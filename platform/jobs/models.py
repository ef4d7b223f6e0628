"""The queue: what a manager starts, cut into batches that workers claim.

The queue lives in Postgres, so that a batch's results and its end are one transaction
(docs/decisions/0002-queue-in-postgres.md).
"""

from datetime import datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from catalog.models import Dataset
from jobs.enums import ACTIVE, ENDED, OPEN_BATCHES, BatchState, JobState, PauseReason, Queue


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> "JobQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def that_did(  # noqa: PLR0913 - what a list of jobs is filtered by
        self,
        *,
        kind: str = "",
        state: str = "",
        engine: str = "",
        language: str = "",
        cause: str = "",
        worked_from: datetime | None = None,
        worked_until: datetime | None = None,
    ) -> "JobQuerySet":
        """Those that a number of the work's dashboard is about; what is empty is not asked."""
        plain = {"kind": kind, "state": state, "parameters__engine": engine}
        jobs = self.filter(**{name: value for name, value in plain.items() if value})
        if cause:
            failures = UnitFailure.objects.filter(job=models.OuterRef("pk"), code=cause)
            jobs = jobs.filter(models.Exists(failures))
        batches = Batch.objects.filter(language=language) if language else Batch.objects.all()
        if worked_from is None and worked_until is None:
            mine = batches.filter(job=models.OuterRef("pk"))
            return jobs.filter(models.Exists(mine)) if language else jobs
        ended = batches.filter(finished_at__gte=worked_from) if worked_from else batches
        ended = ended.filter(finished_at__lt=worked_until) if worked_until else ended
        return jobs.filter(pk__in=ended.values("job"))

    def active(self) -> "JobQuerySet":
        return self.filter(state__in=ACTIVE)

    def unfrozen(self) -> "JobQuerySet":
        return self.filter(state__in=ENDED, final_progress__isnull=True)

    def waiting_for_plan(self) -> "JobQuerySet":
        return self.filter(state=JobState.PLANNING).order_by("-priority", "id")

    def waiting_for_workers(self) -> "JobQuerySet":
        """That wait for a plan, or run and have a batch that nobody holds."""
        ready = Batch.objects.filter(job=models.OuterRef("pk"), state=BatchState.READY)
        return self.filter(
            Q(state=JobState.PLANNING) | Q(models.Exists(ready), state=JobState.RUNNING)
        )

    def stoppable_by_budget(self) -> "JobQuerySet":
        return self.filter(state=JobState.RUNNING, budget__isnull=False)


# Its progress at the end is made of its batches, which are kept themselves.
@pghistory.track(exclude=["final_progress"])
class Job(models.Model):
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=8, choices=Queue)
    parameters = models.JSONField(default=dict)
    # Of the parameters: two running jobs may not do the same thing.
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.PLANNING)
    pause_reason = models.CharField(max_length=20, choices=PauseReason, blank=True)
    # Higher first; jobs of one priority share the workers evenly between datasets.
    priority = models.SmallIntegerField(default=0)
    # Of a worker's hour, in settings.CURRENCY, as it was when the job was started.
    price_per_hour = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    budget = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    units_total = models.PositiveBigIntegerField(default=0)
    error = models.TextField(blank=True)
    # None: started by the studio itself, after a person's correction.
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Frozen when it ends, so that nobody adds up its batches any more (jobs/progress.py).
    final_progress = models.JSONField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "kind", "fingerprint"],
                condition=Q(state__in=sorted(ACTIVE)),
                name="one_active_job_per_purpose",
            )
        ]
        indexes = [
            models.Index(fields=["queue"], condition=Q(state=JobState.RUNNING), name="job_running")
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> "BatchQuerySet":
        return self.filter(state__in=OPEN_BATCHES)


class Batch(models.Model):
    """Some subjects of a job, done together. ``subject_ids`` mean what the job's kind says."""

    # batch_progress begins with it.
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="batches", db_index=False)
    queue = models.CharField(max_length=8, choices=Queue)
    language = models.CharField(max_length=3)
    subject_ids = ArrayField(models.BigIntegerField())
    units = models.PositiveIntegerField()
    units_failed = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.READY)
    # Claims, and how many of them ended with the worker's death instead of an answer.
    attempts = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0, db_default=0)
    fence = models.BigIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)  # none while it is ready
    # Of a worker, over all attempts: what the batch has cost.
    busy_seconds = models.FloatField(default=0, db_default=0)
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
            # The three that a claim asks: what waits, who holds how many, whose turn it was last.
            models.Index(
                fields=["job", "id"], condition=Q(state=BatchState.READY), name="batch_ready"
            ),
            models.Index(
                fields=["job", "lease_expires_at"],
                condition=Q(state=BatchState.CLAIMED),
                name="batch_claimed",
            ),
            models.Index(fields=["job", "fence"], condition=Q(fence__gt=0), name="batch_served"),
            # The two that the progress of a job asks: all of its batches, and those in trouble.
            models.Index(
                fields=["job", "state"],
                include=["units", "units_failed", "busy_seconds"],
                name="batch_progress",
            ),
            models.Index(fields=["job"], condition=~Q(error=""), name="batch_troubled"),
            # What was done in a period (jobs/workload.py).
            models.Index(
                fields=["finished_at"],
                include=["job", "state", "language", "units", "units_failed", "busy_seconds"],
                condition=Q(finished_at__isnull=False),
                name="batch_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of job {self.job_id}"

    @property
    def may_be_tried_again(self) -> bool:
        """After an error; a death of its worker is none."""
        return self.attempts - self.deaths < settings.BATCH_ATTEMPTS


class UnitFailure(models.Model):
    """One subject of a batch that could not be done, with its cause."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="failures")
    # failure_of_job begins with it.
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="failures", db_index=False)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["job", "id"], name="failure_of_job")]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class CountKey(models.Model):
    """What is counted: a metric, and the values it is counted by; empty where it isn't."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(max_length=20)
    language = models.CharField(max_length=3, default="")
    source = models.CharField(max_length=60, default="")
    engine = models.CharField(max_length=60, default="")
    voice = models.CharField(max_length=60, default="")
    name = models.CharField(max_length=60, default="")
    day = models.CharField(max_length=10, default="", db_default="", help_text="of UTC")
    amount = models.BigIntegerField()

    class Meta:
        abstract = True


class CountDelta(CountKey):
    """A change of a count, appended in the transaction that changes what is counted."""

    def __str__(self) -> str:
        return f"{self.metric} {self.amount:+}"


class Count(CountKey):
    """The sum of the deltas that the sweep has folded in."""

    # one_count_per_key begins with it.
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "dataset",
                    "metric",
                    "language",
                    "source",
                    "engine",
                    "voice",
                    "name",
                    "day",
                ],
                name="one_count_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.amount}"
