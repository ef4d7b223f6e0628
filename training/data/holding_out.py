"""Keeps a small part of a mixture for validation."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from training.data.index import Rows, drawn
from training.data.mixture import Mixture

MOST_SHARE = 0.1
"""Of each source, that is held out of a small mixture."""


def hold_out(mixture: Mixture, *, samples: int, seed: int) -> tuple[Mixture, Mixture]:
    """Divides a mixture into what is trained on and what is validated on.

    All versions of an item, and all clips of a speaker, are on one side. Each source gives as many
    as it has of the whole, and never more than `MOST_SHARE` of its own. Room for half an item or
    speaker is room for one, so that a few items in many languages give one: at most a fifth.

    Args:
        mixture: stays as it is.
        samples: about so many are held out.
        seed: draws them.

    Returns:
        The larger part, and the part held out.
    """
    rows = mixture.index.rows
    share = min(MOST_SHARE, samples / max(1, len(rows)))
    held = [
        _clusters(rows[rows["source"] == number], share, seed)
        for number in range(len(mixture.opened))
    ]
    mask = np.isin(rows["cluster"], np.concatenate(held))
    return mixture.only(~mask), replace(mixture.only(mask), is_read_again=True)


def _clusters(rows: Rows, share: float, seed: int) -> npt.NDArray[np.uint64]:
    """As many whole clusters as fit, in the order of the draw; those too large are passed over."""
    clusters, counts = np.unique(rows["cluster"], return_counts=True)
    room = int(share * len(rows))
    taken = []
    for place in np.argsort(drawn(clusters, seed), kind="stable"):
        if room == 0:
            break
        if counts[place] <= room:
            taken.append(clusters[place])
            room -= int(counts[place])
    if not taken and len(counts) and counts.min() <= 2 * share * len(rows):
        taken = [clusters[np.argmin(counts)]]
    return np.array(taken, dtype=np.uint64)
