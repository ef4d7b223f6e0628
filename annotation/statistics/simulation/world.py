"""What is true in a made-up campaign: the scales, the items, the people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from annotation.statistics.facts import SCALES, Scale

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MEANS: Mapping[Scale, float] = MappingProxyType({"naturalness": 3.1, "understood": 3.8})
"""Before rounding to the scale; about the average rows of the paper's Table 2."""
_DRAWS = 2_000_000


class Kind(StrEnum):
    """What a person does with the scales."""

    HONEST = "honest"
    RANDOM = "random"
    CONSTANT = "constant"
    TOO_FAST = "too fast"
    INVERTED = "inverted"


CHEATERS = tuple(kind for kind in Kind if kind != Kind.HONEST)


@dataclass(frozen=True, kw_only=True)
class World:
    """A campaign: standard deviations are in points, before rounding to the scale."""

    honest: int
    """Raters who do their best."""
    cheaters: tuple[Kind, ...] = CHEATERS
    """Who joins them."""
    items: int = 40
    votes_per_item: int = 6
    session: int = 10
    """Clips in a session, beside a trap and a gold clip."""
    rater_sd: float = 0.4
    item_sd: float = 0.4
    residual_sd: float = 0.8
    slip: float = 0.01
    """How often an honest person answers a trap wrongly."""
    means: Mapping[Scale, float] = field(default_factory=lambda: MEANS)

    @property
    def people(self) -> tuple[Kind, ...]:
        return (Kind.HONEST,) * self.honest + self.cheaters


def truths(world: World, rng: np.random.Generator) -> dict[Scale, float]:
    """The mean vote over all honest raters and items that there could be."""
    sd = np.sqrt(world.rater_sd**2 + world.item_sd**2 + world.residual_sd**2)
    noise = sd * rng.standard_normal(_DRAWS)
    return {scale: float(on_scale(world.means[scale] + noise).mean()) for scale in SCALES}


def on_scale(values: Floats) -> Ints:
    return np.clip(np.rint(values), 1, 5).astype(np.int64)
