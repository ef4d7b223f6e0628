"""Two systems that were asked the same, and two judges who judged the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.metrics.bootstrap import (
    RESAMPLING,
    Difference,
    Resampling,
    clustered_difference,
)
from evaluation.metrics.kappa import Kappa, cohen_kappa
from evaluation.metrics.preference import Preference, preference_rates
from evaluation.suites.answers import Answer, Judged, JudgedTwice
from evaluation.suites.counting import count_answers, rows_by_pair
from evaluation.suites.scoring import text_metrics
from evaluation.suites.suite import Pair, Suite


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreDifference:
    """The first system's score less the second's, in the metric's scale."""

    metric: str
    pair: Pair | None
    """None: the mean of all pairs."""
    difference: Difference


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguagePreference:
    language: str | None
    """None: the mean of all languages."""
    preference: Preference


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageKappa:
    language: str | None
    """None: the comparisons of all languages together."""
    kappa: Kappa


def compare_answers(
    suite: Suite,
    first: Sequence[Answer],
    second: Sequence[Answer],
    *,
    resampling: Resampling = RESAMPLING,
) -> tuple[ScoreDifference, ...]:
    """By metric in the suite's order: each pair in the order met, then the mean of all.

    Only samples that both were asked about are compared, in the order of the first.

    Raises:
        LanguageUnknownError: the table has no such language.
    """
    theirs = {(each.pair, each.id): each for each in second}
    shared = [each for each in first if (each.pair, each.id) in theirs]
    others = [theirs[each.pair, each.id] for each in shared]
    return tuple(_differences(suite, shared, others, resampling))


def score_outcomes(
    judged: Sequence[Judged], *, resampling: Resampling = RESAMPLING
) -> tuple[LanguagePreference, ...]:
    """Wins, ties and losses of each language in the order met, then the mean of all."""
    languages = dict.fromkeys(each.language for each in judged)
    found = [
        LanguagePreference(
            language=language,
            preference=_preference(
                [each for each in judged if each.language == language], resampling
            ),
        )
        for language in languages
    ]
    return (*found, LanguagePreference(language=None, preference=_preference(judged, resampling)))


def agree(
    judged: Sequence[JudgedTwice], *, resampling: Resampling = RESAMPLING
) -> tuple[LanguageKappa, ...]:
    """Agreement of two judges in each language in the order met, then over all comparisons."""
    languages = dict.fromkeys(each.language for each in judged)
    found = [
        LanguageKappa(
            language=language,
            kappa=_kappa([each for each in judged if each.language == language], resampling),
        )
        for language in languages
    ]
    return (*found, LanguageKappa(language=None, kappa=_kappa(judged, resampling)))


def _kappa(judged: Sequence[JudgedTwice], resampling: Resampling) -> Kappa:
    return cohen_kappa(
        [each.first for each in judged],
        [each.second for each in judged],
        [each.cluster for each in judged],
        resampling=resampling,
    )


def _preference(judged: Sequence[Judged], resampling: Resampling) -> Preference:
    return preference_rates(
        [each.outcome for each in judged],
        [each.cluster for each in judged],
        groups=[each.language for each in judged],
        resampling=resampling,
    )


def _differences(
    suite: Suite, first: Sequence[Answer], second: Sequence[Answer], resampling: Resampling
) -> Iterator[ScoreDifference]:
    metrics = text_metrics(suite)
    ours, theirs = count_answers(metrics, first), count_answers(metrics, second)
    clusters, groups = [each.cluster for each in first], [each.pair for each in first]
    pairs: list[tuple[Pair | None, list[int]]] = [
        (pair, rows.tolist()) for pair, rows in rows_by_pair(first).items()
    ]
    for metric in metrics:
        for pair, rows in [*pairs, (None, list(range(len(first))))]:
            difference = clustered_difference(
                ours[metric.count][rows],
                theirs[metric.count][rows],
                [clusters[at] for at in rows],
                metric.score,
                groups=[groups[at] for at in rows],
                resampling=resampling,
            )
            yield ScoreDifference(metric=metric.name, pair=pair, difference=difference)
