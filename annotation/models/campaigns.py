"""What is asked: a sample of a dataset, in languages, by a protocol."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.enums import Arrival
from accounts.models import User
from annotation.consensus import READERS
from annotation.enums import Backend, CampaignKind, CampaignState, SampleSlice, SampleSplit
from catalog.models import Dataset
from corpus.models import Item


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def visible_to(self, user: User) -> "ProtocolQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))


@pghistory.track()
class Protocol(models.Model):
    """How raters are asked, after ITU-T P.808. The defaults are those of a published test.

    Frozen once a campaign uses it: votes given under two protocols are two measurements. A change
    is a new version. Votes per item stand on the campaign, since they may be raised while it runs.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="protocols", db_index=False
    )  # one_protocol_per_version begins with it
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    consent_version = models.PositiveSmallIntegerField(
        null=True, default=1, help_text="of the text; None: not asked for"
    )
    qualification = models.BooleanField(default=True)
    qualification_pass_mark = models.FloatField(default=0.8, help_text="share of right answers")
    qualification_days = models.PositiveSmallIntegerField(default=30, help_text="it stays valid")
    qualification_tries = models.PositiveSmallIntegerField(default=2, help_text="in those days")
    environment_check = models.BooleanField(default=True)
    environment_pass_mark = models.FloatField(default=0.8, help_text="share of right answers")
    environment_hours = models.PositiveSmallIntegerField(default=24, help_text="it stays valid")
    environment_tries = models.PositiveSmallIntegerField(default=5, help_text="in those hours")
    training = models.BooleanField(default=True)
    session_size = models.PositiveSmallIntegerField(
        null=True, default=10, help_text="clips; None: no sessions, one clip after another"
    )
    traps_per_session = models.PositiveSmallIntegerField(default=1)
    gold_per_session = models.PositiveSmallIntegerField(default=1)
    session_minutes = models.PositiveSmallIntegerField(default=60, help_text="it may last")
    sessions_in_a_row = models.PositiveSmallIntegerField(default=3, help_text="before a break")
    break_minutes = models.PositiveSmallIntegerField(default=15)
    sessions_per_day = models.PositiveSmallIntegerField(default=8, help_text="in 24 hours")
    frozen_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "name", "version"], name="one_protocol_per_version"
            ),
            models.CheckConstraint(
                condition=Q(qualification_pass_mark__range=(0, 1))
                & Q(environment_pass_mark__range=(0, 1)),
                name="pass_marks_are_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> "CampaignQuerySet":
        seen = self.filter(dataset__in=Dataset.objects.visible_to(user))
        if user.arrived_by == Arrival.PROLIFIC:
            # Who came for a study is asked what it pays for, and nothing else of the dataset.
            mine = User.objects.filter(pk=user.pk)
            seen = seen.filter(pk__in=mine.values("participant__submissions__study__campaign"))
        return seen

    def open(self) -> "CampaignQuerySet":
        return self.filter(state=CampaignState.OPEN)


@pghistory.track()
class Campaign(models.Model):
    """A question put to native speakers about a sample of a dataset."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="campaigns")
    kind = models.CharField(max_length=12, choices=CampaignKind)
    name = models.CharField(max_length=120)
    backend = models.CharField(
        max_length=12, choices=Backend, db_default=Backend.BUILT_IN.value, default=Backend.BUILT_IN
    )
    state = models.CharField(max_length=8, choices=CampaignState, default=CampaignState.OPEN)
    protocol = models.ForeignKey(
        Protocol,
        on_delete=models.PROTECT,
        null=True,
        related_name="campaigns",
        help_text="None: raters are asked at once, clip after clip",
    )
    languages = ArrayField(models.CharField(max_length=3))
    split = models.CharField(max_length=8, choices=SampleSplit, default=SampleSplit.BENCH)
    items_per_language = models.PositiveIntegerField(null=True, help_text="None: the whole split")
    targeted_per_language = models.JSONField(
        default=dict, help_text="items beside the uniform ones, by slice"
    )
    votes_per_item = models.PositiveSmallIntegerField(default=2)
    second_reviewer = models.BooleanField(
        default=False, help_text="another native reads each correction before it counts"
    )
    seed = models.PositiveIntegerField(default=1)
    scale_version = models.PositiveSmallIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects = CampaignQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name_for_raters(self) -> str:
        """Who chooses between two systems' answers may not read which systems they are."""
        return f"#{self.pk}" if self.kind == CampaignKind.PREFERENCE else self.name

    @property
    def raters_per_item(self) -> int:
        """So many different people at least; a disagreement takes one more."""
        return READERS if self.second_reviewer else self.votes_per_item

    @property
    def has_sessions(self) -> bool:
        return self.protocol is not None and bool(self.protocol.session_size)


class SampledItem(models.Model):
    """An item that a campaign asks about, drawn once.

    Items of the uniform slice are asked in every language (``language`` is empty), and rates are
    estimated from them alone; targeted ones are suspects of one language.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="sample", db_index=False
    )  # sampled_once begins with it
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=3, blank=True, default="")
    slice = models.CharField(max_length=16, choices=SampleSlice, default=SampleSlice.UNIFORM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "item", "language"], name="sampled_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.campaign_id}"
