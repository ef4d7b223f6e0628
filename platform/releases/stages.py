"""How far an item has come in a language: what the overview counts, to be found row by row."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact

from annotation.enums import CampaignKind, Verdict
from annotation.models import Correction, Task
from catalog.models import Dataset
from corpus.models import Recording
from generation.models import CheckReport, CheckRules
from jobs.counts import Metric, read_counts
from releases.versions import items_of, rated_tasks

HEARD = "recognition-errors"
"""The one check that says a recording was listened to by machine (generation/checks/heard.py)."""


class Stage(StrEnum):
    """Columns of the overview's languages, under its names."""

    TRANSLATED = "translated"
    VOICED = "voiced"
    HEARD = "heard"
    CHECKS_FAILED = "checks_failed"
    SET_ASIDE = "set_aside"
    RATED = "rated"
    """It has all the votes that a campaign asks for."""
    REVIEWED = "reviewed"
    """A native confirmed, corrected, or gave it up."""
    CORRECTED = "corrected"
    """A native corrected it, and none said otherwise later."""


_FEW = 4_000
"""So many are listed before they are looked for; where there are more, a walk soon meets some."""


def is_at(stage: str) -> Q:
    """Of `current_versions`: whether one has come so far."""
    return _CONDITIONS[Stage(stage)]()


def only_candidates(items: QuerySet[Any], dataset: Dataset, stage: str, language: str) -> Any:
    """Narrowed to a list of few where the stage has few, so that nobody walks past all others."""
    found = _LISTS.get(Stage(stage))
    if found is None:
        return items
    return only_few(items, _amount(dataset, Stage(stage), language), found(dataset, language))


def only_few(items: QuerySet[Any], amount: int, found: QuerySet[Any, Any]) -> QuerySet[Any]:
    """Narrowed to those `found`, of which there are about so many; as they are, if many are."""
    if amount == 0:
        return items.none()
    return items if amount > _FEW else items.filter(pk__in=found)


def is_rated() -> Q:
    """Of tasks: an open campaign has all the votes it asked for."""
    return Q(is_open=True, answered__gte=F("votes_needed"))


def _translated() -> Q:
    return Q(is_current=True)


def _voiced() -> Q:
    return Q(current_recording__isnull=False)


def _heard() -> Q:
    rules = CheckRules.objects.filter(names__contains=[HEARD])
    return Q(
        Exists(CheckReport.objects.filter(recording=OuterRef("recording_id"), rules__in=rules))
    )


def _hearing_rules() -> QuerySet[CheckRules]:
    return CheckRules.objects.filter(names__contains=[HEARD])


def _failing() -> Q:
    failed = CheckReport.objects.exclude(failed=[])
    of_text = failed.filter(translation=OuterRef("pk"))
    of_recording = failed.filter(recording=OuterRef("recording_id"))
    return Q(Exists(of_text)) | Q(Exists(of_recording))


def _set_aside() -> Q:
    return Q(current_recording__set_aside__isnull=False)


def _rated() -> Q:
    return Q(Exists(Task.objects.filter(is_rated(), recording=OuterRef("recording_id"))))


def _settled() -> QuerySet[Correction]:
    return Correction.objects.filter(withdrawn_at=None, is_final=True)


def _said_last() -> QuerySet[Correction]:
    """Of a version's item in its language, the last word first."""
    return (
        _settled()
        .filter(translation__item=OuterRef("item_id"), translation__language=OuterRef("language"))
        .order_by("-pk")
    )


def _corrected() -> Q:
    return Q(Exact(Subquery(_said_last().values("verdict")[:1]), Verdict.CORRECTED))


_CONDITIONS: Mapping[Stage, Callable[[], Q]] = {
    Stage.TRANSLATED: _translated,
    Stage.VOICED: _voiced,
    Stage.HEARD: _heard,
    Stage.CHECKS_FAILED: _failing,
    Stage.SET_ASIDE: _set_aside,
    Stage.RATED: _rated,
    Stage.REVIEWED: lambda: Q(Exists(_said_last())),
    Stage.CORRECTED: _corrected,
}


def _in(language: str) -> dict[str, str]:
    return {"language": language} if language else {}


def _failing_items(dataset: Dataset, language: str) -> QuerySet[Any, Any]:
    failed = CheckReport.objects.filter(dataset=dataset, **_in(language)).exclude(failed=[])
    of_texts = failed.filter(translation__is_current=True).values("translation__item")
    of_recordings = failed.filter(
        recording__is_current=True, recording__translation__is_current=True
    ).values("recording__translation__item")
    return of_texts.union(of_recordings)


def _heard_items(dataset: Dataset, language: str) -> QuerySet[Any, Any]:
    heard = CheckReport.objects.filter(dataset=dataset, rules__in=_hearing_rules(), **_in(language))
    current = heard.filter(recording__is_current=True, recording__translation__is_current=True)
    return current.values("recording__translation__item").distinct()


def _items_aside(dataset: Dataset, language: str) -> QuerySet[Any, Any]:
    clips = Recording.objects.filter(
        dataset=dataset, is_current=True, set_aside__isnull=False, **_in(language)
    )
    return clips.values("translation__item").distinct()


def _rated_items(dataset: Dataset, language: str) -> QuerySet[Any, Any]:
    return items_of(rated_tasks(dataset, language=language, full=True).filter(is_rated()))


def _reviewed_items(dataset: Dataset, language: str) -> QuerySet[Any, Any]:
    """By their tasks: corrections know their language by way of all texts only."""
    answered = Task.objects.filter(
        campaign__dataset=dataset,
        campaign__kind=CampaignKind.CORRECTION,
        answered__gt=0,  # as the index of answered tasks has it
        **_in(language),
    )
    return items_of(answered)


_LISTS = {
    Stage.HEARD: _heard_items,
    Stage.CHECKS_FAILED: _failing_items,
    Stage.SET_ASIDE: _items_aside,
    Stage.RATED: _rated_items,
    Stage.REVIEWED: _reviewed_items,
    Stage.CORRECTED: _reviewed_items,
}
_COUNTED = {
    Stage.HEARD: ((Metric.CHECKS_PASSED, Metric.CHECKS_FAILED), HEARD),
    Stage.CHECKS_FAILED: ((Metric.ITEMS_FAILING,), ""),
    Stage.SET_ASIDE: ((Metric.SET_ASIDE,), ""),
}
"""What machines do may be much, and its counts are maintained; what people do is little."""


def _amount(dataset: Dataset, stage: Stage, language: str) -> int:
    """By the maintained counts; 1 where there are none."""
    if stage not in _COUNTED:
        return 1
    metrics, name = _COUNTED[stage]
    counts = read_counts(dataset.pk, *metrics, by=["language", "name"])
    amounts = (
        amount
        for key, amount in counts.items()
        if key.name == name and language in {"", key.language}
    )
    return sum(amounts)
