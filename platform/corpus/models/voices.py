"""People's speech that engines speak with."""

import pghistory
from django.db import models

from accounts.models import User
from catalog.models import Dataset
from corpus.enums import Perceived


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, user: User) -> "VoiceQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def drawable(self) -> "VoiceQuerySet":
        """That recordings made from now on may speak with."""
        return self.filter(retired_at=None)


@pghistory.track()
class Voice(models.Model):
    """A person's speech that an engine which clones voices speaks with.

    The clip lies in the audio store as mono FLAC. It stays as it was imported: recordings name
    the voice, and another clip is another voice.
    """

    dataset = models.ForeignKey(
        Dataset, on_delete=models.CASCADE, related_name="voices", db_index=False
    )  # one_voice_per_name begins with it
    name = models.CharField(max_length=60)
    perceived = models.CharField(max_length=12, choices=Perceived, default=Perceived.UNSPECIFIED)
    source = models.CharField(max_length=120, blank=True, help_text="for example LibriVox")
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=60, help_text="of the clip; SPDX where there is one")
    reader = models.CharField(max_length=120, blank=True, help_text="who speaks, as credited")
    sha256 = models.CharField(max_length=64, help_text="of the FLAC in the audio store")
    size_bytes = models.PositiveIntegerField()
    duration_s = models.FloatField()
    sample_rate = models.PositiveIntegerField(help_text="Hz")
    loudness_lufs = models.FloatField(help_text="ITU-R BS.1770")
    snr_db = models.FloatField(help_text="speech over background, an estimate")
    held_out = models.BooleanField(default=False, help_text="speaks only items of the bench")
    retired_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="one_voice_per_name"),
            models.UniqueConstraint(fields=["dataset", "sha256"], name="one_voice_per_clip"),
        ]
        indexes = [models.Index(fields=["sha256"], name="voice_sha256")]

    def __str__(self) -> str:
        return self.name

    @property
    def retired(self) -> bool:
        return self.retired_at is not None
