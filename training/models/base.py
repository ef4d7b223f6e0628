"""What the loop trains: a model that hears a clip and writes an answer. Imports torch."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from training.examples import Example


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Row:
    """An example as a model takes it, on the CPU."""

    key: str
    sound: Any
    """What the family's encoder takes of the clip."""
    frames: int
    """Of the encoder's input: 10 ms each."""
    tokens: tuple[int, ...]
    """Prompt, places of the sound, and answer."""
    answer_tokens: int
    """How many of them, at the end, are the answer and its end: the loss is counted on these."""


class SpeechLanguageModel(nn.Module, ABC):
    """Only what trains has ``requires_grad``; everything else is frozen and in `eval` mode.

    A row's loss and answer never depend on the rows beside it, nor on padding.
    """

    @abstractmethod
    def read(self, example: Example) -> Row:
        """Takes no gradient and needs no GPU, so that loaders can do it beside the training."""

    def hindrance(self, example: Example) -> str:
        """Why nothing can be learnt from a clip; empty where it can. Such clips are left out."""
        return ""

    def read_all(self, examples: Sequence[Example]) -> list[Row]:
        """The same as `read` of several, for families that are quicker so."""
        return [self.read(one) for one in examples]

    @abstractmethod
    def together(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        """Pads rows to the longest, as keyword arguments of `forward`; on the CPU."""

    @abstractmethod
    def forward(self, **inputs: Tensor) -> Tensor:
        """Returns the sum of the answer tokens' negative log-likelihoods, () float32."""

    @abstractmethod
    def answer(self, rows: Sequence[Row], *, most_tokens: int) -> list[str]:
        """Writes greedily; whatever answers the rows hold are not looked at."""

    @abstractmethod
    def save(self, folder: Path) -> None:
        """Writes what trains, and what tells the parts that don't: `from_pretrained` + PEFT.

        Raises:
            OSError: the disk is full, or can't be written.
        """

    @abstractmethod
    def load(self, folder: Path) -> None:
        """Reads what `save` wrote.

        Raises:
            ModelMismatchError: it belongs to another family, or to one of other sizes.
        """

    @abstractmethod
    def merge(self, folder: Path) -> None:
        """Writes whole weights with the adapter merged in; what trains stays as it is."""

    def compute_again(self) -> None:
        """Keeps no activations within layers but computes them again on the way back.

        Outputs and gradients stay the same. A family without layers has nothing to do.
        """
        return

    def trained(self) -> Iterator[tuple[str, nn.Parameter]]:
        """Names and parameters that train."""
        return ((name, each) for name, each in self.named_parameters() if each.requires_grad)

    def licences(self) -> Mapping[str, str]:
        """SPDX names by published part, which the trained one inherits."""
        return {}
