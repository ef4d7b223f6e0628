"""Who changed what, of whatever people change: read from the events that the database keeps.

Apps register what of theirs has a history that managers look at.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models

from accounts.models import User
from catalog.errors import HistoryUnknownError, NotAskedByNameError
from catalog.history_values import AnyField, Names, Sort, sort_of, tell
from catalog.models import Dataset

_NEVER_SHOWN = frozenset({"id", "dataset"})


@dataclass(frozen=True, kw_only=True)
class Audited:
    """One sort of thing with a history.

    Attributes:
        name: what it is asked for by.
        events: the model of its events, made by pghistory.
        dataset: the path from an event to the dataset it belongs to; empty where it belongs to all.
        title: what an event's thing is called, from the event.
        thing: the path from an event to the id that it is asked for by.
        concerns: which of a dataset's events are its managers' business; None: all.
        within: the path from an event to the name that it is asked for by, where it has one.
        hidden: fields that say nothing to a person.
        told: fields that are told when it is made; for what never changes they say all.
        related: what the title reads beside the event.
    """

    name: str
    events: type[models.Model]
    dataset: str = "dataset"
    title: Callable[[Any], str] = lambda event: str(event.name)
    thing: str = "pgh_obj_id"
    concerns: Callable[[Dataset], models.Q] | None = None
    within: str = ""
    hidden: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def fields(self) -> list[AnyField]:
        """Those that are shown."""
        fields = self.events._meta.concrete_fields  # noqa: SLF001 - Django's own
        never = _NEVER_SHOWN | self.hidden
        return [
            field
            for field in fields
            if not field.name.startswith("pgh_") and field.name not in never
        ]


@dataclass(frozen=True)
class Change:
    """``label`` is English, for fields that a page has no word for."""

    field: str
    label: str
    sort: Sort
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEvent:
    """``who`` is None where nobody asked for it: the studio did it by itself."""

    id: int
    at: datetime
    what: str
    object_id: int
    title: str
    who: str | None
    changes: Sequence[Change]


_audited: dict[str, Audited] = {}


def register(*audited: Audited) -> None:
    _audited.update({one.name: one for one in audited})


def registered() -> Mapping[str, Audited]:
    return _audited


def find(name: str) -> Audited:
    """Raises HistoryUnknownError."""
    try:
        return _audited[name]
    except KeyError:
        raise HistoryUnknownError(name, _audited) from None


def events_of(
    audited: Audited, dataset: Dataset, *, object_id: int | None = None, name: str = ""
) -> models.QuerySet[Any]:
    """Raises NotAskedByNameError."""
    manager: models.Manager[Any] = audited.events._default_manager  # noqa: SLF001 - Django's own
    events = manager.select_related("pgh_context", *audited.related)
    if audited.dataset:
        events = events.filter(**{audited.dataset: dataset.pk})
    if audited.concerns is not None:
        events = events.filter(audited.concerns(dataset))
    if object_id is not None:
        events = events.filter(**{audited.thing: object_id})
    if name and not audited.within:
        raise NotAskedByNameError(audited.name)
    return events.filter(**{audited.within: name}) if name else events


def tell_history(audited: Audited, page: Sequence[Any]) -> list[HistoryEvent]:
    """The events of a page, each compared with the one before it of the same thing."""
    before = _previous(audited, page)
    changes = {event: [*_changes(audited, before.get(event.pgh_id), event)] for event in page}
    seen = [
        (field, value) for found in changes.values() for field, *values in found for value in values
    ]
    people = {user for event in page if (user := _user_of(event)) is not None}
    names = Names(seen, people)
    return [
        HistoryEvent(
            id=event.pgh_id,
            at=event.pgh_created_at,
            what=event.pgh_label,
            object_id=event.pgh_obj_id,
            title=audited.title(event),
            who=names.of(User, _user_of(event)),
            changes=[_tell_change(*one, names) for one in found],
        )
        for event, found in changes.items()
    ]


def _tell_change(field: AnyField, before: object, after: object, names: Names) -> Change:
    return Change(
        field.name,
        str(field.verbose_name),
        sort_of(field),
        tell(field, before, names),
        tell(field, after, names),
    )


def _previous(audited: Audited, page: Sequence[Any]) -> dict[int, Any]:
    """By event: the one before it, of all things of the page in one query."""
    if not page:
        return {}
    manager: models.Manager[Any] = audited.events._default_manager  # noqa: SLF001 - Django's own
    last = max(event.pgh_id for event in page)
    rows = manager.filter(pgh_obj_id__in={event.pgh_obj_id for event in page}, pgh_id__lte=last)
    by_object: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("pgh_id"):
        by_object[row.pgh_obj_id].append(row)
    pairs = (pair for rows in by_object.values() for pair in pairwise(rows))
    return {after.pgh_id: earlier for earlier, after in pairs}


def _changes(
    audited: Audited, before: Any, after: Any
) -> Iterator[tuple[AnyField, object, object]]:
    if after.pgh_label == "insert":
        told = {field.name: field for field in audited.fields}
        for field in map(told.__getitem__, audited.told):
            if (value := getattr(after, field.attname)) not in _EMPTY:
                yield field, None, value
    elif after.pgh_label == "update" and before is not None:
        for field in audited.fields:
            old, new = getattr(before, field.attname), getattr(after, field.attname)
            if old != new:
                yield field, old, new


_EMPTY: Collection[object] = (None, "", {}, [])


def _user_of(event: Any) -> int | None:
    """What workers make is the doing of whoever asked them to."""
    metadata: Mapping[str, Any] = event.pgh_context.metadata if event.pgh_context else {}
    user: int | None = metadata.get("user")
    if user is None and event.pgh_label == "insert":
        user = getattr(event, "created_by_id", None)
    return user
