"""How raters came: invites and who used them; studies on Prolific and who took part."""

import pghistory
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

from accounts.models import User
from accounts.validators import validate_language
from annotation.models.campaigns import Campaign
from annotation.recruitment.enums import Outcome
from catalog.models import Dataset

CODE = RegexValidator(r"\A[A-Za-z0-9]{1,32}\Z", "A completion code holds letters and digits only.")


class InviteQuerySet(models.QuerySet["Invite"]):
    def visible_to(self, user: User) -> "InviteQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def with_uses(self) -> "InviteQuerySet":
        return self.prefetch_related("uses__user").select_related("campaign")


@pghistory.track(exclude=["digest"])
class Invite(models.Model):
    """A link that makes whoever opens it a rater of a dataset, in one language.

    Only the SHA-256 of its key is stored; the link is shown once.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="invites")
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.CASCADE,
        null=True,
        related_name="invites",
        help_text="where it leads to; None: to all that waits",
    )
    language = models.CharField(max_length=3, validators=[validate_language])
    name = models.CharField(max_length=100, help_text="for managers: whom it was made for")
    digest = models.CharField(max_length=64, unique=True)
    max_uses = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InviteQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class InviteUse(models.Model):
    invite = models.ForeignKey(
        Invite, on_delete=models.CASCADE, related_name="uses", db_index=False
    )  # one_use_per_person begins with it
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invite", "user"], name="one_use_per_person")
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} by {self.invite}"


@pghistory.track()
class ProlificStudy(models.Model):
    """A study on Prolific that sends its participants to a campaign, in one language.

    Codes are those that the study lists on Prolific. An empty one: there is none, so the
    participant is asked to return the submission; for failed checks the complete one is given.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="studies")
    language = models.CharField(max_length=3, validators=[validate_language])
    study_id = models.CharField(max_length=64, unique=True)
    code_complete = models.CharField(max_length=32, validators=[CODE])
    code_failed_checks = models.CharField(max_length=32, blank=True, validators=[CODE])
    code_screened_out = models.CharField(max_length=32, blank=True, validators=[CODE])
    code_no_consent = models.CharField(max_length=32, blank=True, validators=[CODE])
    sessions = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="that the study pays for"
    )
    failed_checks_to_reject = models.PositiveSmallIntegerField(
        default=2,
        validators=[MinValueValidator(1)],
        help_text="so many failed attention checks or more; Prolific asks for two in studies of "
        "five minutes or longer",
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.study_id


class ProlificParticipant(models.Model):
    """The one place that knows whose account on Prolific an account here is; without history."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="participant")
    prolific_id = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track(exclude=["session_id"])
class ProlificSubmission(models.Model):
    """A participant's part in a study. ``outcome`` is written once, by the server."""

    study = models.ForeignKey(
        ProlificStudy, on_delete=models.CASCADE, related_name="submissions", db_index=False
    )  # one_submission_per_participant begins with it
    participant = models.ForeignKey(
        ProlificParticipant, on_delete=models.CASCADE, related_name="submissions"
    )
    session_id = models.CharField(max_length=64, help_text="Prolific's id of the submission")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    rules_version = models.PositiveSmallIntegerField(
        null=True, help_text="of the screening that found the outcome"
    )
    arrived_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "participant"], name="one_submission_per_participant"
            ),
            models.UniqueConstraint(
                fields=["study", "session_id"], name="one_participant_per_submission"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} in {self.study}"
