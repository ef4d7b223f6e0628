"""What hears in a model that is put together. Imports torch."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor, nn

from engines.protocols import Samples


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a clip: as much as the encoder hears at once, on the CPU."""

    sound: Tensor
    """Features or samples; time is the last dimension."""
    states: int
    """That it becomes; where the encoder gives more, they are no part of the clip."""


class Encoder(nn.Module, ABC):
    """Frozen. What it makes of a piece never depends on the pieces beside it, nor on padding."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Of a state."""

    @property
    @abstractmethod
    def layers(self) -> int:
        """How many layers' states it gives; 1 for the last one's alone."""

    @property
    @abstractmethod
    def state_s(self) -> float:
        """Seconds of speech in a state."""

    @abstractmethod
    def read(self, samples: Samples) -> Sequence[Piece]:
        """Cuts a clip that is longer than what is heard at once."""

    @abstractmethod
    def stacked(self, pieces: Sequence[Piece]) -> dict[str, Tensor]:
        """What `forward` takes, zeros behind each; ``states`` (pieces,) are their own states."""

    @abstractmethod
    def forward(self, sound: Mapping[str, Tensor]) -> Tensor:
        """Hears what `stacked` gave: (pieces, layers, states, width)."""

    @abstractmethod
    def flops(self, pieces: Sequence[Piece]) -> int:
        """Operations that hearing them needs; slopes never go through."""
