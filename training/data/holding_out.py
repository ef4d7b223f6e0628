"""Keeps a small part of a mixture for validation."""

import numpy as np

from training.data.index import Rows, drawn
from training.data.mixture import Mixture


def hold_out(
    mixture: Mixture, *, samples: int, share: float = 0.1, seed: int
) -> tuple[Mixture, Mixture]:
    """Divides a mixture into what is trained on and what is validated on.

    All versions of an item, and all clips of a speaker, are on one side.

    Args:
        mixture: stays as it is.
        samples: at most about so many of each source are held out.
        share: nor more than this of each source, 0 to 1; of a tiny one nothing may remain to hold.
        seed: draws them.

    Returns:
        The larger part, and the part held out.
    """
    rows = mixture.index.rows
    held = [
        _drawn_clusters(rows[rows["source"] == number], samples, share, seed)
        for number in range(len(mixture.opened))
    ]
    mask = np.isin(rows["cluster"], np.concatenate([np.zeros(0, "u8"), *held]))
    return mixture.only(~mask), mixture.only(mask)


def _drawn_clusters(rows: Rows, samples: int, share: float, seed: int) -> np.ndarray:
    """As many whole clusters as fit, in the order of the draw; those too large are passed over."""
    clusters, counts = np.unique(rows["cluster"], return_counts=True)
    room = min(samples, int(share * len(rows)))
    taken = []
    for place in np.argsort(drawn(clusters, seed), kind="stable"):
        if room == 0:
            break
        if counts[place] <= room:
            taken.append(clusters[place])
            room -= int(counts[place])
    return np.array(taken, dtype="u8")
