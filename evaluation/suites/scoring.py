"""From replies to scores: of each reply, of each language pair, and over all pairs.

A failed reply counts as an empty one: who crashes must not rank above who answers badly. The
score over all pairs is the mean of theirs, as the paper averages. Intervals resample clusters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluation.metrics.bootstrap import RESAMPLING, Estimate, Resampling, clustered_estimate
from evaluation.metrics.opinion import Interval
from evaluation.metrics.votes import Floats
from evaluation.suites.answers import Answer
from evaluation.suites.counting import CountedPair, count_pairs, rows_by_pair
from evaluation.suites.joint import Goal, read_joint
from evaluation.suites.measures import reference_metrics
from evaluation.suites.metric import Count, TextMetric, Texts
from evaluation.suites.suite import Pair, Suite


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerScore:
    id: str
    pair: Pair
    values: Mapping[str, float]
    """By metric. Of a single reply: BLEU with the orders that it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """One metric of one pair, or over all."""

    metric: str
    pair: Pair | None
    """None: the mean of all pairs."""
    value: float | None
    """In the metric's scale; None without replies."""
    interval: Interval | None
    items: int
    clusters: int
    signature: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Replies:
    """What became of the samples of one pair, or of all."""

    pair: Pair | None
    items: int
    failed: int
    empty: int
    """Said nothing, without failing."""
    guessed: int
    """Texts whose language could be told."""
    wrong_language: int
    """Of those, in another language than the one asked for."""

    @property
    def wrong_share(self) -> float | None:
        """Wrong of guessed, from 0 to 1; None where no language could be told."""
        return self.wrong_language / self.guessed if self.guessed else None


@dataclass(frozen=True, kw_only=True, slots=True)
class SuiteScores:
    answers: tuple[AnswerScore, ...]
    """In the order given."""
    scores: tuple[Score, ...]
    """By metric in the suite's order: each pair in the order met, then the mean of all."""
    replies: tuple[Replies, ...]
    """Each pair in the order met, then all."""


def text_metrics(suite: Suite) -> tuple[TextMetric, ...]:
    """Those of the suite's metrics that compare replies with references."""
    found = reference_metrics(suite.metrics, suite.label_names)
    return tuple(_of_last(each, suite.goals) for each in found) if suite.goals else found


def score_answers(
    suite: Suite, answers: Sequence[Answer], *, resampling: Resampling = RESAMPLING
) -> SuiteScores:
    """Scores replies by the suite's text metrics; without replies values are None.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    metrics = text_metrics(suite)
    parts = count_pairs(metrics, answers)
    return SuiteScores(
        answers=tuple(_each(metrics, parts, answers)),
        scores=tuple(_in_order(metrics, parts, resampling)),
        replies=count_replies(answers),
    )


def score_pair(
    metrics: Sequence[TextMetric], part: CountedPair, *, resampling: Resampling = RESAMPLING
) -> list[Score]:
    """One score of a pair for each metric, in their order."""
    return [
        _score(
            metric,
            part.pair,
            clustered_estimate(
                part.of(metric, metrics), part.clusters, metric.score, resampling=resampling
            ),
            metric.signature(part.pair.target),
        )
        for metric in metrics
    ]


def score_all(
    metrics: Sequence[TextMetric],
    parts: Sequence[CountedPair],
    *,
    resampling: Resampling = RESAMPLING,
) -> list[Score]:
    """The mean of all pairs for each metric, in their order."""
    clusters = [cluster for part in parts for cluster in part.clusters]
    groups = [part.pair for part in parts for _ in part.ids]
    return [
        _score(
            metric,
            None,
            clustered_estimate(
                stack(metric, metrics, parts),
                clusters,
                metric.score,
                groups=groups,
                resampling=resampling,
            ),
            f"mean-of-pairs:{len(parts)}",
        )
        for metric in metrics
    ]


def stack(
    metric: TextMetric, metrics: Sequence[TextMetric], parts: Sequence[CountedPair]
) -> Floats:
    """What a metric is made from, of all pairs in their order: (items, k)."""
    if not parts:
        return metric.count([], "eng")
    return np.concatenate([part.of(metric, metrics) for part in parts])


def count_replies(answers: Sequence[Answer]) -> tuple[Replies, ...]:
    """Failures, empty replies and wrong languages: of each pair in the order met, then of all."""
    pairs = rows_by_pair(answers)
    each = [pair_replies(pair, [answers[at] for at in rows]) for pair, rows in pairs.items()]
    return (*each, add_replies(each))


def pair_replies(pair: Pair, answers: Sequence[Answer]) -> Replies:
    """What became of samples that are all of one pair."""
    return Replies(
        pair=pair,
        items=len(answers),
        failed=sum(each.text is None for each in answers),
        empty=sum(each.text is not None and not each.text.strip() for each in answers),
        guessed=sum(each.guess is not None for each in answers),
        wrong_language=sum(each.guess not in {None, each.target} for each in answers),
    )


def add_replies(replies: Sequence[Replies]) -> Replies:
    """Those of all pairs, from those of each."""
    return Replies(
        pair=None,
        items=sum(each.items for each in replies),
        failed=sum(each.failed for each in replies),
        empty=sum(each.empty for each in replies),
        guessed=sum(each.guessed for each in replies),
        wrong_language=sum(each.wrong_language for each in replies),
    )


@dataclass(frozen=True)
class _LastCount:
    """Counts the last part of a joint reply."""

    count: Count
    goals: tuple[Goal, ...]

    def __call__(self, texts: Texts, language: str) -> Floats:
        last = self.goals[-1].name
        answers = [(right, read_joint(said, self.goals)[last]) for right, said in texts]
        return self.count(answers, language)


def _of_last(metric: TextMetric, goals: tuple[Goal, ...]) -> TextMetric:
    return replace(
        metric,
        count=_LastCount(metric.count, goals),
        signature=lambda language: f"joint:{len(goals)}|{metric.signature(language)}",
    )


def _each(
    metrics: Sequence[TextMetric], parts: Sequence[CountedPair], answers: Sequence[Answer]
) -> Iterator[AnswerScore]:
    values: list[dict[str, float]] = [{} for _ in answers]
    for part, rows in zip(parts, rows_by_pair(answers).values(), strict=True):
        for metric in metrics:
            found = metric.score_each(part.of(metric, metrics)).tolist()
            for at, value in zip(rows, found, strict=True):
                values[at][metric.name] = value
    for answer, own in zip(answers, values, strict=True):
        yield AnswerScore(id=answer.id, pair=answer.pair, values=own)


def _in_order(
    metrics: Sequence[TextMetric], parts: Sequence[CountedPair], resampling: Resampling
) -> Iterator[Score]:
    """Pair by pair, so that draws serve all metrics; told by metric."""
    columns = [score_pair(metrics, part, resampling=resampling) for part in parts]
    columns.append(score_all(metrics, parts, resampling=resampling))
    for at in range(len(metrics)):
        yield from (column[at] for column in columns)


def _score(metric: TextMetric, pair: Pair | None, found: Estimate, signature: str) -> Score:
    return Score(
        metric=metric.name,
        pair=pair,
        value=found.value,
        interval=found.interval,
        items=found.items,
        clusters=found.clusters,
        signature=signature,
    )
