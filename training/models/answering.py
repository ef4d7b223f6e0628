"""What families share that finetune a language model to answer. Imports torch."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self

from torch import Tensor

from engines.protocols import Sampling
from engines.wording import rows as wording
from engines.wording.writer import Writer
from training.models.base import Row, SpeechLanguageModel
from training.models.lora import set_training
from training.models.losses import IGNORED
from training.models.padding import padded

Arranged = tuple[Sequence[int], Sequence[int]]
"""Tokens that are read, and the token that each place should say, or `IGNORED`."""


class Arrange(Protocol):
    def __call__(self, prompt: Sequence[int], answer: Sequence[int]) -> Arranged: ...


def arrange_behind(prompt: Sequence[int], answer: Sequence[int]) -> Arranged:
    """As a decoder reads it: each place says the next token, from the prompt's last one on."""
    return (*prompt, *answer[:-1]), (*[IGNORED] * (len(prompt) - 1), *answer)


class Served(Protocol):
    """What writes when a checkpoint is asked."""

    def write(self, rows: Sequence[wording.Row], sampling: Sampling) -> list[wording.Written]: ...


class AnsweringModel(SpeechLanguageModel):
    """Answers as it does when it is served, by the same code."""

    def __init__(self, writer: Writer, *, end: int, arrange: Arrange = arrange_behind) -> None:
        """`end` is the token that ends an answer."""
        super().__init__()
        self._writer = writer
        self._end = end
        self._arrange = arrange

    @property
    @abstractmethod
    def served(self) -> Served:
        """The model as it is run where a checkpoint of it is asked."""

    @abstractmethod
    def flops(self, row: Row) -> int:
        """Operations that learning from a row needs, as `training.flops` counts them."""

    def sounds(self, sounds: Sequence[Any]) -> Mapping[str, Tensor]:
        """What `forward` takes of clips, filled up, on the CPU; nothing where none is heard."""
        return {}

    def row(self, key: str, asked: wording.Row, *, answer: str, frames: int) -> Row:
        """What is read of a request, with its answer behind."""
        said = self._writer.tokenizer.encode(answer, add_special_tokens=False)
        return Row(
            key=key,
            sound=asked.sound,
            frames=frames,
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
