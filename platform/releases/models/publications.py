"""Which releases strangers may read. It stands beside the release, which itself never changes."""

import pghistory
from django.db import models

from accounts.models import User
from releases.models.frozen import Release


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Publication(models.Model):
    """Opens a release to readers without a token, until it is taken back: then it is deleted."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="publication")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.release} is public"
