"""Both ways at several learning rates, and what came of them. Imports torch."""

from collections.abc import Mapping, Sequence

from training.experiments.curriculum.learning import Learnt, at_once, curriculum, learn, read
from training.experiments.curriculum.world import World
from training.experiments.reporting import Report, estimate, gain

_CLAIM = (
    "SpeechVerse: with the convolutions and the adapter both new, training on all tasks from the "
    "start lets gradients explode and ends worse than a curriculum does (section 2.3)."
)
_COLUMNS = (
    "Learning rate", "Way", "Diverged", "Steps with ten times the usual gradient",
    "Longest gradient, in usual ones", "Loss", "Right answers, %",
)  # fmt: skip
_WAYS = {"curriculum": curriculum, "all at once": at_once}
RATES = (5e-3, 2e-2, 8e-2)
"""The higher one of Table 11, and beyond: so small a model stands more."""


def run(*, seeds: int, quick: bool = False) -> Report:
    """Trains each way at each rate, `seeds` times."""
    world, steps = World(0), 6 if quick else 300
    reader = read(world, steps=2 if quick else 1_200)
    rows: list[tuple[str, ...]] = []
    told: list[str] = []
    for rate in RATES[:1] if quick else RATES:
        found = {
            way: [learn(reader, world, plan(steps), rate=rate, seed=seed) for seed in range(seeds)]
            for way, plan in _WAYS.items()
        }
        rows += [_row(rate, way, of) for way, of in found.items()]
        told.append(_told(rate, found))
    return Report(claim=_CLAIM, columns=_COLUMNS, rows=tuple(rows), outcome=" ".join(told))


def _row(rate: float, way: str, found: Sequence[Learnt]) -> tuple[str, ...]:
    return (
        f"{rate:g}",
        way,
        f"{sum(one.diverged for one in found)} of {len(found)}",
        str(estimate([one.explosions for one in found])),
        str(estimate([one.longest for one in found])),
        f"{estimate([one.loss for one in found]).mean:.2f}",
        str(estimate([one.right for one in found])),
    )


def _told(rate: float, found: Mapping[str, Sequence[Learnt]]) -> str:
    staged, whole = ([one.right for one in found[way]] for way in _WAYS)
    more = gain(staged, whole)
    showed = "showed" if more.is_above_zero else "did not show"
    return f"At {rate:g} the claim {showed}: the curriculum got {more} points more right."
