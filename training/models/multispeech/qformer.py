"""A window-level Q-Former: each window of speech becomes a few tokens. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, pad, scaled_dot_product_attention

from training.flops import Stack, flops_of
from training.models.counting import stack_of
from training.models.joined.projector import Projector
from training.models.padding import mask_of

SPREAD = 0.02
"""Of new weights, as BERT draws them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    width: int
    heads: int
    inner: int
    """Width within its feed-forward layers."""
    epsilon: float
    """Of its norms."""
    layers: int
    queries: int
    """Tokens that a window becomes."""
    window: int
    """States of the encoder, 20 ms each, that a window holds."""
    heard: int
    """Width of these states."""
    spoken: int
    """Width of the tokens."""


class Attention(nn.Module):
    """Of BERT: what was asked is added, and the sum normed."""

    def __init__(self, sizes: Sizes, *, asked: int) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.query = nn.Linear(sizes.width, sizes.width)
        self.key = nn.Linear(asked, sizes.width)
        self.value = nn.Linear(asked, sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.epsilon)

    def forward(self, asking: Tensor, asked: Tensor, mask: Tensor | None = None) -> Tensor:
        """Asking is (windows, queries, width), asked (windows, places, its width).

        The mask, (windows, places), is true where there is something to attend.
        """
        attended = scaled_dot_product_attention(
            self._split(self.query(asking)),
            self._split(self.key(asked)),
            self._split(self.value(asked)),
            attn_mask=None if mask is None else mask[:, None, None],
        )
        # (windows, heads, queries, width of a head) -> (windows, queries, width)
        whole: Tensor = self.norm(asking + self.out(attended.transpose(1, 2).flatten(2)))
        return whole

    def _split(self, states: Tensor) -> Tensor:
        # (windows, places, width) -> (windows, heads, places, width of a head)
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)


class Layer(nn.Module):
    """Queries attend each other, then the sound, then think each by itself."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.among = Attention(sizes, asked=sizes.width)
        self.across = Attention(sizes, asked=sizes.heard)
        self.widen = nn.Linear(sizes.width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.epsilon)

    def forward(self, queries: Tensor, sound: Tensor, mask: Tensor) -> Tensor:
        queries = self.across(self.among(queries, queries), sound, mask)
        whole: Tensor = self.norm(queries + self.narrow(gelu(self.widen(queries))))
        return whole


class QFormer(Projector):
    """From the encoder's states to tokens of the language model.

    Nothing is dropped in it while it trains, so that neither a batch's shape nor the number of
    processes changes what is learnt.
    """

    sizes: Sizes

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.sound_norm = nn.LayerNorm(sizes.heard)
        self.queries = nn.Parameter(torch.empty(1, sizes.queries, sizes.width))
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.out = nn.Linear(sizes.width, sizes.spoken)
        self._draw()

    def _draw(self) -> None:
        nn.init.normal_(self.queries, std=SPREAD)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=SPREAD)
                nn.init.zeros_(module.bias)

    def tokens(self, states: int) -> int:
        return -(-states // self.sizes.window) * self.sizes.queries

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Windows x queries are its tokens, from the encoder's last layer."""
        last = states[:, -1].to(self.queries.dtype)
        sound, mask = windows(last, lengths, self.sizes.window)
        sound = self.sound_norm(sound)
        queries = self.norm(self.asking(last, lengths)).expand(len(sound), -1, -1)
        for layer in self.layers:
            queries = layer(queries, sound, mask)
        tokens: Tensor = self.out(queries).flatten(0, 1)
        return tokens

    def asking(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Queries of each window, or of all: (windows or 1, queries, width).

        Args:
            states: of the encoder's last layer, (pieces, states, its width).
            lengths: how many each piece has, (pieces,).
        """
        return self.queries

    def flops(self, lengths: Sequence[int]) -> int:
        sizes = self.sizes
        across = [layer.across for layer in self.modules() if isinstance(layer, Layer)]
        heard = stack_of(part for one in across for part in (one.key, one.value))
        asking = stack_of([*self.layers, self.out]).weights - heard.weights
        queries = sum(map(self.tokens, lengths))
        # Each query attends a window's states and the window's queries.
        attention = 3 * 4 * sizes.layers * sizes.width * (sizes.window + sizes.queries) * queries
        thought = flops_of(Stack(weights=asking, trained=asking), [queries])
        return flops_of(heard, lengths) + thought + attention

    def start_from(self, text_encoder: Any) -> Self:
        """Takes over the first layers of a BERT; what attends the sound stays newly drawn."""
        copy(self.norm, text_encoder.embeddings.LayerNorm)
        for ours, theirs in zip(self.layers, text_encoder.encoder.layer, strict=False):
            _take_over(ours, theirs)
        return self


def windows(states: Tensor, heard: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Cuts states into windows, and leaves out those that hold nothing.

    Args:
        states: (clips, states, width).
        heard: how many each clip has, (clips,).
        size: states in a window; a clip's last one may hold fewer.

    Returns:
        (windows, size, width) and, true where a state is the clip's, (windows, size).
    """
    states = pad(states, (0, 0, 0, -states.shape[1] % size))
    # (clips, states, width) -> (clips, windows, size, width)
    cut = states.view(len(states), -1, size, states.shape[2])
    mask = mask_of(heard, states.shape[1]).view(len(states), -1, size)
    held = mask[:, :, 0]
    return cut[held], mask[held]


def _take_over(ours: Any, theirs: Any) -> None:
    attention = theirs.attention
    for name in ("query", "key", "value"):
        copy(getattr(ours.among, name), getattr(attention.self, name))
    copy(ours.among.out, attention.output.dense)
    copy(ours.among.norm, attention.output.LayerNorm)
    copy(ours.widen, theirs.intermediate.dense)
    copy(ours.narrow, theirs.output.dense)
    copy(ours.norm, theirs.output.LayerNorm)


def copy(to: nn.Module, of: nn.Module) -> None:
    to.load_state_dict(of.state_dict())
