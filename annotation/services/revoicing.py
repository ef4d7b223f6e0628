"""A corrected question is voiced again, so that natives can hear what they corrected."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef

from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Recording, Translation
from jobs.errors import JobAlreadyRunningError
from jobs.models import UnitFailure
from jobs.services import start_job

SYNTHESIZE = "synthesize"


def voice_corrections() -> None:
    """Starts a job in each dataset that has corrected questions without a recording.

    A text whose voicing failed is not tried again and again: it waits for a manager.
    """
    recordings = Recording.objects.filter(translation=OuterRef("pk"), is_current=True)
    failures = UnitFailure.objects.filter(job__kind=SYNTHESIZE, subject_id=OuterRef("pk"))
    silent = Translation.objects.filter(origin=Origin.HUMAN, is_current=True)
    waiting = silent.exclude(Exists(recordings)).exclude(Exists(failures))
    languages = waiting.values("dataset").annotate(
        languages=ArrayAgg("language", distinct=True, order_by="language")
    )
    for row in languages.order_by("dataset"):
        parameters = {"languages": row["languages"], "corrected_only": True}
        dataset = Dataset.objects.get(pk=row["dataset"])
        try:
            start_job(dataset, kind=SYNTHESIZE, parameters=parameters, by=None)
        except JobAlreadyRunningError:
            continue
