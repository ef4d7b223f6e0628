"""What families share that finetune a language model which hears. Imports torch."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self

from torch import Tensor

from engines.hearing import RATE
from engines.protocols import Sampling
from engines.responding.model import Ear, SpeechModel
from engines.wording import rows as wording
from engines.wording.writer import Writer
from training.examples import Example
from training.models.base import Row, SpeechLanguageModel
from training.models.lora import set_training
from training.models.losses import IGNORED
from training.models.padding import padded

_FRAME = RATE // 100
"""Samples: 10 ms."""
Arranged = tuple[Sequence[int], Sequence[int]]
"""Tokens that are read, and the token that each place should say, or `IGNORED`."""


class Arrange(Protocol):
    def __call__(self, prompt: Sequence[int], answer: Sequence[int]) -> Arranged: ...


def arrange_behind(prompt: Sequence[int], answer: Sequence[int]) -> Arranged:
    """As a decoder reads it: each place says the next token, from the prompt's last one on."""
    return (*prompt, *answer[:-1]), (*[IGNORED] * (len(prompt) - 1), *answer)


class HearingModel(SpeechLanguageModel):
    """Reads and answers as it does when it is served, by the same code."""

    def __init__(self, writer: Writer, *, end: int, arrange: Arrange = arrange_behind) -> None:
        """`end` is the token that ends an answer."""
        super().__init__()
        self._writer = writer
        self._end = end
        self._arrange = arrange

    @property
    @abstractmethod
    def ear(self) -> Ear:
        """How it hears, for serving, too."""

    @abstractmethod
    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        """What `forward` takes of clips, filled up, on the CPU."""

    @abstractmethod
    def flops(self, row: Row) -> int:
        """Operations that learning from a row needs, as `training.flops` counts them."""

    @property
    def served(self) -> SpeechModel:
        """The model as `checkpoint:NAME` runs it."""
        return SpeechModel(self._writer, self.ear)

    def read(self, example: Example) -> Row:
        asked = self.served.read(example.samples, example.instruction)
        said = self._writer.tokenizer.encode(example.answer, add_special_tokens=False)
        return Row(
            key=example.key,
            sound=asked.sound,
            frames=-(-len(example.samples) // _FRAME),
            tokens=(*asked.tokens, *said, self._end),
            answer_tokens=len(said) + 1,
        )

    def together(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        read, said = zip(*(self._arrange(_prompt(row), _answer(row)) for row in rows), strict=True)
        return {
            "tokens": padded(read, 0),
            "lengths": padded([[len(row)] for row in read], 0)[:, 0],
            "labels": padded(said, IGNORED),
            **self.sounds([row.sound for row in rows]),
        }

    def answer(self, rows: Sequence[Row], *, most_tokens: int) -> list[str]:
        asked = [wording.Row(tokens=_prompt(row), sound=row.sound) for row in rows]
        before = self.training
        self.eval()
        written = self.served.write(asked, Sampling(max_tokens=most_tokens))
        self.train(before)
        return [one.text for one in written]

    def train(self, mode: bool = True) -> Self:
        set_training(self, mode)
        self.training = mode
        return self

    def compute_again(self) -> None:
        self._writer.model.activation_checkpointing_enable()


def _prompt(row: Row) -> tuple[int, ...]:
    return row.tokens[: -row.answer_tokens]


def _answer(row: Row) -> tuple[int, ...]:
    return row.tokens[-row.answer_tokens :]
