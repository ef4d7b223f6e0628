"""The processes that train together, each of them a rank."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import torch
from accelerate.utils import gather_object
from torch import Tensor
from torch.distributed import ReduceOp

Thing = TypeVar("Thing")


class Ranks:
    """Every method that adds or collects must be called by all ranks at the same point."""

    def __init__(self, accelerator: Any) -> None:
        self._accelerator = accelerator
        self.rank: int = accelerator.process_index
        self.count: int = accelerator.num_processes
        self.device: torch.device = accelerator.device

    @property
    def first(self) -> bool:
        """Writes events and checkpoints."""
        return self.rank == 0

    def sums(self, *values: float) -> list[float]:
        """Each value, added over ranks."""
        return self._reduced(values, ReduceOp.SUM)

    def most(self, *values: float) -> list[float]:
        """Of each value, the highest of all ranks."""
        return self._reduced(values, ReduceOp.MAX)

    def _reduced(self, values: Sequence[float], way: Any) -> list[float]:
        if self.count == 1:
            return [float(value) for value in values]
        held = torch.tensor(values, dtype=torch.float64, device=self.device)
        torch.distributed.all_reduce(held, way)
        return [float(value) for value in held]

    def collect(self, things: list[Thing]) -> list[Thing]:
        """Things of all ranks, in the order of ranks; anything that can be pickled."""
        return gather_object(things) if self.count > 1 else things

    def add(self, tensors: Iterable[Tensor]) -> None:
        """Adds tensors of one type over ranks, in place and all at once."""
        held = list(tensors)
        if self.count == 1 or not held:
            return
        flat = torch.cat([one.reshape(-1) for one in held])
        torch.distributed.all_reduce(flat)
        for one, summed in zip(held, torch.split(flat, [one.numel() for one in held]), strict=True):
            one.copy_(summed.view_as(one))

    def wait(self) -> None:
        """Until all ranks are here."""
        self._accelerator.wait_for_everyone()
