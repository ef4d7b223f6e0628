"""Two systems that were asked the same, and two judges who judged the same."""

from collections.abc import Sequence
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
from evaluation.suites.counting import CountedPair, count_pairs
from evaluation.suites.metric import TextMetric
from evaluation.suites.scoring import stack, text_metrics
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
    metrics = text_metrics(suite)
    return compare_counted(
        metrics, count_pairs(metrics, first), count_pairs(metrics, second), resampling=resampling
    )


def compare_counted(
    metrics: Sequence[TextMetric],
    first: Sequence[CountedPair],
    second: Sequence[CountedPair],
    *,
    resampling: Resampling = RESAMPLING,
) -> tuple[ScoreDifference, ...]:
    """As `compare_answers`, of what was counted already."""
    theirs = {part.pair: part for part in second}
    shared = [_shared(part, theirs[part.pair]) for part in first if part.pair in theirs]
    met = [(ours, others) for ours, others in shared if ours.ids]
    # Pair by pair, so that draws serve all metrics; told by metric.
    columns = [_differences(metrics, [one], resampling) for one in met]
    columns.append(_differences(metrics, met, resampling))
    pairs = [*(ours.pair for ours, _ in met), None]
    return tuple(
        ScoreDifference(metric=metric.name, pair=pair, difference=column[at])
        for at, metric in enumerate(metrics)
        for pair, column in zip(pairs, columns, strict=True)
    )


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


def _shared(first: CountedPair, second: CountedPair) -> tuple[CountedPair, CountedPair]:
    """Only samples that both have, in the order of the first."""
    places = {one: at for at, one in enumerate(second.ids)}
    ours = [at for at, one in enumerate(first.ids) if one in places]
    return first.take(ours), second.take([places[first.ids[at]] for at in ours])


def _differences(
    metrics: Sequence[TextMetric],
    parts: Sequence[tuple[CountedPair, CountedPair]],
    resampling: Resampling,
) -> list[Difference]:
    """One of these pairs together for each metric, in their order."""
    first, second = [ours for ours, _ in parts], [theirs for _, theirs in parts]
    clusters = [cluster for part in first for cluster in part.clusters]
    groups = [part.pair for part in first for _ in part.ids]
    return [
        clustered_difference(
            stack(metric, metrics, first),
            stack(metric, metrics, second),
            clusters,
            metric.score,
            groups=groups,
            resampling=resampling,
        )
        for metric in metrics
    ]
