"""Campaigns made up from known effects, to see how often an interval holds the truth."""

from dataclasses import dataclass

import numpy as np

from evaluation.metrics import Vote, mean_opinion

MEAN = 3.6


@dataclass(frozen=True)
class World:
    raters: int
    items: int
    votes_per_item: int
    rater_sd: float = 0.4
    item_sd: float = 0.4
    residual_sd: float = 0.8
    uneven: bool = False
    """Some raters vote far more than others."""


def truth(world: World, rng: np.random.Generator) -> float:
    """The mean vote over all raters and items there could be, on the 1-to-5 scale."""
    sd = np.sqrt(world.rater_sd**2 + world.item_sd**2 + world.residual_sd**2)
    return float(_on_scale(MEAN + sd * rng.standard_normal(2_000_000)).mean())


def campaign(world: World, rng: np.random.Generator) -> list[Vote]:
    eager = rng.gamma(1.5, size=world.raters) + 0.1 if world.uneven else np.ones(world.raters)
    load = np.zeros(world.raters)
    pairs: list[tuple[int, int]] = []
    for item in range(world.items):
        # The next in turn, by load against eagerness; ties by chance.
        turn = (load + rng.random(world.raters)) / eager
        chosen = np.argsort(turn)[: world.votes_per_item]
        load[chosen] += 1
        pairs += [(int(rater), item) for rater in chosen]
    leniency = world.rater_sd * rng.standard_normal(world.raters)
    quality = world.item_sd * rng.standard_normal(world.items)
    rest = world.residual_sd * rng.standard_normal(len(pairs))
    scores = _on_scale(
        MEAN + np.array([leniency[rater] + quality[item] for rater, item in pairs]) + rest
    )
    return [
        Vote(rater, item, score)
        for (rater, item), score in zip(pairs, scores.tolist(), strict=True)
    ]


def coverage(world: World, *, campaigns: int, seed: int) -> float:
    rng = np.random.default_rng(seed)
    right = truth(world, rng)
    held = 0
    for _ in range(campaigns):
        interval = mean_opinion(campaign(world, rng)).interval
        held += interval is not None and interval.low <= right <= interval.high
    return held / campaigns


def _on_scale(values: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.float64]":
    return np.clip(np.rint(values), 1, 5)
