"""Which rows speak of objects in the audio store: recordings, and clips and files of higher apps.

Such a model has ``dataset``, ``sha256``, ``size_bytes`` and ``created_at``. What no row of these
models has is an orphan.
"""

from typing import Any

from django.db.models import Model

from accounts.models import User
from catalog.models import Dataset
from corpus.models import Recording, Voice

_MODELS: list[Any] = [Recording, Voice]
# Raters judge recordings blind to whose voice was cloned.
_NOT_FOR_RATERS: set[Any] = {Voice}
# What lies in the store, too, but has an address of its own.
_NOT_HEARD: set[Any] = set()


def register_audio_rows(model: type[Model], *, heard: bool) -> None:
    if model not in _MODELS:
        _MODELS.append(model)
    if not heard:
        _NOT_HEARD.add(model)


def is_known(sha256: str) -> bool:
    return any(model.objects.filter(sha256=sha256).exists() for model in _MODELS)


def may_hear(person: User, sha256: str, *, blind: bool = False) -> bool:
    """Whether it belongs to a dataset that the person is a member of.

    Voices aren't for raters, nor for those who come ``blind`` as one.
    """
    visible = Dataset.objects.visible_to(person)
    return any(
        model.objects.filter(sha256=sha256, dataset__in=visible).exists()
        for model in _MODELS
        if model not in _NOT_HEARD
        and ((person.reads_items and not blind) or model not in _NOT_FOR_RATERS)
    )


def tables() -> list[str]:
    return [model._meta.db_table for model in _MODELS]  # noqa: SLF001 - Django's documented API
