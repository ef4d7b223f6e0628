"""What a training goes on from: the weights that train, the optimizer's, and how far it is."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from training.errors import StateMismatchError
from training.loop.folders import written

FOLDER = "states"
"""Of a run's folder."""
_ABOUT, _WEIGHTS, _OPTIMIZER = "state.json", "weights.safetensors", "optimizer.pt"


@dataclass(kw_only=True, slots=True)
class Progress:
    """How far a training is."""

    step: int = 0
    """Steps done; with the plan of the data it says what comes next."""
    batch_frames: int
    best_loss: float | None = None
    """Of all validations; on other samples than then, once they were others."""
    best_counted: str = ""
    """Which samples that is the loss on, as validations tell it."""
    best_folder: str = ""
    """Of the checkpoint with that loss; once it has ended, the final one."""
    stop_folder: str = ""
    """Of the checkpoint that the latest stop left to be tried, until a later one stands."""
    outdated: list[str] = field(default_factory=list)
    """Checkpoints that others stand in for, as soon as this is kept."""
    ended: int | None = None
    """Step of the state with which it ended; more epochs go on from there."""
    empty: int = 0
    """Steps in a row of which all samples were skipped."""
    worse: int = 0
    """Validations in a row without a better loss."""


@dataclass(frozen=True, slots=True)
class States:
    """In a run's folder, one folder each."""

    folder: Path
    facts: Mapping[str, str]
    """What must be the same to go on: hashes of values, by what people call them."""
    most: int
    """Newest that stay."""

    def keep(
        self,
        progress: Progress,
        weights: Mapping[str, nn.Parameter],
        optimizer: torch.optim.Optimizer,
    ) -> None:
        """Writes a state, and removes older ones than the newest.

        Raises:
            CheckpointNotSavedError: the ones before are untouched.
        """
        with written(self.folder / f"step-{progress.step:08}") as folder:
            save_file({name: one.data for name, one in weights.items()}, folder / _WEIGHTS)
            torch.save(optimizer.state_dict(), folder / _OPTIMIZER)
            about = {"progress": asdict(progress), "facts": dict(self.facts)}
            (folder / _ABOUT).write_text(json.dumps(about, indent=2))
        for old in self._all()[: -self.most]:
            shutil.rmtree(old)

    def go_on(
        self, weights: Mapping[str, nn.Parameter], optimizer: torch.optim.Optimizer
    ) -> Progress | None:
        """Puts the newest state in; None where there is none.

        Raises:
            StateMismatchError: it was kept with another model, other data, or another order.
        """
        if not (kept := self._all()):
            return None
        about: dict[str, Any] = json.loads((kept[-1] / _ABOUT).read_text())
        changed = [name for name, fact in self.facts.items() if about["facts"].get(name) != fact]
        if changed:
            raise StateMismatchError(kept[-1].name, changed)
        found = load_file(kept[-1] / _WEIGHTS)
        with torch.no_grad():
            for name, weight in weights.items():
                weight.copy_(found[name])
        optimizer.load_state_dict(
            torch.load(kept[-1] / _OPTIMIZER, map_location="cpu", weights_only=True)
        )
        return Progress(**about["progress"])

    def _all(self) -> list[Path]:
        """From the oldest to the newest."""
        return sorted(self.folder.glob("step-*"))
