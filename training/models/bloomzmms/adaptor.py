"""What trains: layers are summed, shortened, thought over, and made tokens. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import pad, relu

from training.flops import flops_of
from training.models.bloomzmms.branchformer import Block, BlockSizes
from training.models.counting import stack_of
from training.models.joined.layers import LayerSum
from training.models.joined.projector import Projector
from training.models.padding import mask_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes(BlockSizes):
    layers: int
    """Of the encoder, whose states are summed."""
    heard: int
    """Width of these states."""
    blocks: int
    halved_before: int
    """How often the states are halved in number before the blocks."""
    halved_behind: int
    """And behind them."""
    spoken: int
    """Width of the tokens."""


class Halving(nn.Module):
    """Each place of the shorter sequence looks at those of the longer around it."""

    def __init__(self, width: int, out: int, *, kernel: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(width, out, kernel, stride=2)
        self._before = (kernel - 1) // 2

    def forward(self, states: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """States are (clips, places, width), of which `lengths`, (clips,), are there."""
        mask = mask_of(lengths, states.shape[1])[..., None]
        # Behind each there is silence enough for all to have as many halves.
        silenced = pad(states * mask, (0, 0, self._before, 1 + states.shape[1] % 2))
        # (clips, places, width) -> (clips, width, places), and back
        halved = relu(self.conv(silenced.transpose(1, 2))).transpose(1, 2)
        return halved[:, : -(-states.shape[1] // 2)], halves(lengths)


def halves(lengths: Tensor) -> Tensor:
    """Half as many, none lost."""
    return torch.div(lengths + 1, 2, rounding_mode="floor")


class Adaptor(Projector):
    """From the states of all layers to tokens of the language model."""

    sizes: Sizes

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.summed = LayerSum(sizes.layers, softmax=True)
        self.heard_norm = nn.LayerNorm(sizes.heard)
        self.narrow = nn.Linear(sizes.heard, sizes.width)
        self.before = nn.ModuleList(
            Halving(sizes.width, sizes.width, kernel=3) for _ in range(sizes.halved_before)
        )
        self.blocks = nn.ModuleList(Block(sizes) for _ in range(sizes.blocks))
        self.behind = nn.ModuleList(
            Halving(sizes.width, sizes.width, kernel=2) for _ in range(sizes.halved_behind)
        )
        self.out = nn.Linear(sizes.width, sizes.spoken)

    def tokens(self, states: int) -> int:
        for _ in (*self.before, *self.behind):
            states = -(-states // 2)
        return states

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Tokens of all pieces, one behind the other: (tokens, width of a token).

        Args:
            states: of the encoder, (pieces, layers, states, its width).
            lengths: how many of them each piece has, (pieces,); the rest is never looked at.
        """
        held = self.narrow(self.heard_norm(self.summed(states.to(self.out.weight.dtype))))
        for halving in self.before:
            held, lengths = halving(held, lengths)
        there = mask_of(lengths, held.shape[1])
        for block in self.blocks:
            held = block(held, there)
        for halving in self.behind:
            held, lengths = halving(held, lengths)
        tokens: Tensor = self.out(held[mask_of(lengths, held.shape[1])])
        return tokens

    def flops(self, lengths: Sequence[int]) -> int:
        """Operations that learning from pieces of so many states needs; all of it trains."""
        places = [*lengths]
        total = flops_of(stack_of([self.narrow]), places)
        for halving in self.before:
            places = [-(-one // 2) for one in places]
            total += flops_of(stack_of([halving]), places)
        width = self.sizes.width
        # Attention takes distances into account by a third product of that size.
        total += flops_of(stack_of(self.blocks, width=width), places)
        total += sum(6 * self.sizes.blocks * width * (2 * one - 1) * one for one in places)
        for halving in self.behind:
            places = [-(-one // 2) for one in places]
            total += flops_of(stack_of([halving]), places)
        return total + flops_of(stack_of([self.out]), places)
