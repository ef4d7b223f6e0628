"""Whether raters agree: with each other, with gold, and how lenient each of them is."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluation.metrics.votes import Floats, Vote, Votes

Level = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leniency:
    """How far above the others a rater votes."""

    offset: float
    """Points above the mean of the others on the same items; below 0 for a strict rater."""
    items: int
    """Items that he shares with others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldAgreement:
    """How a rater does on items whose right score is known."""

    votes: int
    exact: float
    """Share of votes equal to gold."""
    near: float
    """Share of votes at most one point off."""
    bias: float
    """Mean of vote minus gold, in points."""


def krippendorff_alpha(votes: Sequence[Vote], *, level: Level = "ordinal") -> float | None:
    """Krippendorff's alpha: 1 is full agreement, 0 is chance, below 0 is systematic disagreement.

    Every item counts that has two votes or more. None where alpha is undefined: no such item, or
    only one score was ever given, so that chance itself never disagrees.
    Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
    """
    table = Votes.of(votes)
    scores, column = np.unique(table.score, return_inverse=True)
    counts = np.zeros((len(table.items), len(scores)))
    np.add.at(counts, (table.item, column), 1.0)
    counts = counts[counts.sum(axis=1) > 1]
    totals = counts.sum(axis=0)
    distances = _distances(scores, totals, level)
    expected = float(totals @ distances @ totals)
    if expected == 0:
        return None
    pairs = counts.sum(axis=1) - 1
    observed = float((np.einsum("ic,cd,id->i", counts, distances, counts) / pairs).sum())
    return 1 - float(totals.sum() - 1) * observed / expected


def leniencies(votes: Sequence[Vote]) -> dict[Hashable, Leniency]:
    """The leniency of every rater who shares an item with another; each such item weighs the same.

    Repeated votes of one rater on one item are averaged first.
    """
    table = Votes.of(votes)
    counts = table.counts()
    sums = np.zeros_like(counts)
    np.add.at(sums, (table.rater, table.item), table.score)
    voted = counts > 0
    means = np.divide(sums, counts, out=np.zeros_like(sums), where=voted)
    others = voted.sum(axis=0) - 1
    shared = voted & (others > 0)
    rest = np.divide(means.sum(axis=0) - means, others, out=np.zeros_like(means), where=shared)
    gaps = np.where(shared, means - rest, 0.0).sum(axis=1)
    items = shared.sum(axis=1)
    return {
        rater: Leniency(offset=float(gap / number), items=int(number))
        for rater, gap, number in zip(table.raters, gaps, items, strict=True)
        if number
    }


def gold_agreement(
    votes: Sequence[Vote], gold: Mapping[Hashable, float]
) -> dict[Hashable, GoldAgreement]:
    """The agreement of every rater who voted on a gold item.

    Args:
        votes: Of all items; those without gold are left out.
        gold: The right score by item.
    """
    gaps: dict[Hashable, list[float]] = {}
    for vote in votes:
        if vote.item in gold:
            gaps.setdefault(vote.rater, []).append(vote.score - gold[vote.item])
    return {rater: _agreement(np.array(each)) for rater, each in gaps.items()}


def _agreement(gaps: Floats) -> GoldAgreement:
    off = np.abs(gaps)
    return GoldAgreement(
        votes=len(gaps),
        exact=float((off == 0).mean()),
        near=float((off <= 1).mean()),
        bias=float(gaps.mean()),
    )


def _distances(scores: Floats, totals: Floats, level: Level) -> Floats:
    """Squared distances between scores that stand in rising order: (scores, scores)."""
    if level == "nominal":
        return 1.0 - np.eye(len(scores))
    # Ordinal: a score stands in the middle of its votes, and distance is the votes between.
    place = scores if level == "interval" else np.cumsum(totals) - totals / 2
    return np.asarray((place[:, None] - place[None, :]) ** 2)
