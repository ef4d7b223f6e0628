"""The loss, apart from models and loop. Imports torch."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div

IGNORED = -100
"""Stands in labels where nothing is to be said."""
_AT_ONCE = 1_024
"""Places whose logits are held together: with a vocabulary of 256,000 they take 1 GB."""

Head = Callable[[Tensor], Tensor]
"""From hidden states (places, width) to logits (places, vocabulary); it never trains."""
_Measure = Callable[[Tensor, Tensor], Tensor]
"""From states of some places, and what is wanted there, to a sum."""


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

    def measure(states: Tensor, wanted: Tensor) -> Tensor:
        return cross_entropy(head(states).float(), wanted, reduction="sum")

    return _summed(hidden[told], labels[told], measure)


def distance(states: Tensor, taught: Tensor, head: Head) -> Tensor:
    """How far what is said next is from what a teacher would say: KL(teacher || student), in nats.

    Summed over places, () float32; never negative, 0 for the same states or for none. Logits are
    made a part at a time, as for `answer_loss`.

    Args:
        states: last ones of the student, (places, width).
        taught: last ones of the teacher at the same places, (places, width); no slope goes there.
        head: makes logits of both.
    """

    def measure(student: Tensor, teacher: Tensor) -> Tensor:
        said, wanted = (head(one).float().log_softmax(-1) for one in (student, teacher))
        return kl_div(said, wanted, reduction="sum", log_target=True)

    return _summed(states, taught.detach(), measure)


def _summed(states: Tensor, wanted: Tensor, measure: _Measure) -> Tensor:
    total: Tensor = _Summed.apply(states, wanted, measure)  # type: ignore[no-untyped-call]
    return total


class _Summed(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, hidden: Tensor, wanted: Tensor, measure: _Measure) -> Tensor:
        total = hidden.new_zeros((), dtype=torch.float32)
        slope = torch.zeros_like(hidden) if ctx.needs_input_grad[0] else None
        for start in range(0, len(wanted), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            with torch.set_grad_enabled(slope is not None):
                states = hidden[part].detach().requires_grad_(slope is not None)
                loss = measure(states, wanted[part])
            if slope is not None:
                [slope[part]] = torch.autograd.grad(loss, states)
            total += loss.detach()
        ctx.save_for_backward(slope)
        return total

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None, None]:
        [slope] = ctx.saved_tensors
        return slope * slopes[0], None, None
