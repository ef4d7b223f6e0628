"""The loss, apart from models and loop. Imports torch."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

IGNORED = -100
"""Stands in labels where nothing is to be said."""
_AT_ONCE = 1_024
"""Places whose logits are held together: with a vocabulary of 256,000 they take 1 GB."""

Head = Callable[[Tensor], Tensor]
"""From hidden states (places, width) to logits (places, vocabulary); it never trains."""


def answer_loss(hidden: Tensor, labels: Tensor, head: Head) -> Tensor:
    """Sum of the negative log-likelihoods of what should be said, () float32; 0 for nothing.

    Logits are made for the answers' places alone, a part at a time, and not kept: the way back
    through the frozen head is walked at once.

    Args:
        hidden: last states, (rows, places, width).
        labels: the token that each place should say, or `IGNORED`; (rows, places).
        head: makes logits of them.
    """
    told = labels != IGNORED
    total: Tensor = _Summed.apply(hidden[told], labels[told], head)  # type: ignore[no-untyped-call]
    return total


class _Summed(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, hidden: Tensor, labels: Tensor, head: Head) -> Tensor:
        total = hidden.new_zeros((), dtype=torch.float32)
        slope = torch.zeros_like(hidden) if ctx.needs_input_grad[0] else None
        for start in range(0, len(labels), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            with torch.set_grad_enabled(slope is not None):
                states = hidden[part].detach().requires_grad_(slope is not None)
                loss = cross_entropy(head(states).float(), labels[part], reduction="sum")
            if slope is not None:
                [slope[part]] = torch.autograd.grad(loss, states)
            total += loss.detach()
        ctx.save_for_backward(slope)
        return total

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None, None]:
        [slope] = ctx.saved_tensors
        return slope * slopes[0], None, None
