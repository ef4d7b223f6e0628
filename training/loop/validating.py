"""How well a model does on samples held out from training."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engines.protocols import Task
from evaluation.suites.measures import TEXT_METRICS
from training.loop.reading import Skipped

_METRICS: Mapping[Task, tuple[str, ...]] = {
    Task.TRANSCRIBE: ("error_rate", "wer", "cer"),
    Task.TRANSLATE: ("bleu", "chrf"),
    Task.ANSWER: ("chrf",),
}
"""As MultiSpeech-Bench's suites; how good answers are is left to judges."""


class Reply(NamedTuple):
    task: Task
    language: str
    target: str
    reference: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Validation:
    loss: float
    """Mean over answer tokens; nats."""
    tokens: int
    """That it was counted on; 0 where no sample could be read."""
    metrics: Mapping[str, float]
    skipped: Sequence[Skipped]
    """Samples that could not be read, of all ranks."""


def is_answered(key: str, *, wanted: int, of: int) -> bool:
    """Whether a held-out sample is among those that are answered in full: about so many of all.

    It depends on the key alone, so that each validation asks for the same.
    """
    drawn = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
    return drawn * of < wanted * 2**64


def score(replies: Sequence[Reply]) -> dict[str, float]:
    """By task and metric, such as ``transcribe.wer``: the mean of language pairs."""
    by_task: dict[Task, list[Reply]] = defaultdict(list)
    for reply in replies:
        by_task[reply.task].append(reply)
    return {
        f"{task.value}.{name}": value
        for task, of_task in by_task.items()
        for name, value in _scores(task, of_task)
    }


def _scores(task: Task, replies: Sequence[Reply]) -> Iterator[tuple[str, float]]:
    by_pair: dict[tuple[str, str], list[Reply]] = defaultdict(list)
    for reply in replies:
        by_pair[reply.language, reply.target].append(reply)
    for name in _METRICS[task]:
        metric = TEXT_METRICS[name]
        sums = [
            metric.count([(one.reference, one.text) for one in said], target).sum(axis=0)
            for (_, target), said in by_pair.items()
        ]
        yield name, float(metric.score(np.stack(sums)).mean())
