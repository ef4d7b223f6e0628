"""From replies to scores: of each reply, of each language pair, and over all pairs.

A failed reply counts as an empty one: who crashes must not rank above who answers badly. The
score over all pairs is the mean of theirs, as the paper averages. Intervals resample clusters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.metrics.bootstrap import RESAMPLING, Estimate, Resampling, clustered_estimate
from evaluation.metrics.opinion import Interval
from evaluation.suites.answers import Answer
from evaluation.suites.counting import Counted, count_answers, rows_by_pair
from evaluation.suites.measures import TEXT_METRICS, TextMetric
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
    return tuple(TEXT_METRICS[name] for name in suite.metrics if name in TEXT_METRICS)


def score_answers(
    suite: Suite, answers: Sequence[Answer], *, resampling: Resampling = RESAMPLING
) -> SuiteScores:
    """Scores replies by the suite's text metrics; without replies values are None.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    metrics = text_metrics(suite)
    counted = count_answers(metrics, answers)
    return SuiteScores(
        answers=tuple(_each(metrics, counted, answers)),
        scores=tuple(_scores(metrics, counted, answers, resampling)),
        replies=count_replies(answers),
    )


def count_replies(answers: Sequence[Answer]) -> tuple[Replies, ...]:
    """Failures, empty replies and wrong languages: of each pair in the order met, then of all."""
    pairs = rows_by_pair(answers)
    each = [_replies(pair, [answers[at] for at in rows]) for pair, rows in pairs.items()]
    return (*each, _replies(None, answers))


def _replies(pair: Pair | None, answers: Sequence[Answer]) -> Replies:
    return Replies(
        pair=pair,
        items=len(answers),
        failed=sum(each.text is None for each in answers),
        empty=sum(each.text is not None and not each.text.strip() for each in answers),
        guessed=sum(each.guess is not None for each in answers),
        wrong_language=sum(each.guess not in {None, each.target} for each in answers),
    )


def _each(
    metrics: Sequence[TextMetric], counted: Counted, answers: Sequence[Answer]
) -> Iterator[AnswerScore]:
    columns = {each.name: each.score_each(counted[each.count]).tolist() for each in metrics}
    for at, answer in enumerate(answers):
        values = {name: column[at] for name, column in columns.items()}
        yield AnswerScore(id=answer.id, pair=answer.pair, values=values)


def _scores(
    metrics: Sequence[TextMetric],
    counted: Counted,
    answers: Sequence[Answer],
    resampling: Resampling,
) -> Iterator[Score]:
    pairs = rows_by_pair(answers)
    clusters = [answer.cluster for answer in answers]
    for metric in metrics:
        statistics = counted[metric.count]
        for pair, rows in pairs.items():
            found = clustered_estimate(
                statistics[rows],
                [clusters[at] for at in rows],
                metric.score,
                resampling=resampling,
            )
            yield _score(metric, pair, found, metric.signature(pair.target))
        found = clustered_estimate(
            statistics,
            clusters,
            metric.score,
            groups=[answer.pair for answer in answers],
            resampling=resampling,
        )
        yield _score(metric, None, found, f"mean-of-pairs:{len(pairs)}")


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
