"""A corrected question is voiced again, so that natives can hear what they corrected."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, QuerySet

from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Recording, Translation
from jobs.enums import BatchState
from jobs.errors import JobAlreadyRunningError
from jobs.models import Batch, UnitFailure
from jobs.services import start_job

SYNTHESIZE = "synthesize"


def voice_corrections() -> None:
    """Starts a job in each dataset that has corrected questions without a recording.

    A text whose voicing failed or was cancelled is not tried again and again: it waits for a
    manager. So does one in a language that the dataset gave up.
    """
    waiting = _silent_corrections().filter(dataset__languages__contains=[F("language")])
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


def _silent_corrections() -> QuerySet[Translation]:
    recordings = Recording.objects.filter(translation=OuterRef("pk"), is_current=True)
    failures = UnitFailure.objects.filter(job__kind=SYNTHESIZE, subject_id=OuterRef("pk"))
    ended = Batch.objects.filter(
        job__kind=SYNTHESIZE,
        state__in=[BatchState.FAILED, BatchState.CANCELLED],
        subject_ids__contains=[OuterRef("pk")],
    )
    corrected = Translation.objects.filter(origin=Origin.HUMAN, is_current=True)
    return corrected.exclude(Exists(recordings)).exclude(Exists(failures)).exclude(Exists(ended))
