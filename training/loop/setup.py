"""All that a training works with, made ready before its first step."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import torch

from training.data.mixture import Mixture
from training.loop.agreeing import digest
from training.loop.devices import Precision, memory_bytes
from training.loop.ranks import Ranks
from training.loop.sharding import is_sharded
from training.loop.states import FOLDER, States
from training.loop.stopping import Stopping
from training.loop.telling import Teller
from training.models.base import SpeechLanguageModel
from training.orders import RunOrder


@dataclass(frozen=True, kw_only=True)
class Setup:
    folder: Path
    order: RunOrder
    model: SpeechLanguageModel
    """On its device."""
    mixture: Mixture
    held_out: Mixture | None
    accelerator: Any
    precision: Precision
    teller: Teller
    stopping: Stopping

    @cached_property
    def ranks(self) -> Ranks:
        return Ranks(self.accelerator)

    @property
    def states(self) -> States:
        return States(self.folder / FOLDER, _facts(self), most=self.order.recipe.schedule.keep)

    @property
    def device(self) -> str:
        """For people."""
        if self.ranks.device.type == "cuda":
            return torch.cuda.get_device_name(self.ranks.device)
        return self.ranks.device.type

    def autocast(self) -> Any:
        """Context of the forward pass."""
        return torch.autocast(
            self.ranks.device.type, torch.bfloat16, enabled=self.precision == "bf16"
        )

    @property
    def sharded(self) -> bool:
        return is_sharded(self.accelerator)

    def memory_bytes(self) -> int:
        return memory_bytes(self.ranks.device)


def _facts(setup: Setup) -> Mapping[str, str]:
    """What decides the weights' shapes and the order of samples."""
    schedule = setup.order.recipe.schedule
    deciding = {
        "model": setup.order.recipe.model.model_dump(mode="json"),
        "data": [setup.order.recipe.data.model_dump(mode="json"), setup.mixture.manifest()],
        "schedule.batch_size": schedule.batch_size,
        "schedule.seed": schedule.seed,
    }
    return {name: digest(value) for name, value in deciding.items()}
