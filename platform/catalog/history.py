"""Who changed what, of whatever people change: read from the events that the database keeps.

Apps register what of theirs has a history that managers look at.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models

from accounts.models import User
from catalog.errors import HistoryUnknownError
from catalog.models import Dataset

SHOWN_CHARACTERS = 300


@dataclass(frozen=True, kw_only=True)
class Audited:
    """One sort of thing with a history.

    Attributes:
        name: what it is asked for by.
        events: the model of its events, made by pghistory.
        dataset: the path from an event to the dataset it belongs to; empty where it belongs to all.
        title: what an event's thing is called, from the event.
        thing: the path from an event to the id that it is asked for by.
        hidden: fields that say nothing to a person.
        related: what the title reads beside the event.
    """

    name: str
    events: type[models.Model]
    dataset: str = "dataset"
    title: Callable[[Any], str] = lambda event: str(event.name)
    thing: str = "pgh_obj_id"
    hidden: frozenset[str] = frozenset()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEvent:
    """``who`` is None where no request made it: the studio did it by itself."""

    id: int
    at: datetime
    what: str
    object_id: int
    title: str
    who: str | None
    changes: Sequence[Change]


_audited: dict[str, Audited] = {}


def register(audited: Audited) -> None:
    _audited[audited.name] = audited


def find(name: str) -> Audited:
    """Raises HistoryUnknownError."""
    try:
        return _audited[name]
    except KeyError:
        raise HistoryUnknownError(name, _audited) from None


def events_of(
    audited: Audited, dataset: Dataset, object_id: int | None = None
) -> models.QuerySet[Any]:
    manager: models.Manager[Any] = audited.events._default_manager  # noqa: SLF001 - Django's own
    events = manager.select_related("pgh_context", *audited.related)
    if audited.dataset:
        events = events.filter(**{audited.dataset: dataset.pk})
    if object_id is not None:
        events = events.filter(**{audited.thing: object_id})
    return events


def tell_history(audited: Audited, page: Sequence[Any]) -> list[HistoryEvent]:
    """The events of a page, each compared with the one before it of the same thing."""
    before = _previous(audited, page)
    people = _people(page)
    return [
        HistoryEvent(
            id=event.pgh_id,
            at=event.pgh_created_at,
            what=event.pgh_label,
            object_id=event.pgh_obj_id,
            title=audited.title(event),
            who=people.get(_user_of(event)),
            changes=_compare(audited, before.get(event.pgh_id), event),
        )
        for event in page
    ]


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


def _compare(audited: Audited, before: Any, after: Any) -> list[Change]:
    if before is None or after.pgh_label != "update":
        return []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _fields(audited))
    return [Change(name, _word(old), _word(new)) for name, old, new in pairs if old != new]


def _fields(audited: Audited) -> list[str]:
    fields = audited.events._meta.concrete_fields  # noqa: SLF001 - Django's own
    names = [field.attname for field in fields]
    return [name for name in names if not name.startswith("pgh_") and name not in audited.hidden]


def _word(value: object) -> str:
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _user_of(event: Any) -> int | None:
    metadata: Mapping[str, Any] = event.pgh_context.metadata if event.pgh_context else {}
    return metadata.get("user")


def _people(page: Collection[Any]) -> dict[int | None, str]:
    asked = {user for event in page if (user := _user_of(event)) is not None}
    return dict(User.objects.filter(pk__in=asked).values_list("pk", "username"))
