"""Human judgement: campaigns, the tasks they consist of, and what raters answered.

Raw answers are never deleted. Taking one back marks it as withdrawn; every change of state is
kept by pghistory.
"""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Random

from accounts.models import User
from annotation.enums import (
    AssignmentState,
    CampaignKind,
    CampaignState,
    SampleSplit,
    SkipReason,
    Verdict,
)
from catalog.models import Dataset
from corpus.models import Item, Recording, Translation


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> "CampaignQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def open(self) -> "CampaignQuerySet":
        return self.filter(state=CampaignState.OPEN)


@pghistory.track()
class Campaign(models.Model):
    """A question put to native speakers about a sample of a dataset."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="campaigns")
    kind = models.CharField(max_length=12, choices=CampaignKind)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=CampaignState, default=CampaignState.OPEN)
    languages = ArrayField(models.CharField(max_length=3))
    split = models.CharField(max_length=8, choices=SampleSplit, default=SampleSplit.BENCH)
    items_per_language = models.PositiveIntegerField(null=True, help_text="None: the whole split")
    votes_per_item = models.PositiveSmallIntegerField(default=2)
    seed = models.PositiveIntegerField(default=1)
    scale_version = models.PositiveSmallIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects = CampaignQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SampledItem(models.Model):
    """An item that a campaign asks about: drawn once, the same in every language."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="sample", db_index=False
    )  # sampled_once begins with it
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "item"], name="sampled_once")]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.campaign_id}"


class TaskQuerySet(models.QuerySet["Task"]):
    def claimable(self) -> "TaskQuerySet":
        return self.filter(is_open=True, taken__lt=F("votes_needed"))


class Task(models.Model):
    """One subject to be judged: a recording to hear, or a translation to correct.

    ``taken`` counts answers and held assignments, ``answered`` the answers alone; both are kept
    in the transactions that change them.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="tasks", db_index=False
    )  # one_task_per_recording begins with it
    language = models.CharField(max_length=3)
    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, null=True, related_name="tasks"
    )
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, null=True, related_name="tasks"
    )
    votes_needed = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField(default=0)
    taken = models.PositiveSmallIntegerField(default=0)
    # False once the text changed: votes on the old recording say nothing of the new one.
    is_open = models.BooleanField(default=True)
    shuffle = models.FloatField(db_default=Random())
    created_at = models.DateTimeField(db_default=Now())

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recording=None) ^ Q(translation=None), name="task_has_one_subject"
            ),
            models.CheckConstraint(condition=Q(answered__lte=F("taken")), name="answered_is_taken"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("votes_needed")), name="no_more_votes_than_needed"
            ),
            models.UniqueConstraint(
                fields=["campaign", "recording"], name="one_task_per_recording"
            ),
            models.UniqueConstraint(
                fields=["campaign", "translation"], name="one_task_per_translation"
            ),
        ]
        indexes = [
            # The order in which tasks are handed out: fewest votes first, then by lot.
            models.Index(
                fields=["campaign", "language", "taken", "shuffle"],
                condition=Q(is_open=True, taken__lt=F("votes_needed")),
                name="task_claimable",
            ),
            # A campaign may ask about hundreds of thousands; what was answered is read often.
            models.Index(
                fields=["campaign"],
                include=["recording", "answered", "votes_needed"],
                condition=Q(answered__gt=0),
                name="task_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk} ({self.language})"


@pghistory.track()
class Assignment(models.Model):
    """A task in a rater's hands. One row for each pair of them: nobody judges a thing twice."""

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="assignments", db_index=False
    )  # one_assignment_per_rater begins with it
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=8, choices=AssignmentState, default=AssignmentState.HELD)
    lease_expires_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    plays = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    skip_reason = models.CharField(max_length=20, choices=SkipReason, blank=True)
    skip_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "rater"], name="one_assignment_per_rater")
        ]
        indexes = [
            models.Index(
                fields=["lease_expires_at"], condition=Q(state="held"), name="assignment_held"
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} of {self.rater}"


class Answer(models.Model):
    """What ratings and corrections have in common."""

    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seconds = models.FloatField(help_text="from opening, or the answer before it, to sending")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@pghistory.track()
class Rating(Answer):
    """A vote on a recording: 1-5 on both scales, 5 is best."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="ratings")
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="ratings")
    naturalness = models.PositiveSmallIntegerField()
    understood = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(withdrawn_at=None), name="one_standing_rating"
            ),
            models.CheckConstraint(
                condition=Q(naturalness__range=(1, 5)) & Q(understood__range=(1, 5)),
                name="scores_are_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naturalness}/{self.understood}"


@pghistory.track()
class Correction(Answer):
    """A native speaker's verdict on a translation, with the text it led to."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="corrections")
    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="corrections"
    )
    verdict = models.CharField(max_length=16, choices=Verdict)
    corrected = models.ForeignKey(
        Translation, on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(withdrawn_at=None),
                name="one_standing_correction",
            )
        ]

    def __str__(self) -> str:
        return self.verdict
