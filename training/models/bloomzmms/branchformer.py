"""A block of an E-Branchformer (Kim et al., 2022). Imports torch.

What fills up a batch changes nothing: it is silenced before each convolution, whose windows would
reach into it, and nothing attends it. Nothing is dropped, so that a batch's shape doesn't change
what is learnt.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, silu

from training.models.bloomzmms.attention import RelativeAttention

_CLOSE_TO_NONE = 1e-6
"""Spread of new weights within the gate, which begins as open as it gets: all ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockSizes:
    width: int
    heads: int
    inner: int
    """Width within the feed-forward layers."""
    gated: int
    """Width within the gated branch, both halves together."""
    kernel: int
    """Places that the gate looks at; odd."""
    merge: int
    """Places that the branches are mixed over; odd."""


class Feed(nn.Module):
    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)

    def forward(self, states: Tensor) -> Tensor:
        whole: Tensor = self.narrow(silu(self.widen(self.norm(states))))
        return whole


class Depthwise(nn.Module):
    """Each column is convolved by itself; kernels are odd, so that no place moves."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        """States are (clips, places, width); `there`, (clips, places), is true where one is."""
        # (clips, places, width) -> (clips, width, places), and back
        silenced = (states * there[..., None]).transpose(1, 2)
        whole: Tensor = self.conv(silenced).transpose(1, 2)
        return whole


class Gated(nn.Module):
    """The branch for what is near: a feed-forward layer with a convolutional gate (cgMLP)."""

    def __init__(self, width: int, inner: int, kernel: int) -> None:
        super().__init__()
        self.widen = nn.Linear(width, inner)
        self.norm = nn.LayerNorm(inner // 2)
        self.gate = Depthwise(inner // 2, kernel)
        self.narrow = nn.Linear(inner // 2, width)
        nn.init.normal_(self.gate.conv.weight, std=_CLOSE_TO_NONE)
        nn.init.ones_(self.gate.conv.bias)  # type: ignore[arg-type]  # it has one

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        passed, gate = gelu(self.widen(states)).chunk(2, dim=-1)
        whole: Tensor = self.narrow(passed * self.gate(self.norm(gate), there))
        return whole


class Block(nn.Module):
    """Two branches between two halves of a feed-forward layer (macaron)."""

    def __init__(self, sizes: BlockSizes) -> None:
        super().__init__()
        width = sizes.width
        self.first, self.second = Feed(width, sizes.inner), Feed(width, sizes.inner)
        self.far_norm, self.near_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.far = RelativeAttention(width, sizes.heads)
        self.near = Gated(width, sizes.gated, sizes.kernel)
        self.mixed = Depthwise(2 * width, sizes.merge)
        self.merged = nn.Linear(2 * width, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        """States are (clips, places, width); `there`, (clips, places), is true where one is."""
        states = states + self.first(states) / 2
        far = self.far(self.far_norm(states), there)
        near = self.near(self.near_norm(states), there)
        both = torch.cat([far, near], dim=-1)
        states = states + self.merged(both + self.mixed(both, there))
        whole: Tensor = self.norm(states + self.second(states) / 2)
        return whole
