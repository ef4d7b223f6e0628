"""Whether two judges say the same of the same comparisons: two models, or a model and people."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from evaluation.metrics.bootstrap import RESAMPLING, Resampling, clustered_estimate
from evaluation.metrics.opinion import Interval
from evaluation.metrics.votes import Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Kappa:
    """Cohen's kappa of two judges."""

    value: float | None
    """1 is full agreement, 0 is chance, below 0 is less. None where chance itself always agrees:
    both judges gave one and the same label throughout, or there is nothing that both judged."""
    interval: Interval | None
    """None below two clusters, or where most draws have no kappa."""
    agreement: float | None
    """Share of the same labels, from 0 to 1; tells something where kappa doesn't."""
    items: int


def cohen_kappa(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    clusters: Sequence[Hashable],
    *,
    resampling: Resampling = RESAMPLING,
) -> Kappa:
    """Agreement beyond chance, where each judge's chance is how often he gives each label.

    All labels are equally far apart: a win against a loss is as wrong as against a tie. Leave out
    what one of them could not judge. Source: Cohen 1960.

    Args:
        first: Labels by the first judge, such as `Outcome`s: (items,).
        second: Those of the second, in the same order: (items,).
        clusters: The question of each, drawn together in all languages: (items,).
        resampling: As in `clustered_estimate`.

    Raises:
        ValueError: the lengths differ.
    """
    labels = list(dict.fromkeys([*first, *second]))
    counted = np.zeros((len(first), len(labels), len(labels)))
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        counted[at, labels.index(one), labels.index(other)] = 1
    score = partial(_kappas, len(labels))
    flat = counted.reshape(len(first), len(labels) ** 2)
    found = clustered_estimate(flat, clusters, score, resampling=resampling)
    same = np.trace(counted, axis1=1, axis2=2)
    return Kappa(
        value=found.value,
        interval=found.interval,
        agreement=float(same.mean()) if len(first) else None,
        items=len(first),
    )


def _kappas(labels: int, sums: Floats) -> Floats:
    """Kappa of each table of label pairs: (many, labels * labels) -> (many,)."""
    tables = sums.reshape(len(sums), labels, labels)
    total = np.maximum(tables.sum(axis=(1, 2)), 1)
    same = np.trace(tables, axis1=1, axis2=2) / total
    # (many, labels) by the first judge, times as many by the second
    chance = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1) / total**2
    defined = chance < 1
    return np.where(defined, (same - chance) / np.where(defined, 1 - chance, 1.0), np.nan)
