"""How often an epoch takes each sample: as often as the weight of its source says. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from training.data.planning import Positions


def weighed(
    source: npt.NDArray[np.uint16],
    weights: Sequence[float],
    *,
    epoch: int,
    rng: np.random.Generator,
) -> Positions:
    """Positions that an epoch takes, in ascending order; as many in every epoch.

    Of a source whose weight is 0.25, four epochs take each sample once between them; where it is
    2.5, each comes twice in every epoch and a third time in every other. At least one of a source
    is taken.

    Args:
        source: each sample's.
        weights: of the sources, by their number.
        epoch: from 0.
        rng: draws in which order samples have their turn; begun alike in every epoch.
    """
    taken = [
        _turn(np.flatnonzero(source == number), weight, epoch, rng)
        for number, weight in enumerate(weights)
    ]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *taken]))


def _turn(positions: Positions, weight: float, epoch: int, rng: np.random.Generator) -> Positions:
    if weight == 1 or not len(positions):
        return positions
    each, more = divmod(max(1, round(weight * len(positions))), len(positions))
    turns = np.arange(epoch * more, (epoch + 1) * more) % len(positions)
    return np.concatenate([np.tile(positions, each), rng.permutation(positions)[turns]])
