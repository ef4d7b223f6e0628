"""A Q-Former whose queries are chosen from a bank, by what is heard. Imports torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.functional import one_hot

from training.flops import flops_of
from training.models.counting import stack_of
from training.models.multispeech.qformer import SPREAD, QFormer, Sizes
from training.models.padding import mask_of


class Gating(StrEnum):
    HARD = "hard"
    """One set is taken: the likeliest."""
    SOFT = "soft"
    """All are mixed, each by its probability."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BankSizes(Sizes):
    sets: int
    """Of queries; with a single one there is no gate."""
    gating: Gating
    languages: tuple[str, ...] = ()
    """ISO 639-3 that the first sets stand for; empty where nobody tells the gate."""

    def __post_init__(self) -> None:
        """JSON keeps neither enums nor tuples."""
        object.__setattr__(self, "gating", Gating(self.gating))
        object.__setattr__(self, "languages", tuple(self.languages))


class Gate(nn.Module):
    """Hears the language of a piece: a linear layer over its states' mean.

    So small that what it adds to the projector's capacity hardly counts.
    """

    def __init__(self, width: int, sets: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, sets)
        nn.init.normal_(self.out.weight, std=SPREAD)
        nn.init.zeros_(self.out.bias)

    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Logits (pieces, sets) of states (pieces, states, width) and how many are the piece's."""
        filler = ~mask_of(lengths, states.shape[1])[..., None]
        mean = states.masked_fill(filler, 0).sum(1) / lengths[:, None]
        logits: Tensor = self.out(self.norm(mean))
        return logits


def shares(logits: Tensor, gating: Gating) -> Tensor:
    """How much of each set is taken, (pieces, sets); each row adds up to 1.

    Where one set alone is taken, slopes go to the gate as if all had been mixed (straight through);
    no chance is in it, so that a row's loss never depends on its batch.
    """
    mixed = logits.softmax(-1)
    if gating is Gating.SOFT:
        return mixed
    taken = one_hot(logits.argmax(-1), logits.shape[-1])
    return mixed + (taken - mixed).detach()


class BankedQFormer(QFormer):
    """The window-level Q-Former; all windows of a piece get the same queries from its bank.

    With one set it is the plain Q-Former, the baseline of the paper.
    """

    sizes: BankSizes

    def __init__(self, sizes: BankSizes) -> None:
        super().__init__(sizes)
        self.queries = nn.Parameter(torch.empty(sizes.sets, sizes.queries, sizes.width))
        nn.init.normal_(self.queries, std=SPREAD)
        self.gate = Gate(sizes.heard, sizes.sets) if sizes.sets > 1 else None

    def leanings(self, states: Tensor, lengths: Tensor) -> Tensor:
        """The gate's logits, (pieces, sets).

        Args:
            states: of the encoder, (pieces, layers, states, its width).
            lengths: how many of them each piece has, (pieces,).
        """
        if self.gate is None:
            return states.new_zeros(len(states), 1, dtype=self.queries.dtype)
        return cast("Tensor", self.gate(states[:, -1].to(self.queries.dtype), lengths))

    def asking(self, states: Tensor, lengths: Tensor) -> Tensor:
        if self.gate is None:
            return self.queries
        taken = shares(self.gate(states, lengths), self.sizes.gating)
        chosen = torch.einsum("ps,sqw->pqw", taken, self.queries)
        return chosen.repeat_interleave(-(-lengths // self.sizes.window), dim=0)

    def flops(self, lengths: Sequence[int]) -> int:
        gate = [self.gate] if self.gate is not None else []
        return super().flops(lengths) + flops_of(stack_of(gate), [1] * len(lengths))
