"""A rater's way into a campaign: consent, trials, sessions."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import User
from annotation.enums import SessionState, TrialKind, TrialState
from annotation.models.campaigns import Campaign


@pghistory.track()
class Consent(models.Model):
    """A rater read the text in this version, with its warning of harmful content, and agreed."""

    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="consents")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="consents")
    text_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3, help_text="in which it was read")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "campaign", "text_version"], name="one_consent_per_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rater} to {self.campaign}"


@pghistory.track()
class Trial(models.Model):
    """One try at a qualification, an environment check or a training.

    ``questions`` hold what was right; it never leaves the server. Raw answers stay.
    """

    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="trials")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="trials")
    language = models.CharField(max_length=3)
    kind = models.CharField(max_length=16, choices=TrialKind)
    state = models.CharField(max_length=8, choices=TrialState, default=TrialState.OPEN)
    questions: models.JSONField[Any] = models.JSONField()
    answers: models.JSONField[Any] = models.JSONField(null=True)
    score = models.FloatField(null=True, help_text="share of right answers")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater", "campaign", "language", "kind"],
                condition=Q(state="open"),
                name="one_open_trial",
            )
        ]
        indexes = [
            models.Index(fields=["rater", "language", "kind", "ended_at"], name="trial_of_rater")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.rater}"


@pghistory.track()
class RatingSession(models.Model):
    """About ten clips in a row, with traps and gold among them. A rater has one at a time.

    ``device`` is a number that the browser drew: the tab that holds the session. What came of
    it is read from its assignments (`annotation.statistics.sessions`), never written here.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="sessions")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rating_sessions")
    language = models.CharField(max_length=3)
    state = models.CharField(max_length=8, choices=SessionState, default=SessionState.ACTIVE)
    device = models.CharField(max_length=64)
    seed = models.PositiveBigIntegerField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rater"], condition=Q(state="active"), name="one_session_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["rater", "started_at"], name="session_of_rater"),
            models.Index(fields=["expires_at"], condition=Q(state="active"), name="session_active"),
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.rater}"
