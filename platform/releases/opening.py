"""Opens a release to readers without a token, and closes it again."""

from accounts.models import User
from releases.models import Publication, Release


def open_release(release: Release, *, by: User) -> None:
    Publication.objects.get_or_create(release=release, defaults={"created_by": by})


def close_release(release: Release) -> None:
    """What was fetched meanwhile is out; the history keeps who had opened it, and when."""
    Publication.objects.filter(release=release).delete()
