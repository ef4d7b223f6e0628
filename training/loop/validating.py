"""How well a model does on samples held out from training."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engines.protocols import Task
from evaluation.suites.joint import read_joint
from evaluation.suites.loading import get_suite
from evaluation.suites.measures import TEXT_METRICS
from evaluation.suites.metric import TextMetric
from evaluation.suites.scoring import text_metrics
from evaluation.suites.suite import ANSWER
from training.data.leaving_out import Missed
from training.examples import Example
from training.recipes.fields import Source

_METRICS: Mapping[str, tuple[str, ...]] = {
    Task.TRANSCRIBE.value: ("error_rate", "wer", "cer"),
    Task.TRANSLATE.value: ("bleu", "chrf"),
    Task.ANSWER.value: ("chrf",),
}
"""As MultiSpeech-Bench's suites; how good open answers are is left to judges."""


class Reply(NamedTuple):
    kind: str
    """A task; or a suite, by whose own metrics a closed answer is measured."""
    language: str
    target: str
    reference: str
    text: str


def reply_to(example: Example, text: str, source: Source) -> Reply:
    """What was said to an example of this source; of joint ones the answer alone."""
    closed = source.suite if example.task is Task.ANSWER else ""
    said = (example.answer, text)
    if closed and source.joint:
        goals = replace(get_suite(closed), joint=True).goals
        said = (read_joint(said[0], goals)[ANSWER], read_joint(said[1], goals)[ANSWER])
    return Reply(closed or example.task.value, example.language, example.target, *said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Validation:
    loss: float
    """Mean over answer tokens; nats."""
    tokens: int
    """That it was counted on; 0 where no sample could be read."""
    counted: str
    """Another where it was counted on other samples, since some could not be read."""
    metrics: Mapping[str, float]
    skipped: Sequence[Missed]
    """Samples that could not be read, of all ranks."""


def name_samples(keys: Sequence[str]) -> str:
    """Names a set of samples in few characters."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]


def is_answered(key: str, *, wanted: int, of: int) -> bool:
    """Whether a held-out sample is among those that are answered in full: about so many of all.

    It depends on the key alone, so that each validation asks for the same.
    """
    drawn = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
    return drawn * of < wanted * 2**64


def score(replies: Sequence[Reply]) -> dict[str, float]:
    """By kind and metric, such as ``transcribe.wer``: the mean of language pairs."""
    by_kind: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        by_kind[reply.kind].append(reply)
    return {
        f"{kind}.{name}": value
        for kind, of_kind in by_kind.items()
        for name, value in _scores(_metrics_of(kind), of_kind)
    }


def _metrics_of(kind: str) -> Sequence[TextMetric]:
    if kind in _METRICS:
        return [TEXT_METRICS[name] for name in _METRICS[kind]]
    return text_metrics(get_suite(kind))


def _scores(metrics: Sequence[TextMetric], replies: Sequence[Reply]) -> Iterator[tuple[str, float]]:
    by_pair: dict[tuple[str, str], list[Reply]] = defaultdict(list)
    for reply in replies:
        by_pair[reply.language, reply.target].append(reply)
    for metric in metrics:
        sums = [
            metric.count([(one.reference, one.text) for one in said], target).sum(axis=0)
            for (_, target), said in by_pair.items()
        ]
        yield metric.name, float(metric.score(np.stack(sums)).mean())
