"""Releases: what a dataset was at one moment, kept as it was.

Nothing here is ever changed: the database refuses it. A row's text, votes and lineage are one line
of JSON, stored once however many releases have it; beside it stand the ids of what it was made
from, so that `releases.verifying` can compare both at any time.
"""

import secrets

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models

from accounts.models import AnyUser, User
from annotation.models import Correction, Rating
from catalog.models import Dataset
from corpus.models import Item, Recording, Translation
from jobs.models import Job
from releases.enums import ChangeKind

NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*\Z", "Small letters, digits, dots and dashes, such as v1 or 2026.11."
)


FROZEN = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User) -> "ReleaseQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def public(self) -> "ReleaseQuerySet":
        return self.filter(publication__isnull=False)

    def readable_by(self, user: AnyUser) -> "ReleaseQuerySet":
        """Public ones, and those of the person's own datasets."""
        if not isinstance(user, User):
            return self.public()
        own = models.Q(dataset__in=Dataset.objects.visible_to(user))
        return self.filter(own | models.Q(publication__isnull=False))

    def have_recording(self, sha256: str) -> bool:
        """Whether a row has it: looked up by the rows' key, item and language, not searched for."""
        return ReleaseRow.objects.filter(
            recording__sha256=sha256,
            item=models.F("recording__translation__item"),
            language=models.F("recording__language"),
            release__in=self,
        ).exists()


# What it holds can't change and is long; its secret is nobody's business.
@pghistory.track(
    pghistory.InsertEvent(), exclude=["secret", "definition", "numbers", "changes", "gates"]
)
class Release(models.Model):
    """A version of a dataset under a name. It is there as a whole or not at all."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.PROTECT, related_name="releases", db_index=False
    )  # one_release_per_name begins with it
    name = models.CharField(max_length=40, validators=[NAME])
    notes = models.TextField(blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    definition = models.JSONField(
        help_text="what was asked for and by which rules, splits and code it was made"
    )
    numbers = models.JSONField(help_text="all that is published of it: see releases.numbers")
    changes = models.JSONField(
        null=True, help_text="since the release before; none in those made before it was told"
    )
    gates = models.JSONField(help_text="each gate, what it found, and whether that passes")
    override_reason = models.TextField(
        blank=True, help_text="why it was made although gates failed; published with it"
    )
    rows = models.PositiveBigIntegerField()
    manifest = models.CharField(max_length=64, help_text="SHA-256 over everything in it")
    # Raters' pseudonyms are made with it. Never published: they would be names again.
    secret = models.CharField(max_length=64, default=secrets.token_hex, editable=False)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(help_text="of the snapshot that it was made from")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="one_release_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class ReleaseLine(models.Model):
    """What a release says of one item in one language; shared by releases that say the same."""

    dataset = models.ForeignKey(
        Dataset, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # one_line_per_content begins with it
    sha256 = models.BinaryField(help_text="of the line in UTF-8, 32 bytes")
    line = models.TextField(help_text="JSON, without a line end")

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(fields=["dataset", "sha256"], name="one_line_per_content")
        ]

    def __str__(self) -> str:
        return self.line[:60]


class ReleaseRow(models.Model):
    """One item in one language. The columns beside the line are what releases are filtered by."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="frozen_rows", db_index=False
    )  # one_row_per_item_and_language begins with it
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    line = models.ForeignKey(
        ReleaseLine, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    language = models.CharField(max_length=3)
    split = models.CharField(max_length=10)
    in_bench = models.BooleanField()
    source = models.CharField(max_length=60)
    verified = models.BooleanField()
    engine = models.CharField(max_length=60, help_text="that spoke; empty without a recording")
    licences = models.CharField(max_length=420, help_text="of text and recording, each once")
    naturalness = models.FloatField(null=True, help_text="mean of the votes that count, 1-5")
    understood = models.FloatField(null=True, help_text="mean of the votes that count, 1-5")

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(
                fields=["release", "item", "language"], name="one_row_per_item_and_language"
            )
        ]
        indexes = [
            models.Index(fields=["release", "language", "split", "item"], name="release_row_walk")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.language}"


class ReleaseVote(models.Model):
    """A raw vote on a recording of the release, under pseudonyms made for this release alone."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="votes", db_index=False
    )  # one_release_vote begins with it
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    language = models.CharField(max_length=3)
    rater = models.CharField(max_length=16)
    session = models.CharField(max_length=16)
    naturalness = models.PositiveSmallIntegerField()
    understood = models.PositiveSmallIntegerField()
    seconds = models.FloatField()
    excluded_because = models.CharField(max_length=20, blank=True)

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(fields=["release", "rating"], name="one_release_vote")
        ]
        indexes = [models.Index(fields=["release", "recording"], name="release_vote_recording")]

    def __str__(self) -> str:
        return f"{self.naturalness}/{self.understood} by {self.rater}"


class ReleaseCorrection(models.Model):
    """A native speaker's verdict on a text of an item in the release."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="corrections", db_index=False
    )  # one_release_correction begins with it
    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    rater = models.CharField(max_length=16)
    verdict = models.CharField(max_length=16)
    seconds = models.FloatField()
    # Rates count what was settled, of items drawn by lot: not proposals, and not suspects.
    is_final = models.BooleanField()
    slice = models.CharField(max_length=16)

    class Meta:
        triggers = FROZEN
        constraints = [
            models.UniqueConstraint(fields=["release", "correction"], name="one_release_correction")
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.rater}"


class ReleaseChange(models.Model):
    """An item in one language that isn't as it was in the release before."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="changed_rows", db_index=False
    )  # one_release_change begins with it
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=ChangeKind)

    class Meta:
        triggers = FROZEN
        constraints = [
            # In the order in which the pages of one kind are walked.
            models.UniqueConstraint(
                fields=["release", "kind", "item", "language"], name="one_release_change"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.item_id} in {self.language}"
