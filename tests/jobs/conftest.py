"""A kind of job whose parts a test can replace."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rest_framework import serializers

from jobs import kinds
from jobs.enums import Queue
from jobs.kinds import FailedUnit, JobKind, WriteResults
from jobs.models import Batch, Job

UseKind = Callable[..., JobKind]


class CountingParameters(serializers.Serializer[Any]):
    """How many batches of one unit."""

    batches = serializers.IntegerField(min_value=0, default=1)


def plan(job: Job) -> int:
    count = int(job.parameters["batches"])
    Batch.objects.bulk_create(
        Batch(job=job, queue=job.queue, language="ara", subject_ids=[number], units=1)
        for number in range(count)
    )
    return count


def run(batch: Batch) -> WriteResults:
    return list[FailedUnit]


COUNTING = JobKind(
    name="counting",
    title="Counting",
    description="Does nothing, so many times.",
    queue=Queue.GPU,
    parameters=CountingParameters,
    plan=plan,
    run=run,
)


@pytest.fixture
def use_kind(monkeypatch: pytest.MonkeyPatch) -> UseKind:
    """Registers the kind, with other parts where given, until the test ends."""

    def use(**parts: Any) -> JobKind:
        kind = replace(COUNTING, **parts)
        monkeypatch.setitem(kinds._kinds, kind.name, kind)  # noqa: SLF001 - ends with the test
        return kind

    return use
