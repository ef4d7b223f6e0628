"""What families share that finetune a language model which hears. Imports torch."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor

from engines.responding.model import Ear, SpeechModel
from training.examples import Example
from training.models.answering import AnsweringModel
from training.models.base import Row


class HearingModel(AnsweringModel):
    """Reads and answers as it does when it is served, by the same code."""

    @property
    @abstractmethod
    def ear(self) -> Ear:
        """How it hears, for serving, too."""

    @abstractmethod
    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        """What `forward` takes of clips, filled up, on the CPU."""

    @property
    def served(self) -> SpeechModel:
        """The model as `checkpoint:NAME` runs it."""
        return SpeechModel(self._writer, self.ear)

    def read(self, example: Example) -> Row:
        asked = self.served.read(example.samples, example.instruction)
        return self.row(example.key, asked, answer=example.answer, frames=example.frames)
