"""Alpha as the `krippendorff` package has it, where it is installed (it comes with `dev`)."""

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np

from annotation.statistics.facts import SCORES, RawVote, Scale
from annotation.statistics.simulation.trial import AlphaOf


def peer_alpha() -> AlphaOf | None:
    return _alpha if find_spec("krippendorff") else None


def _alpha(votes: Sequence[RawVote], scale: Scale) -> float | None:
    """None where the package refuses: fewer than two scores, or no recording heard twice."""
    import krippendorff

    recordings = dict.fromkeys(vote.recording for vote in votes)
    rows = {recording: at for at, recording in enumerate(recordings)}
    counts = np.zeros((len(rows), len(SCORES)))
    for vote in votes:
        counts[rows[vote.recording], vote.score(scale) - 1] += 1
    shared = counts[counts.sum(axis=1) > 1]
    if np.count_nonzero(shared.sum(axis=0)) < 2:  # noqa: PLR2004
        return None
    found = krippendorff.alpha(
        value_counts=shared, value_domain=list(SCORES), level_of_measurement="ordinal"
    )
    return float(found)
