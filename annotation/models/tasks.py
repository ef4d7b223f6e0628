"""What is handed out, and to whom."""

import pghistory
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now, Random

from accounts.models import User
from annotation.enums import AssignmentState, ControlRole, PairOrder, SampleSlice, SkipReason
from annotation.models.campaigns import Campaign
from annotation.models.pairs import AnswerPair
from annotation.models.path import RatingSession
from catalog.models import Dataset
from corpus.models import Item, Recording, Translation


@pghistory.track()
class ControlClip(models.Model):
    """A clip that measures the rater: it looks like any other, but its scores are known.

    ``naturalness`` and ``understood`` are the known scores, 1-5, of traps and gold; ``choice`` is
    the right one of a clip of the environment check, from 0.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="controls", db_index=False
    )  # one_control_per_name begins with it
    language = models.CharField(max_length=3)
    role = models.CharField(max_length=12, choices=ControlRole)
    name = models.CharField(max_length=80, help_text="what it is, for managers")
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveIntegerField()
    duration_s = models.FloatField()
    naturalness = models.PositiveSmallIntegerField(null=True)
    understood = models.PositiveSmallIntegerField(null=True)
    choice = models.PositiveSmallIntegerField(null=True)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "language", "role", "name"], name="one_control_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name} ({self.language})"


class TaskQuerySet(models.QuerySet["Task"]):
    def claimable(self) -> "TaskQuerySet":
        return self.asking().filter(is_open=True, taken__lt=F("votes_needed"))

    def unanswered(self) -> "TaskQuerySet":
        """Those that want votes still, also where others hold all that are missing."""
        return self.asking().filter(is_open=True, answered__lt=F("votes_needed"))

    def asking(self) -> "TaskQuerySet":
        """Without traps and gold, which ask nothing about the dataset."""
        return self.filter(control=None)

    def untouched_by(self, rater: User) -> "TaskQuerySet":
        """Without what this rater answered, skipped or holds; a lapsed one may come back."""
        touched = Assignment.objects.filter(task=OuterRef("pk"), rater=rater)
        return self.exclude(Exists(touched.exclude(state=AssignmentState.EXPIRED)))


class Task(models.Model):
    """One subject: a recording to hear, a translation to correct, or a pair of answers to compare.

    ``item`` is whose subject it is, so that items people judged are found by their tasks alone;
    traps, gold and pairs have none. A trap or gold clip stands in one session alone, so each has
    a task of its own. ``taken`` counts answers and held assignments, ``answered`` the answers
    alone; both are kept in the transactions that change them. Votes of a session that lapsed are
    in neither: they are screened out, so others are asked.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="tasks", db_index=False
    )  # one_task_per_recording begins with it
    language = models.CharField(max_length=3)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="tasks")
    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, null=True, related_name="tasks"
    )
    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, null=True, related_name="tasks"
    )
    control = models.ForeignKey(
        ControlClip, on_delete=models.PROTECT, null=True, related_name="tasks", db_index=False
    )
    pair = models.ForeignKey(
        AnswerPair, on_delete=models.CASCADE, null=True, related_name="tasks", db_index=False
    )  # one_task_per_pair is its index
    slice = models.CharField(
        max_length=16, choices=SampleSlice, db_default=SampleSlice.UNIFORM.value
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
                condition=Q(recording__isnull=False, translation=None, control=None, pair=None)
                | Q(recording=None, translation__isnull=False, control=None, pair=None)
                | Q(recording=None, translation=None, control__isnull=False, pair=None)
                | Q(recording=None, translation=None, control=None, pair__isnull=False),
                name="task_has_one_subject",
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
            models.UniqueConstraint(
                fields=["pair"], condition=~Q(pair=None), name="one_task_per_pair"
            ),
        ]
        indexes = [
            # The order in which tasks are handed out: fewest votes first, then by lot.
            models.Index(
                fields=["campaign", "language", "taken", "shuffle"],
                condition=Q(is_open=True, control=None, taken__lt=F("votes_needed")),
                name="task_claimable",
            ),
            # A campaign may ask about hundreds of thousands; what was answered is read often.
            models.Index(
                fields=["campaign", "item"],
                include=["language", "recording", "answered", "votes_needed"],
                condition=Q(answered__gt=0),
                name="task_answered",
            ),
            models.Index(fields=["control"], condition=~Q(control=None), name="task_control"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk} ({self.language})"


@pghistory.track()
class Assignment(models.Model):
    """A task in a rater's hands. One row for each pair of them: nobody judges a thing twice."""

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="assignments", db_index=False
    )  # one_assignment_per_rater begins with it
    rater = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="assignments", db_index=False
    )  # assignment_answered begins with it
    session = models.ForeignKey(
        RatingSession, on_delete=models.CASCADE, null=True, related_name="assignments"
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="in its session")
    state = models.CharField(max_length=8, choices=AssignmentState, default=AssignmentState.HELD)
    lease_expires_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    # Clips are heard one by one, so each can have ended only after those before it: the server's
    # own account of listening time, which also holds for answers kept while offline.
    earliest_end_at = models.DateTimeField(null=True)
    hidden_s = models.FloatField(default=0, help_text="the page was hidden while it was open")
    plays = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    reviews = models.ForeignKey(
        "annotation.Correction",
        on_delete=models.PROTECT,
        null=True,
        related_name="reviewed_in",
        help_text="another native's answer that was shown; None: the machine's text alone",
    )
    words_shown_at = models.DateTimeField(
        null=True, help_text="the answer stands since: who knows the words hears them better"
    )
    order_shown = models.CharField(
        max_length=8, choices=PairOrder, blank=True, db_default="", help_text="of a pair of answers"
    )
    skip_reason = models.CharField(max_length=20, choices=SkipReason, blank=True)
    skip_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "rater"], name="one_assignment_per_rater")
        ]
        indexes = [
            models.Index(
                fields=["lease_expires_at"], condition=Q(state="held"), name="assignment_held"
            ),
            models.Index(fields=["rater"], condition=Q(state="held"), name="assignment_held_by"),
            # The last answer of a rater, and when the last clip can have ended.
            models.Index(fields=["rater", "answered_at"], name="assignment_answered"),
            models.Index(fields=["rater", "earliest_end_at"], name="assignment_heard"),
        ]

    def __str__(self) -> str:
        return f"{self.task} of {self.rater}"
