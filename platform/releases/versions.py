"""Items in their current state in each language, and which of it natives verified."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Avg, Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models import Subquery, Value, When
from django.db.models.functions import Coalesce

from annotation.enums import Verdict
from annotation.models import Correction, Rating, Task
from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Recording, Translation


def current_versions(dataset: Dataset) -> QuerySet[Translation]:
    """Every item's current text in every language, with its current recording and its votes.

    Annotations: ``recording_id``, ``votes``, ``naturalness`` and ``understood`` (means, None
    without votes), ``text_verified``, ``recording_verified``, ``verified``.

    A text is verified when it is the source, or a native confirmed or wrote it. A recording is
    verified when a campaign has all the votes on it that it asked for.
    """
    voices = FilteredRelation("recordings", condition=Q(recordings__is_current=True))
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    texts = texts.select_related("item__source").alias(current_recording=voices)
    return texts.annotate(
        recording_id=F("current_recording__id"),
        votes=Coalesce(Subquery(_votes(Count("id"))), 0),
        naturalness=Subquery(_votes(Avg("naturalness"))),
        understood=Subquery(_votes(Avg("understood"))),
        text_verified=_text_verified(),
        recording_verified=Exists(
            Task.objects.filter(
                recording=OuterRef("recording_id"), answered__gte=F("votes_needed")
            )
        ),
    ).annotate(
        verified=Case(
            When(text_verified=True, recording_verified=True, then=Value(value=True)),
            default=Value(value=False),
        )
    )


def _votes(aggregate: Count | Avg) -> QuerySet[Rating]:
    standing = Rating.objects.filter(recording=OuterRef("recording_id"), withdrawn_at=None)
    return standing.order_by().values("recording").annotate(value=aggregate).values("value")


def _text_verified() -> Q:
    standing = Correction.objects.filter(withdrawn_at=None)
    confirmed = standing.filter(translation=OuterRef("pk"), verdict=Verdict.CONFIRMED)
    written = standing.filter(corrected=OuterRef("pk"))
    return Q(origin=Origin.SOURCE) | Q(Exists(confirmed)) | Q(Exists(written))


def recordings_by_id(ids: list[int]) -> dict[int, Recording]:
    """Recordings with the names of the checks that failed on them, as ``failed``."""
    failed = ArrayAgg("checks__name", filter=Q(checks__passed=False), default=Value([]))
    return Recording.objects.annotate(failed=failed).in_bulk(ids)
