"""Many made-up campaigns, and how often screening and intervals were right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from annotation.statistics.facts import SCALES, RawVote, Scale
from annotation.statistics.screening import (
    SCREENED,
    Reason,
    Screened,
    ScreeningRules,
    screen,
)
from annotation.statistics.simulation.campaign import Campaign, run_campaign
from annotation.statistics.simulation.world import Kind, World, truths
from annotation.statistics.tables import ScaleSummary, summarize

AlphaOf = Callable[[Sequence[RawVote], Scale], float | None]
"""Another program's ordinal alpha."""


@dataclass
class Trial:
    """What came of the campaigns of one world."""

    world: World
    campaigns: int = 0
    intervals: Counter[Scale] = field(default_factory=Counter)
    """Campaigns that gave an interval."""
    held: Counter[Scale] = field(default_factory=Counter)
    """Those whose interval holds the truth."""
    errors: dict[Scale, list[float]] = field(default_factory=lambda: {s: [] for s in SCALES})
    """Mean minus truth, by campaign."""
    alphas: dict[Scale, list[float]] = field(default_factory=lambda: {s: [] for s in SCALES})
    votes: Counter[Kind] = field(default_factory=Counter)
    excluded: Counter[tuple[Kind, Reason]] = field(default_factory=Counter)
    alpha_gap: float = 0.0
    """The largest difference from the other program's alpha."""
    alphas_compared: int = 0

    def coverage(self, scale: Scale) -> float | None:
        """Share of intervals that hold the truth; None where no campaign gave one."""
        found = self.intervals[scale]
        return self.held[scale] / found if found else None

    def caught(self, kind: Kind, *reasons: Reason) -> float | None:
        """Share of the kind's votes that were left out, for these reasons or any."""
        given = self.votes[kind]
        lost = sum(self.excluded[kind, reason] for reason in reasons or Reason)
        return lost / given if given else None


def run_trial(
    world: World,
    *,
    campaigns: int,
    seed: int,
    rules: ScreeningRules = SCREENED,
    alpha_of: AlphaOf | None = None,
) -> Trial:
    """Runs campaigns that share nothing but the truth; the same seed gives the same trial."""
    rng = np.random.default_rng(seed)
    right = truths(world, rng)
    trial = Trial(world)
    for _ in range(campaigns):
        campaign = run_campaign(world, rng)
        screened = screen(campaign.votes, campaign.sessions, rules)
        trial.campaigns += 1
        _note_screening(trial, campaign, screened)
        for scale in SCALES:
            summary = summarize(screened.kept, scale)
            _note_opinion(trial, scale, summary, right[scale])
            if alpha_of is not None:
                _compare_alpha(trial, summary.alpha, alpha_of(screened.kept, scale))
    return trial


def _note_screening(trial: Trial, campaign: Campaign, screened: Screened) -> None:
    kinds = campaign.kinds
    trial.votes.update(kinds[vote.rater] for vote in campaign.votes)
    trial.excluded.update((kinds[each.vote.rater], each.reason) for each in screened.excluded)


def _note_opinion(trial: Trial, scale: Scale, summary: ScaleSummary, right: float) -> None:
    interval, mean = summary.opinion.interval, summary.opinion.mean
    if mean is not None:
        trial.errors[scale].append(mean - right)
    if summary.alpha is not None:
        trial.alphas[scale].append(summary.alpha)
    if interval is not None:
        trial.intervals[scale] += 1
        trial.held[scale] += interval.low <= right <= interval.high


def _compare_alpha(trial: Trial, ours: float | None, theirs: float | None) -> None:
    if ours is not None and theirs is not None:
        trial.alpha_gap = max(trial.alpha_gap, abs(ours - theirs))
        trial.alphas_compared += 1
