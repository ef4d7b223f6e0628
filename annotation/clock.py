"""Time as raters' clocks have it: the server's, unless the raters are a program."""

from datetime import datetime, timedelta

from django.conf import settings


def elapsed_s(since: datetime, until: datetime) -> float:
    """Seconds a rater could hear and think in between.

    Those of the clock. Where raters are a program that need not sit through every clip, as in
    `make demo`, each stands for ``LISTENING_SPEED`` of a person's.
    """
    return (until - since).total_seconds() * settings.LISTENING_SPEED


def later(since: datetime, seconds: float) -> datetime:
    """The moment at which so many of these seconds have passed."""
    return since + timedelta(seconds=seconds / settings.LISTENING_SPEED)
