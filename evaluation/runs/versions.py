"""Whoever answers under a name must stay who it was."""

from typing import TYPE_CHECKING, Any

from evaluation.runs.errors import SystemChangedError

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST_VERSION = 120


def check_same(name: str, version: str, known: "QuerySet[Any, tuple[str]]") -> None:
    """Raises SystemChangedError where others than this version spoke under the name so far."""
    for (other,) in known.order_by().distinct()[:2]:
        if other != version[:LONGEST_VERSION]:
            raise SystemChangedError(name, before=other, now=version)
