"""What leads from hearing to reading, and learns to. Imports torch."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn


class Projector(nn.Module, ABC):
    """All that trains beside the language model's adapter.

    What a piece becomes never depends on the pieces beside it, nor on padding.
    """

    sizes: Any
    """A dataclass of plain values, from which it can be built again."""

    @abstractmethod
    def tokens(self, states: int) -> int:
        """How many tokens a piece of so many states becomes, at least one."""

    @abstractmethod
    def forward(self, states: Tensor, lengths: Tensor) -> Tensor:
        """Tokens of all pieces, one behind the other, (tokens, width of the language model).

        Args:
            states: of the encoder, (pieces, layers, states, its width).
            lengths: how many of them each piece has, (pieces,); the rest is never looked at.
        """

    @abstractmethod
    def flops(self, lengths: Sequence[int]) -> int:
        """Operations that learning from pieces of so many states needs; all of it trains."""
