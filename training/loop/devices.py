"""What a training runs on, and how exactly it counts there."""

import os
import re
import resource
from datetime import timedelta
from typing import Any, Literal

import torch
from accelerate import Accelerator
from accelerate.utils import InitProcessGroupKwargs

from training.errors import DeviceMissingError
from training.models.base import SpeechLanguageModel

Precision = Literal["bf16", "fp32"]

WAITS = timedelta(hours=12)
"""Of one process for another, such as while the first reads all of a large release."""


def open_devices(device: str, wanted: Precision) -> tuple[Any, Precision]:
    """Joins the processes that were launched together.

    Args:
        device: ``cpu``, ``cuda``, ``cuda:N`` (of a single process; several have one each), or
            ``auto`` for what Accelerate finds.
        wanted: by the recipe.

    Returns:
        Accelerate's accelerator, and the precision of the forward pass: fp32 where the hardware
        has no fast bfloat16.

    Raises:
        DeviceMissingError: there is no such device.
    """
    _choose(device)
    cpu = device == "cpu" or not torch.cuda.is_available()
    precision: Precision = "fp32" if cpu or not torch.cuda.is_bf16_supported() else wanted
    waiting = InitProcessGroupKwargs(timeout=WAITS)
    accelerator = Accelerator(cpu=cpu, mixed_precision="no", kwargs_handlers=[waiting])
    return accelerator, precision


def _choose(device: str) -> None:
    if not (named := re.fullmatch(r"auto|cpu|cuda(?::(\d+))?", device)):
        raise DeviceMissingError(device)
    if not device.startswith("cuda"):
        return
    number = int(named[1] or 0)
    if not torch.cuda.is_available() or number >= torch.cuda.device_count():
        raise DeviceMissingError(device)
    if named[1] and int(os.environ.get("WORLD_SIZE", "1")) == 1:
        os.environ["ACCELERATE_TORCH_DEVICE"] = device  # else Accelerate takes the first


def put_on_device(
    model: SpeechLanguageModel, accelerator: Any, precision: Precision, *, whole: bool = True
) -> None:
    """Puts a model onto its device: what trains in float32, frozen weights as they are counted.

    Args:
        model: wherever it is.
        accelerator: says which device.
        precision: of the forward pass.
        whole: frozen weights, too; else they stay where they are, for `sharding.shard`.
    """
    for parameter in model.parameters():
        if parameter.is_floating_point():
            trains = parameter.requires_grad
            kind = torch.bfloat16 if precision == "bf16" and not trains else torch.float32
            where = accelerator.device if whole or trains else parameter.device
            parameter.data = parameter.data.to(where, kind)
    if whole:
        model.to(accelerator.device)


def memory_bytes(device: torch.device) -> int:
    """The most that was held so far: on a GPU by tensors, else by the process."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024


def let_go(device: torch.device) -> None:
    """Gives memory back that no tensor holds, so that other sizes fit."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
