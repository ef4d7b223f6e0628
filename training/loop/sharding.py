"""Frozen weights shared out among the processes, where Accelerate is told to use FSDP."""

import os
from typing import Any

from torch.distributed.fsdp import fully_shard

from training.models.base import SpeechLanguageModel
from training.models.lora import transformer_layers


def is_sharded(accelerator: Any) -> bool:
    """Whether ``accelerate config`` says FSDP, and there are several processes."""
    asked = os.environ.get("ACCELERATE_USE_FSDP", "false").lower() == "true"
    return asked and accelerator.num_processes > 1


def shard(model: SpeechLanguageModel) -> None:
    """Each process keeps its part of every frozen weight, and has a layer whole only while it runs.

    Weights may lie on the CPU still: they go to the device layer by layer, cut at once.

    What trains stays whole on every process: adapters are small, and so steps, states and
    checkpoints are the same as without sharding.
    """
    ignored = {parameter for _, parameter in model.trained()}
    for layer in [*transformer_layers(model)]:
        fully_shard(layer, ignored_params=ignored)
    fully_shard(model, ignored_params=ignored)
