"""Items found by what they say and by what became of them in some language."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import Dataset
from corpus.models import Item
from languages import SOURCE
from releases.rejected import Rejected, fails, only_rejected
from releases.stages import is_at, only_candidates
from releases.versions import current_versions, items_of, rated_tasks

if TYPE_CHECKING:
    from releases.versions import Version


@dataclass(frozen=True, kw_only=True)
class ItemFilter:
    """Which items; what is empty or None doesn't matter.

    An item fits when it fits itself, and one of its languages fits all the rest at once.

    Attributes:
        licence: of the text or of the recording.
        engine: that spoke.
        stage: how far it has come, as the overview counts it.
        rejected: what a check rejects of it.
        least_naturalness, least_understood: means of the standing votes, 1-5.
    """

    search: str = ""
    split: str = ""
    source: str = ""
    language: str = ""
    engine: str = ""
    licence: str = ""
    stage: str = ""
    rejected: Rejected | None = None
    verified: bool | None = None
    least_naturalness: float | None = None
    least_understood: float | None = None

    @property
    def is_about_versions(self) -> bool:
        """Whether anything is asked of an item's languages."""
        made = self.language or self.engine or self.licence or self.stage or self.rejected
        return bool(made or self.least_scores) or self.verified is not None

    @property
    def is_about_votes(self) -> bool:
        """Whether only what natives judged fits."""
        return bool(self.verified or self.least_scores)

    @property
    def least_scores(self) -> dict[str, float]:
        """Conditions on a version, as `current_versions` annotates it."""
        least = {"naturalness": self.least_naturalness, "understood": self.least_understood}
        return {f"{name}__gte": value for name, value in least.items() if value is not None}


@dataclass(frozen=True)
class Sample:
    """What a list shows and plays of an item."""

    language: str
    question: str
    audio_url: str | None
    duration_s: float | None


@dataclass(frozen=True)
class Found:
    """In which languages an item has what was asked for; none where no language matters."""

    languages: list[str]
    sample: Sample | None


def find_items(dataset: Dataset, wanted: ItemFilter) -> QuerySet[Item]:
    items = dataset.items.select_related("source")
    if wanted.search:
        items = items.matching(wanted.search)
    if wanted.split:
        items = items.in_split(wanted.split)
    if wanted.source:
        items = items.filter(source__slug=wanted.source)
    if wanted.is_about_votes:
        # Few, so the rest is asked of them alone: it says again which of their languages fit.
        judged = rated_tasks(dataset, language=wanted.language, full=bool(wanted.verified))
        items = items.filter(pk__in=items_of(judged.filter(**wanted.least_scores)))
    if wanted.stage:
        items = only_candidates(items, dataset, wanted.stage, wanted.language)
    if wanted.rejected:
        items = only_rejected(items, dataset, wanted.rejected, wanted.language)
    if wanted.is_about_versions:
        items = items.filter(Exists(_versions(dataset, wanted).filter(item=OuterRef("pk"))))
    return items


def describe_found(
    dataset: Dataset, items: Collection[Item], wanted: ItemFilter
) -> dict[int, Found]:
    """By the items' ids, in one query. The sample is of the first language that fits."""
    asked = wanted if wanted.is_about_versions else ItemFilter(language=SOURCE)
    versions = _versions(dataset, asked).filter(item__in=items)
    by_item: dict[int, list[Sample]] = {}
    for item, *parts in versions.values_list(
        "item_id",
        "language",
        "question",
        "current_recording__sha256",
        "current_recording__duration_s",
    ):
        by_item.setdefault(item, []).append(_sample(*parts))
    order = {language: place for place, language in enumerate(dataset.languages)}
    for samples in by_item.values():
        samples.sort(key=lambda sample: order.get(sample.language, len(order)))
    return {item.pk: _found(by_item.get(item.pk, []), wanted) for item in items}


def _sample(language: str, question: str, sha256: str | None, duration: float | None) -> Sample:
    return Sample(language, question, f"/audio/{sha256}" if sha256 else None, duration)


def _found(samples: list[Sample], wanted: ItemFilter) -> Found:
    fitting = [sample.language for sample in samples] if wanted.is_about_versions else []
    return Found(fitting, samples[0] if samples else None)


def _versions(dataset: Dataset, wanted: ItemFilter) -> "QuerySet[Version]":
    rows = current_versions(dataset)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.engine or wanted.licence:
        made = _made_by(dataset, wanted)
        rows = rows.none() if made is None else rows.filter(made)
    if wanted.stage:
        rows = rows.filter(is_at(wanted.stage))
    if wanted.rejected:
        rows = rows.filter(fails(wanted.rejected))
    if wanted.verified is not None:
        rows = rows.filter(verified=wanted.verified)
    return rows.filter(**wanted.least_scores)


def _made_by(dataset: Dataset, wanted: ItemFilter) -> Q | None:
    """How to find what the engine spoke and what is under the licence; None where nothing is.

    A licence is looked for where there is any under it: to look at texts and recordings at once
    takes seconds where few have it, since no index holds both.
    """
    spoken = [
        licence
        for language, engine, licence in _spoken(dataset)
        if wanted.language in {"", language} and wanted.engine in {"", engine}
    ]
    if wanted.engine and not spoken:
        return None
    made = Q(current_recording__engine=wanted.engine) if wanted.engine else Q()
    if not wanted.licence:
        return made
    where = {
        "current_recording__licence": spoken,
        "licence": [
            licence
            for language, licence in _written(dataset)
            if wanted.language in {"", language}
        ],
    }  # fmt: skip
    ways = [Q(**{path: wanted.licence}) for path, kept in where.items() if wanted.licence in kept]
    return made & reduce(or_, ways) if ways else None


# Each kind that there is, found by as many steps through an index, however many rows have it.
_KINDS = """
WITH RECURSIVE kind AS (
    (SELECT {columns} FROM {table} WHERE dataset_id = %(dataset)s AND is_current
     ORDER BY {columns} LIMIT 1)
    UNION ALL
    SELECT following.* FROM kind, LATERAL (
        SELECT {named} FROM {table} row
        WHERE row.dataset_id = %(dataset)s AND row.is_current AND ({named}) > ({last})
        ORDER BY {named} LIMIT 1) following)
SELECT * FROM kind
"""


@dataclass(frozen=True)
class Choices:
    """What a filter can be set to, and find something."""

    engines: list[str]
    licences: list[str]


def list_choices(dataset: Dataset) -> Choices:
    """Engines that spoke, and licences of texts and recordings, of what is current."""
    spoken, written = _spoken(dataset), _written(dataset)
    licences = {licence for *_, licence in [*spoken, *written] if licence}
    return Choices(sorted({engine for _, engine, _ in spoken}), sorted(licences))


def _spoken(dataset: Dataset) -> list[tuple[str, ...]]:
    """Languages, engines and licences of recordings, as they come together."""
    return _kinds(dataset, "corpus_recording", "language", "engine", "licence")


def _written(dataset: Dataset) -> list[tuple[str, ...]]:
    """Languages and licences of texts, as they come together."""
    return _kinds(dataset, "corpus_translation", "language", "licence")


def _kinds(dataset: Dataset, table: str, *names: str) -> list[tuple[str, ...]]:
    parts = {
        "table": table,
        "columns": ", ".join(names),
        "named": ", ".join(f"row.{name}" for name in names),
        # Not `kind.*`: rows compared as a whole use no index.
        "last": ", ".join(f"kind.{name}" for name in names),
    }
    with connection.cursor() as cursor:
        cursor.execute(_KINDS.format(**parts), {"dataset": dataset.pk})
        return [*cursor.fetchall()]
