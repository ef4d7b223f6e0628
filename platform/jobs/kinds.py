"""What kinds of job there are. Apps above this one register theirs when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from jobs.enums import Queue
from jobs.errors import JobKindUnknownError
from jobs.models import Batch, Job


@dataclass(frozen=True)
class FailedUnit:
    subject_id: int
    code: str
    message: str


WriteResults = Callable[[], list[FailedUnit]]
"""Writes a batch's results; called once, in the transaction that ends the batch."""


@dataclass(frozen=True)
class JobKind:
    """How jobs of one kind are checked, cut and done.

    Attributes:
        plan: inserts the job's batches, set-based, and returns the number of units.
            Runs in one transaction, so that a killed planner leaves nothing.
        run: does the slow part of a batch, outside any transaction, and returns the
            function that writes its results.
    """

    name: str
    title: str
    description: str
    queue: Queue
    parameters: type[serializers.Serializer[Any]]
    plan: Callable[[Job], int]
    run: Callable[[Batch], WriteResults]


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> JobKind:
    try:
        return _kinds[name]
    except KeyError:
        raise JobKindUnknownError(name, _kinds) from None


def all_kinds() -> list[JobKind]:
    return [_kinds[name] for name in sorted(_kinds)]
