"""Floating point operations that a training step needs. Knows no torch.

Counted is what the mathematics asks for, not what a program runs: neither what fills up batches nor
activations that are computed again. A multiplication and the addition behind it are two operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Stack:
    """Layers that each place of a sequence goes through, such as an encoder or a language model."""

    weights: int
    """Of its matrices, biases and norms left out; those of adapters, too."""
    trained: int = 0
    """How many of the matrices' weights train: adapters, or all of them."""
    attending: int = 0
    """Layers times the width of their attention, heads together; 0 where nothing attends."""
    causal: bool = False
    """Each place attends itself and those before it, rather than all."""
    passes_back: bool = True
    """Slopes go through it to what trains in it or before it."""


def flops_of(stack: Stack, lengths: Sequence[int]) -> int:
    """Operations of one pass forward, and back where slopes go through it.

    A matrix takes 2 a weight and place forward and 2 on the way back through activations; where it
    trains, 2 more for its own slope. A frozen one has none. Attention multiplies two activations,
    twice, so the way back takes twice as much as the way forward.

    Args:
        stack: what the places go through.
        lengths: places of each sequence, without what fills it up.
    """
    places = sum(lengths)
    pairs = sum(one * (one + 1) // 2 if stack.causal else one * one for one in lengths)
    forward = 2 * stack.weights * places
    attention = 2 * 2 * stack.attending * pairs
    if not stack.passes_back:
        return forward + attention
    return 2 * forward + 2 * stack.trained * places + 3 * attention


def utilisation(flops: float, *, seconds: float, peak: float, devices: int = 1) -> float:
    """Share of what the hardware could do that was done for the model, at most 1 (PaLM's MFU).

    Args:
        flops: of what was trained, by `flops_of`.
        seconds: that it took.
        peak: operations a second of one device, dense and in the precision of the pass.
        devices: that trained together.
    """
    return flops / (seconds * peak * devices)
