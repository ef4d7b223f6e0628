"""Mean opinion scores with honest intervals, and the votes they need."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import special

from evaluation.metrics.crossed import Components, mean_variance
from evaluation.metrics.votes import Vote, Votes

FEWEST_RATERS = 8
"""Below, no interval is given: too few people to say how people differ."""
FEWEST_ITEMS = 8
"""Below, no interval is given, for the same reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Bounds that hold the true value with the confidence asked for."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What raters think of a set of items."""

    mean: float | None
    """Mean opinion score in points of the scale; None without votes."""
    deviation: float | None
    """Standard deviation of single votes; None below two votes."""
    interval: Interval | None
    """None with too few raters or items, or where no item and no rater has two votes."""
    components: Components | None
    """How much raters, items and the rest vary; None where they can't be told apart."""
    votes: int
    raters: int
    items: int


def mean_opinion(votes: Sequence[Vote], *, confidence: float = 0.95) -> Opinion:
    """The mean opinion score with an interval that counts both raters and items as samples.

    A naive interval takes votes for independent; but a lenient rater shifts all of his votes, and
    a bad item all of its. So the variance of the mean is that of crossed random effects, by
    moments, with Student's t and Satterthwaite's degrees of freedom. It was chosen in simulations
    of 1-to-5 votes by 8 to 30 raters on 20 to 100 items, 2 to 4 votes an item: it held the truth
    in 94 to 98 of 100, while two-way cluster-robust variances (Cameron, Gelbach & Miller 2011)
    fell to 92 where some raters vote much more than others, and the pigeonhole bootstrap is
    known to be too wide (Owen 2007). Where raters and items hardly differ it is too wide: up to 99.

    The interval is not cut off at the ends of the scale. Without any spread its width is 0.
    """
    table = Votes.of(votes)
    count = len(table)
    found = mean_variance(table)
    enough = len(table.raters) >= FEWEST_RATERS and len(table.items) >= FEWEST_ITEMS
    mean = float(table.score.mean()) if count else None
    interval = None
    if found is not None and mean is not None and enough:
        half = _quantile(confidence, found.degrees_of_freedom) * math.sqrt(found.variance)
        interval = Interval(low=mean - half, high=mean + half)
    return Opinion(
        mean=mean,
        deviation=float(table.score.std(ddof=1)) if count > 1 else None,
        interval=interval,
        components=found.components if found else None,
        votes=count,
        raters=len(table.raters),
        items=len(table.items),
    )


def rate_interval(successes: int, trials: int, *, confidence: float = 0.95) -> Interval | None:
    """Wilson's score interval of a rate, such as of corrected items; None without trials.

    Trials must be independent: count items, not votes. Source: Wilson 1927.

    Raises:
        ValueError: more successes than trials, or fewer than 0.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no rate; give 0 to {trials} successes")
    if trials == 0:
        return None
    quantile = float(special.ndtri(0.5 + confidence / 2))
    rate, weight = successes / trials, quantile**2 / trials
    middle = (rate + weight / 2) / (1 + weight)
    half = quantile * math.sqrt(rate * (1 - rate) / trials + weight / (4 * trials)) / (1 + weight)
    return Interval(low=max(middle - half, 0.0), high=min(middle + half, 1.0))


def _quantile(confidence: float, degrees_of_freedom: float) -> float:
    return float(special.stdtrit(degrees_of_freedom, 0.5 + confidence / 2))
