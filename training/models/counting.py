"""How many operations a model's parts take, read off their layers. Imports torch."""

from collections.abc import Iterable, Sequence

from torch import nn

from training.flops import Stack, flops_of


def stack_of(
    layers: Iterable[nn.Module], *, width: int = 0, causal: bool = False, passes_back: bool = True
) -> Stack:
    """What layers come to that each place of a sequence goes through.

    Args:
        layers: of a transformer; or others, where `width` is 0.
        width: of each layer's attention, heads together.
        causal: each place attends itself and those before it.
        passes_back: slopes go through them.
    """
    held = list(layers)
    weights = [
        module.weight for layer in held for module in layer.modules() if isinstance(module, _MATRIX)
    ]
    return Stack(
        weights=sum(weight.numel() for weight in weights),
        trained=sum(weight.numel() for weight in weights if weight.requires_grad),
        attending=len(held) * width,
        causal=causal,
        passes_back=passes_back,
    )


_MATRIX = (nn.Linear, nn.Conv1d)


def encoder_flops(
    convolutions: tuple[nn.Module, nn.Module],
    layers: Sequence[nn.Module],
    *,
    width: int,
    states: Sequence[int],
    passes_back: bool = False,
) -> int:
    """Of an encoder after Whisper's: two convolutions, of which the second halves, and layers.

    Args:
        convolutions: they never train.
        layers: of a transformer.
        width: of their attention.
        states: of each part that is heard by itself.
        passes_back: adapters train in the layers.
    """
    first, second = (stack_of([one], passes_back=False) for one in convolutions)
    return (
        flops_of(first, [2 * one for one in states])
        + flops_of(second, states)
        + flops_of(stack_of(layers, width=width, passes_back=passes_back), states)
    )
