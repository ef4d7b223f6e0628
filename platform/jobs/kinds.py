"""What kinds of job there are. Apps above this one register theirs when Django starts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from catalog.models import Dataset
from jobs.enums import Queue
from jobs.errors import JobKindUnknownError, QueueUnknownError
from jobs.models import Batch, Job


@dataclass(frozen=True)
class FailedUnit:
    subject_id: int
    code: str
    message: str


WriteResults = Callable[[], list[FailedUnit]]
"""Writes a batch's results; called once, in the transaction that ends the batch."""


Parameters = Mapping[str, Any]
"""A job's parameters, as its kind's serializer accepted them."""


@dataclass(frozen=True)
class Estimate:
    """What a job would have to do.

    Attributes:
        characters: of all texts it would read; 0 where it reads none.
        audio_seconds: that it would make; None where it makes none or nothing was measured yet.
        languages: that the units are in; None where its kind doesn't tell.
    """

    units: int
    characters: int = 0
    audio_seconds: float | None = None
    languages: int | None = None


QueueOf = Callable[[Parameters], Queue]
"""Where a job belongs whose parameters decide what it needs."""


def one_unit(dataset: Dataset, parameters: Parameters) -> Estimate:
    """For a kind that is one piece of work, whatever it meets."""
    return Estimate(units=1)


def no_items(subject_ids: Collection[int]) -> Mapping[int, int]:
    """For a kind whose subjects belong to no item."""
    return {}


@dataclass(frozen=True)
class JobKind:
    """How jobs of one kind are checked, estimated, cut and done.

    Attributes:
        queue: which workers do it, or what tells that from the parameters.
        plan: inserts the job's batches, set-based, and returns the number of units.
            Runs in one transaction, so that a killed planner leaves nothing.
        run: does the slow part of a batch, outside any transaction, and returns the
            function that writes its results.
        estimate: tells what a job started now would do; changes nothing.
        items_of: the item of each of a batch's subjects that belongs to one.
    """

    name: str
    title: str
    description: str
    queue: Queue | QueueOf
    parameters: type[serializers.Serializer[Any]]
    plan: Callable[[Job], int]
    run: Callable[[Batch], WriteResults]
    estimate: Callable[[Dataset, Parameters], Estimate] = one_unit
    items_of: Callable[[Collection[int]], Mapping[int, int]] = no_items

    def queue_of(self, parameters: Parameters) -> Queue:
        """Raises QueueUnknownError: no worker would ever see the job."""
        return check_queue(self.queue if isinstance(self.queue, str) else self.queue(parameters))


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Raises QueueUnknownError: no worker would ever see the kind's batches."""
    if isinstance(kind.queue, str):
        check_queue(kind.queue)
    _kinds[kind.name] = kind


def get(name: str) -> JobKind:
    try:
        return _kinds[name]
    except KeyError:
        raise JobKindUnknownError(name, _kinds) from None


def find(name: str) -> JobKind | None:
    """None for the kind of an old job that no app registers any more."""
    return _kinds.get(name)


def check_queue(name: str) -> Queue:
    """Returns the queue of this name.

    Raises:
        QueueUnknownError: there is none; work for it would wait for ever.
    """
    if name not in Queue.values:
        raise QueueUnknownError(name, Queue.values)
    return Queue(name)


def all_kinds() -> list[JobKind]:
    return [_kinds[name] for name in sorted(_kinds)]
