"""How many votes the next campaign needs, from what this one's raters and items differ by."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotation.statistics.facts import RawVote, Scale
from annotation.statistics.tables import opinions
from evaluation.metrics import Plan, mean_opinion, plan_votes
from evaluation.metrics.opinion import FEWEST_ITEMS, FEWEST_RATERS
from evaluation.metrics.planning import TYPICAL


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    plan: Plan | None
    """None where more raters or items are needed: more votes alone would not do."""
    measured: bool
    """From the votes at hand; else from what is typical of five-point scales."""


def forecast(
    votes: Sequence[RawVote], scale: Scale, *, width: float, raters: int, items: int
) -> Forecast:
    """The fewest votes an item for an interval at most so wide, in one language.

    Args:
        votes: Of one language, screened; with too few, typical variances are taken.
        scale: Which of the two is planned for.
        width: Of the whole interval, in points; above 0.
        raters: People who will vote.
        items: Items they will vote on.
    """
    opinion = mean_opinion(opinions(votes, scale))
    enough = opinion.raters >= FEWEST_RATERS and opinion.items >= FEWEST_ITEMS
    components = opinion.components if enough else None
    plan = plan_votes(width, raters=raters, items=items, components=components or TYPICAL)
    return Forecast(plan=plan, measured=components is not None)
