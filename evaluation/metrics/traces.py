"""How noisy an estimated variance is: traces of the quadratic form behind it.

Q = (a + b + c) I - a R - b T - c J takes votes to their variance: R averages within raters, T
within items and J over all. Everything here is written out by rater and item, so that no matrix
of votes by votes, or of items by items, is ever made.
"""

import numpy as np

from evaluation.metrics.votes import Floats


def squared_traces(table: Floats, weights: Floats) -> Floats:
    """tr(Q K Q L) for every K and L of the same-rater, same-item and same-vote matrices.

    Args:
        table: Votes by rater and item: (raters, items).
        weights: a, b and c.

    Returns:
        (3, 3), symmetric.
    """
    flipped = weights[[1, 0, 2]]
    rater_item = _between(table, weights)
    rater_vote, item_vote = _by_vote(table, weights), _by_vote(table.T, flipped)
    return np.array(
        [
            [_within(table, weights), rater_item, rater_vote],
            [rater_item, _within(table.T, flipped), item_vote],
            [rater_vote, item_vote, _votes(table, weights)],
        ]
    )


def _within(table: Floats, weights: Floats) -> float:
    """|Z'QZ|² where Z says whose row of the table each vote is in."""
    own, other = table.sum(axis=1), table.sum(axis=0)
    across, overall = weights[1], weights[2] / own.sum()
    diagonal = (weights[1] + weights[2]) * own
    paths = table / np.sqrt(other)
    small = paths if len(own) <= len(other) else paths.T  # both Gram matrices have one norm
    squares = (diagonal**2).sum() + across**2 * ((small @ small.T) ** 2).sum()
    squares += (overall * (own**2).sum()) ** 2
    products = across * (diagonal * (paths**2).sum(axis=1)).sum()
    products += overall * (diagonal * own**2).sum()
    products -= across * overall * ((own @ paths) ** 2).sum()
    return float(squares - 2 * products)


def _between(table: Floats, weights: Floats) -> float:
    """|Z'QY|² where Z and Y say in which row and column each vote is."""
    even = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(((weights[2] * (table - even)) ** 2).sum())


def _by_vote(table: Floats, weights: Floats) -> float:
    """|Z'Q|² where Z says in which row each vote is."""
    own, other = table.sum(axis=1), table.sum(axis=0)
    every = -weights[1] * table / other - weights[2] * own[:, None] / own.sum()
    extra = weights[1] + weights[2]
    return float((other * every**2).sum() + (table * (2 * extra * every + extra**2)).sum())


def _votes(table: Floats, weights: Floats) -> float:
    """|Q|²."""
    own, other = table.sum(axis=1), table.sum(axis=0)
    rater, item, overall = weights
    whole = weights.sum()
    traces = rater * len(own) + item * len(other) + overall
    squares = rater**2 * len(own) + item**2 * len(other) + overall**2
    products = rater * item * float((table**2 / np.outer(own, other)).sum())
    products += overall * (rater + item)
    return float(whole**2 * own.sum() - 2 * whole * traces + squares + 2 * products)
