"""Convolutions that shorten what an encoder heard to tokens of a language model. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from torch import Tensor, nn

from training.flops import flops_of
from training.models.counting import stack_of
from training.models.joined.layers import LayerSum
from training.models.joined.projector import Projector
from training.models.padding import mask_of

Count = TypeVar("Count", int, Tensor)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    heard: int
    """Width of the encoder's states."""
    spoken: int
    """Width of the tokens, and of every block."""
    layers: int
    """Of the encoder, from the last one back; more than one are summed."""
    kernel: int
    """States that each convolution looks at; odd."""
    strides: tuple[int, ...]
    """Of the blocks."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "strides", tuple(self.strides))  # JSON makes lists of them


def shortened(states: Count, stride: int) -> Count:
    """How many states a block leaves of so many."""
    return (states + stride - 1) // stride


class Block(nn.Module):
    """A convolution that looks to both sides, and a norm of each state it gives."""

    def __init__(self, heard: int, spoken: int, *, kernel: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        self.convolution = nn.Conv1d(heard, spoken, kernel, stride, padding=kernel // 2)
        self.norm = nn.LayerNorm(spoken)

    def forward(self, states: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """From (pieces, states, heard) to (pieces, ceil(states / stride), spoken), with lengths.

        What lies behind a piece's length is taken for silence, whatever stands there.
        """
        there = mask_of(lengths, states.shape[1])[..., None]
        # (pieces, states, width) -> (pieces, width, states) and back
        convolved = self.convolution(states.where(there, 0).transpose(1, 2)).transpose(1, 2)
        return self.norm(convolved), shortened(lengths, self.stride)


class ConvolutionProjector(Projector):
    """SpeechVerse's downsampling module, with the sum over layers before it (section 2.1, Eq. 1).

    Nothing lies between the blocks but the norm, as the paper has it.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.layer_sum = LayerSum(sizes.layers, softmax=False) if sizes.layers > 1 else None
        widths = (sizes.heard, *[sizes.spoken] * len(sizes.strides))
        self.blocks = nn.ModuleList(
            Block(heard, spoken, kernel=sizes.kernel, stride=stride)
            for heard, spoken, stride in zip(widths, widths[1:], sizes.strides, strict=False)
        )

    def tokens(self, states: int) -> int:
        return reduce(shortened, self.sizes.strides, states)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """All pieces' tokens, one behind the other: (tokens, width of a token).

        Args:
            states: of the encoder, (pieces, layers, states, its width).
            lengths: how many of them each piece has, (pieces,).
        """
        # (pieces, layers, states, width) -> (pieces, states, width)
        layers = states[:, -self.sizes.layers :]
        heard = layers[:, 0] if self.layer_sum is None else self.layer_sum(layers)
        heard = heard.float()
        for block in self.blocks:
            heard, lengths = block(heard, lengths)
        return heard[mask_of(lengths, heard.shape[1])]

    def flops(self, lengths: Sequence[int]) -> int:
        """Operations that learning from pieces of so many states needs; all of it trains."""
        total, left = 0, list(lengths)
        for block, stride in zip(self.blocks, self.sizes.strides, strict=True):
            left = [shortened(one, stride) for one in left]
            total += flops_of(stack_of([block]), left)
        return total
