"""Celery's entry point; safe to run twice, late, or never."""

from celery import shared_task

from annotation.models import Campaign
from annotation.recruitment.outcomes import settle_all
from annotation.services.assigning import expire_assignments
from annotation.services.campaigns import refresh_tasks
from annotation.services.efforts import measure_efforts
from annotation.services.revoicing import voice_corrections
from annotation.services.sessions import lapse_sessions


@shared_task(name="annotation.tasks.sweep")
def sweep() -> None:
    """Ends what was left lying, voices and measures corrections, asks about what came since."""
    lapse_sessions()
    expire_assignments()
    settle_all()
    voice_corrections()
    measure_efforts()
    for campaign in Campaign.objects.open():
        refresh_tasks(campaign)
