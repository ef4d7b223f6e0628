"""Mixtures of sources that lie in folders of their names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engines.protocols import Task
from training.data.epochs import EpochPlan, StepOfRank
from training.data.mixture import Mixture, open_mixture
from training.examples import Example
from training.orders import Place
from training.recipes.fields import Data, Layout, Schedule, Source

SCHEDULE = Schedule(
    epochs=1, batch_size=8, learning_rate=1e-4, warmup_steps=0, decay="constant", batch_frames=1_000
)
RELEASE = Source(layout=Layout.RELEASE, task=Task.ANSWER)
COMMON_VOICE = Source(layout=Layout.COMMON_VOICE, task=Task.TRANSCRIBE, instruction="Write")
FOLDER = Source(layout=Layout.FOLDER, task=Task.TRANSCRIBE)


def opened(folder: Path, sources: Mapping[str, Source], *, seed: int = 0, **data: Any) -> Mixture:
    places = {name: Place(path=str(folder / name)) for name in sources}
    wanted = Data(sources=dict(sources), **data)
    return open_mixture(wanted, places, cache=folder / "cache", seed=seed)


def steps_of(
    mixture: Mixture, *, epoch: int = 0, rank: int = 0, start: int = 0
) -> list[StepOfRank]:
    return list(plan_of(mixture, epoch=epoch).stream(rank, start))


def plan_of(mixture: Mixture, *, epoch: int = 0, ranks: int = 1) -> EpochPlan:
    return mixture.plan(epoch, SCHEDULE, ranks)


def heard(mixture: Mixture) -> dict[str, Example]:
    """Every example of an epoch, by its key."""
    return {one.key: one for step in steps_of(mixture) for batch in step.batches for one in batch}


def keys(step: StepOfRank) -> list[str]:
    return [one.key for batch in step.batches for one in batch]
