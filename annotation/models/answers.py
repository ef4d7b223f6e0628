"""What raters answered and did, raw."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from annotation.enums import PairOrder, PlaybackKind, Preferred, ProblemCause, Verdict
from annotation.models.pairs import AnswerPair
from annotation.models.tasks import Assignment
from corpus.models import Recording, Translation


class Answer(models.Model):
    """What ratings and corrections have in common."""

    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seconds = models.FloatField(help_text="from opening, or the answer before it, to sending")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    # Drawn by the browser for each answer: the same one sent twice counts once.
    key = models.UUIDField(null=True)

    class Meta:
        abstract = True


@pghistory.track()
class Rating(Answer):
    """A vote on a recording: 1-5 on both scales, 5 is best.

    Without a recording, on a trap or gold clip: nothing about the dataset.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="ratings")
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, null=True, related_name="ratings", db_index=False
    )  # rating_scores begins with it
    naturalness = models.PositiveSmallIntegerField()
    understood = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(withdrawn_at=None), name="one_standing_rating"
            ),
            models.UniqueConstraint(fields=["assignment", "key"], name="one_rating_per_key"),
            models.CheckConstraint(
                condition=Q(naturalness__range=(1, 5)) & Q(understood__range=(1, 5)),
                name="scores_are_1_to_5",
            ),
        ]
        indexes = [
            # With all that a mean needs: those of many clips are taken at once.
            models.Index(
                fields=["recording"],
                include=["naturalness", "understood", "withdrawn_at"],
                name="rating_scores",
            )
        ]

    def __str__(self) -> str:
        return f"{self.naturalness}/{self.understood}"


@pghistory.track()
class Correction(Answer):
    """A native speaker's verdict on a translation, with the text as the native leaves it.

    ``corrected`` is the text that became current by it. Where a second native reads what the
    first one wrote, only the answer that settled it is final.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="corrections")
    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="corrections"
    )
    verdict = models.CharField(max_length=16, choices=Verdict)
    question = models.TextField(blank=True, db_default="")
    answer = models.TextField(blank=True, db_default="")
    corrected = models.ForeignKey(
        Translation, on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    is_final = models.BooleanField(db_default=True)
    overridden = ArrayField(
        models.CharField(max_length=60),
        default=list,
        help_text="warnings that the native set aside, such as question.numbers-lost",
    )
    override_reason = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(withdrawn_at=None),
                name="one_standing_correction",
            ),
            models.UniqueConstraint(fields=["assignment", "key"], name="one_correction_per_key"),
        ]

    def __str__(self) -> str:
        return self.verdict


@pghistory.track()
class Preference(Answer):
    """Which of two answers a rater found better, whatever stood first on the page."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="preferences")
    pair = models.ForeignKey(AnswerPair, on_delete=models.PROTECT, related_name="preferences")
    choice = models.CharField(max_length=6, choices=Preferred)
    order_shown = models.CharField(max_length=8, choices=PairOrder)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(withdrawn_at=None),
                name="one_standing_preference",
            ),
            models.UniqueConstraint(fields=["assignment", "key"], name="one_preference_per_key"),
        ]

    def __str__(self) -> str:
        return self.choice


class PlaybackEvent(models.Model):
    """What the player said, as it said it; ``at`` is the server's clock."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="playback")
    kind = models.CharField(max_length=8, choices=PlaybackKind)
    seconds = models.FloatField(help_text="listened, or hidden; 0 where it means nothing")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.kind


@pghistory.track()
class ProblemReport(models.Model):
    """What a rater found wrong with a clip. The recording is empty on a trap or gold clip."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="problems")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, null=True, related_name="problems"
    )
    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, null=True, related_name="problems"
    )
    cause = models.CharField(max_length=16, choices=ProblemCause)
    word = models.CharField(max_length=200, blank=True, help_text="at which it starts")
    word_index = models.PositiveIntegerField(null=True, help_text="of the question, from 0")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "cause", "word_index"],
                name="one_report_per_place",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.cause} in {self.assignment_id}"
