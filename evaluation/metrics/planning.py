"""How many votes a campaign needs for intervals as narrow as somebody wants."""

import math
from dataclasses import dataclass

from scipy import special

from evaluation.metrics.crossed import Components

TYPICAL = Components(rater=0.16, item=0.16, residual=0.64)
"""Squared points on a five-point scale, for planning before the first vote."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A campaign in which every item gets the same number of votes, spread evenly over raters."""

    votes_per_item: int
    votes: int
    width: float
    """Expected width of the interval, in points of the scale."""


def plan_votes(
    width: float,
    *,
    raters: int,
    items: int,
    components: Components = TYPICAL,
    confidence: float = 0.95,
) -> Plan | None:
    """The fewest votes per item whose interval is at most so wide.

    None if no number of votes does: a rater votes once on an item at most, and what raters and
    items differ by stays however many votes there are. Then more raters or items are needed, not
    more votes. None, too, below two raters or items.

    Args:
        width: Of the whole interval, in points of the scale; above 0.
        raters: People who vote.
        items: Items that are voted on.
        components: What an earlier campaign measured (`Opinion.components`).
        confidence: Of the interval.

    Raises:
        ValueError: the width is not above 0.
    """
    if width <= 0:
        raise ValueError(f"the width is {width}; it must be above 0")
    for each in range(1, raters + 1):
        expected = expected_width(
            each, raters=raters, items=items, components=components, confidence=confidence
        )
        if expected is not None and expected <= width:
            return Plan(votes_per_item=each, votes=each * items, width=expected)
    return None


def expected_width(
    votes_per_item: int,
    *,
    raters: int,
    items: int,
    components: Components = TYPICAL,
    confidence: float = 0.95,
) -> float | None:
    """The width of interval to expect, in points of the scale; None below two raters or items."""
    least = min(raters, items) - 1
    if least < 1 or votes_per_item < 1:
        return None
    rest = components.residual / (items * votes_per_item)
    parts = ((components.rater / raters, raters - 1), (components.item / items, items - 1))
    variance = sum(part for part, _ in parts) + rest
    noise = sum((part + rest) ** 2 / degrees for part, degrees in parts)
    degrees_of_freedom = max(variance**2 / noise, least) if noise else least
    quantile = float(special.stdtrit(degrees_of_freedom, 0.5 + confidence / 2))
    return 2 * quantile * math.sqrt(variance)
