"""A corrected question is voiced again, so that natives can hear what they corrected."""

import logging
from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from rest_framework.exceptions import ValidationError

from accounts.models import User
from catalog.models import Dataset
from common.errors import InvalidInputError
from corpus.enums import Origin
from corpus.models import Recording, Translation
from jobs.enums import BatchState, JobState
from jobs.errors import JobAlreadyRunningError
from jobs.models import Batch, Job, UnitFailure
from jobs.services import start_job

logger = logging.getLogger(__name__)

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
        except (ValidationError, InvalidInputError) as problem:
            # An engine is gone or voices are lacking: that waits for a manager, and nobody else.
            logger.warning("%s: corrections are not voiced: %s", dataset.slug, problem)


def voice_again(dataset: Dataset, *, languages: Sequence[str], by: User) -> Job:
    """A manager has corrected questions voiced, also those whose voicing failed.

    Raises:
        JobAlreadyRunningError: the same is under way.
    """
    parameters = {"languages": list(languages), "corrected_only": True}
    return start_job(dataset, kind=SYNTHESIZE, parameters=parameters, by=by)


def waiting_for_manager(dataset: Dataset) -> QuerySet[Translation]:
    """Corrected questions that can't be heard, and that no sweep voices (again)."""
    clips = Recording.objects.filter(translation=OuterRef("pk"), is_current=True, set_aside=None)
    corrected = Translation.objects.filter(dataset=dataset, origin=Origin.HUMAN, is_current=True)
    soon = _silent_corrections().filter(dataset=dataset)
    return corrected.exclude(Exists(clips) | Q(pk__in=soon.values("pk")))


def _silent_corrections() -> QuerySet[Translation]:
    recordings = Recording.objects.filter(translation=OuterRef("pk"), is_current=True)
    failures = UnitFailure.objects.filter(job__kind=SYNTHESIZE, subject_id=OuterRef("pk"))
    ended = Batch.objects.filter(
        job__kind=SYNTHESIZE,
        state__in=[BatchState.FAILED, BatchState.CANCELLED],
        subject_ids__contains=[OuterRef("pk")],
    )
    # Ended before it had a batch: an engine is gone, or voices are lacking.
    unplanned = Job.objects.filter(
        kind=SYNTHESIZE,
        dataset=OuterRef("dataset"),
        state=JobState.FAILED,
        units_total=0,
        created_at__gt=OuterRef("created_at"),
    )
    corrected = Translation.objects.filter(origin=Origin.HUMAN, is_current=True)
    return corrected.exclude(
        Exists(recordings) | Exists(failures) | Exists(ended) | Exists(unplanned)
    )
