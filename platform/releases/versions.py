"""Items in their current state in each language, and which of it natives verified."""

from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from annotation.enums import Verdict
from annotation.models import Correction, Rating, Task
from catalog.models import Dataset
from corpus.enums import Origin
from corpus.models import Translation

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _VersionParts(TypedDict):
        recording_id: int | None
        votes: int
        naturalness: float | None
        understood: float | None
        text_verified: bool
        recording_verified: bool
        verified: bool

    Version = WithAnnotations[Translation, _VersionParts]


def current_versions(dataset: Dataset, *, fit: bool = False) -> "QuerySet[Version]":
    """Every item's current text in every language, with its current recording and its votes.

    Annotations: ``recording_id``, ``votes``, ``naturalness`` and ``understood`` (means, None
    without votes), ``text_verified``, ``recording_verified``, ``verified``.

    A text is verified when it is the source, or a native confirmed or wrote it. A recording is
    verified when a campaign has all the votes on it that it asked for. Where ``fit`` is wanted, a
    recording that was set aside is taken for none.
    """
    spoken = Q(recordings__is_current=True)
    if fit:
        spoken &= Q(recordings__set_aside=None)
    voices = FilteredRelation("recordings", condition=spoken)
    texts = Translation.objects.filter(dataset=dataset, is_current=True)
    texts = texts.select_related("item__source").alias(current_recording=voices)
    versions = texts.annotate(
        recording_id=F("current_recording__id"),
        votes=Coalesce(_of_votes(Count("id")), 0),
        naturalness=_of_votes(Avg("naturalness")),
        understood=_of_votes(Avg("understood")),
        text_verified=_text_verified(),
        recording_verified=Exists(
            Task.objects.filter(
                recording=OuterRef("recording_id"),
                recording__set_aside=None,
                answered__gte=F("votes_needed"),
            )
        ),
    ).annotate(
        verified=Case(
            When(text_verified=True, recording_verified=True, then=Value(value=True)),
            default=Value(value=False),
        )
    )
    return cast("QuerySet[Version]", versions)


def rated_tasks(dataset: Dataset, *, language: str = "", full: bool = False) -> "QuerySet[Task]":
    """Those with a vote on a recording, or where ``full``, with all the votes they ask for.

    They are few, and one index holds what is asked of them: who wants only what people judged
    begins here. Annotations: ``naturalness`` and ``understood``, as of `current_versions`.
    """
    wanted = {"language": language} if language else {}
    tasks = Task.objects.filter(
        campaign__dataset=dataset,
        answered__gt=0,  # as the index of answered tasks has it
        recording__isnull=False,
        **wanted,
    )
    if full:
        tasks = tasks.filter(answered__gte=F("votes_needed"))
    return tasks.annotate(
        naturalness=_of_votes(Avg("naturalness")), understood=_of_votes(Avg("understood"))
    )


def items_of(tasks: "QuerySet[Task]") -> "QuerySet[Task, Any]":
    """To be looked for in: a list of its own, in the order of items.

    Not distinct, the tasks would be joined, which tempts the planner to walk past all items.
    """
    return tasks.values("item").distinct()


def voted_tasks(dataset: Dataset) -> "QuerySet[Task]":
    """Those with a vote that counts: on the current recording of a current text.

    Begins at the tasks that have a vote, which are few, and looks at each row once.
    """
    return Task.objects.filter(
        campaign__dataset=dataset,
        answered__gt=0,  # as the index of answered tasks has it
        recording__is_current=True,
        recording__translation__is_current=True,
    )


def is_verified() -> Q:
    """Whether a voted task makes its recording one of `current_versions` that are verified."""
    full = Q(answered__gte=F("votes_needed"), recording__set_aside=None)
    return full & _text_verified("recording__translation")


def _of_votes(aggregate: Count | Avg) -> Subquery:
    standing = Rating.objects.filter(recording=OuterRef("recording_id"), withdrawn_at=None)
    values = standing.order_by().values("recording").annotate(value=aggregate)
    return Subquery(values.values("value"))


def _text_verified(text: str = "") -> Q:
    """`text` is the path to it, where it isn't the row itself."""
    pk, origin = (f"{text}__pk", f"{text}__origin") if text else ("pk", "origin")
    standing = Correction.objects.filter(withdrawn_at=None, is_final=True)
    confirmed = standing.filter(translation=OuterRef(pk), verdict=Verdict.CONFIRMED)
    written = standing.filter(corrected=OuterRef(pk))
    return Q((origin, Origin.SOURCE)) | Q(Exists(confirmed)) | Q(Exists(written))
