"""Fields of what is audited, and their values, as a person reads them.

What depends on the reader's language is only named here: words of a choice, dates, numbers, yes or
no. Their names are looked up by the pages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User

SHOWN_CHARACTERS = 300
_LANGUAGES = frozenset({"language", "languages"})

AnyField = models.Field[Any, Any]
Wanted = Iterable[tuple[AnyField, object]]


class Sort(models.TextChoices):
    """How the value of a field is to be read."""

    TEXT = "text", "As it is"
    WORDS = "words", "One or several of a few values, each with a name"
    LANGUAGES = "languages", "ISO 639-3"
    YES_NO = "yes_no", "true or false"
    NUMBER = "number", "A number"
    DATE = "date", "A moment"


_SORTS: tuple[tuple[type[AnyField] | tuple[type[AnyField], ...], Sort], ...] = (
    (models.BooleanField, Sort.YES_NO),
    (models.DateTimeField, Sort.DATE),
    ((models.IntegerField, models.FloatField, models.DecimalField), Sort.NUMBER),
)


def sort_of(field: AnyField) -> Sort:
    if choices_of(field):
        return Sort.WORDS
    if field.name in _LANGUAGES:
        return Sort.LANGUAGES
    if field.is_relation:
        return Sort.TEXT
    return next((sort for kinds, sort in _SORTS if isinstance(field, kinds)), Sort.TEXT)


def choices_of(field: AnyField) -> list[str]:
    """Of a field that holds one of a few values, or several of them."""
    single = field.base_field if isinstance(field, ArrayField) else field
    return [str(value) for value, _ in single.flatchoices if value not in {None, ""}]


class Names:
    """What things are called, by model and id; one query for each model."""

    def __init__(self, wanted: Wanted, people: Iterable[int]) -> None:
        ids: dict[Any, set[object]] = defaultdict(set)
        ids[User] = {*people}
        for field, value in wanted:
            if field.is_relation and value is not None:
                ids[field.related_model].add(value)
        self._names = {model: _names(model, keys) for model, keys in ids.items() if keys}

    def of(self, model: object, key: object) -> str | None:
        """None for what is not there any more."""
        return self._names.get(model, {}).get(key)


def _names(model: Any, keys: set[object]) -> dict[object, str]:
    rows = model._default_manager.filter(pk__in=keys)  # noqa: SLF001 - Django's own
    return {row.pk: str(row) for row in rows}


def tell(field: AnyField, value: object, names: Names) -> str:
    """Empty where there is nothing; long texts are cut."""
    if value is None:
        return ""
    if field.is_relation:
        return names.of(field.related_model, value) or f"#{value}"
    text = _write(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "–",
    bool: lambda value: "true" if value else "false",
    datetime: lambda value: str(value.isoformat()),
    # A budget of 100.0000 is one of 100.
    Decimal: lambda value: f"{value.normalize():f}",
    list: lambda values: ", ".join(map(_write, values)),
    dict: lambda pairs: ", ".join(f"{name}: {_write(value)}" for name, value in pairs.items()),
}


def _write(value: object) -> str:
    return _WRITERS.get(type(value), str)(value)
