"""A language model with an adapter that reads transcripts. Imports torch."""

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from engines.cascade.instructions import ask
from engines.chat.model import ChatModel, chat_of
from engines.protocols import Task
from training.examples import Example
from training.models.answering import AnsweringModel
from training.models.base import Row
from training.models.language import Language
from training.models.lora import adapter_weights, merged_weights
from training.models.parts import licences_of
from training.models.saving import fill, read_adapter, write_adapter


class ReadingModel(AnsweringModel):
    """Is asked as a cascade asks its chat model, in training as later.

    Source: SpeechVerse, section 4.1: its baseline learns from the very same data, with the right
    transcripts in place of the clips.
    """

    def __init__(self, language: Language, *, published: str) -> None:
        super().__init__(language.writer, end=language.end, arrange=language.arrange)
        self.language_model = language.model
        self._language = language
        self._published = published

    @property
    def served(self) -> ChatModel:
        return chat_of(self._writer)

    def hindrance(self, example: Example) -> str:
        if example.task is Task.TRANSCRIBE:
            return "it would read what it should write; a model that reads learns no transcribing"
        if example.transcript:
            return ""
        return "its source doesn't know what is said in it; give a transcript beside the answer"

    def read(self, example: Example) -> Row:
        asked = ask(
            example.transcript,
            task=example.task,
            prompt=example.instruction,
            language=example.language,
            target=example.target,
        )
        # As long as the clip, so that its steps are cut as those of a model that hears.
        return self.row(
            example.key, self.served.read(asked), answer=example.answer, frames=example.frames
        )

    def flops(self, row: Row) -> int:
        return self._language.flops(len(row.tokens) - row.answer_tokens, row.answer_tokens)

    def forward(self, **inputs: Tensor) -> Tensor:
        embeddings = self._language.embed(inputs["tokens"])
        return self._language.loss(embeddings, inputs["lengths"], inputs["labels"])

    def save(self, folder: Path) -> None:
        write_adapter(self.language_model, folder)

    def load(self, folder: Path) -> None:
        fill(adapter_weights(self.language_model), read_adapter(self.language_model, folder))

    def merge(self, folder: Path) -> None:
        """A language model like the published one, which needs nothing of ours."""
        model = self.language_model
        model.save_pretrained(folder, state_dict=merged_weights(model))
        self._writer.tokenizer.save_pretrained(folder)

    def licences(self) -> Mapping[str, str]:
        return licences_of(self._published)
