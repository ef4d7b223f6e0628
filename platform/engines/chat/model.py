"""A chat model of transformers on one device. Imports torch."""

from collections.abc import Collection, Sequence
from typing import Any

import jinja2
import transformers

from engines.loading import reading
from engines.protocols import Message, Sampling
from engines.responding.adapters import add_adapter
from engines.wording.loading import check_type, load_whole
from engines.wording.rows import Row, Written
from engines.wording.text_models import load_writer
from engines.wording.writer import Writer


class ChatModel:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def read(self, conversation: Sequence[Message]) -> Row:
        """A conversation as the tokenizer's template writes it down."""
        try:
            return self._row(conversation)
        except jinja2.TemplateError:
            if not conversation or conversation[0].role != "system":
                raise
            return self._row(_without_system(conversation))

    def _row(self, conversation: Sequence[Message]) -> Row:
        told = [{"role": message.role, "content": message.content} for message in conversation]
        given = self._writer.tokenizer.apply_chat_template(
            told, add_generation_prompt=True, tokenize=True, return_dict=True
        )
        return Row(tokens=tuple(given["input_ids"]))

    def write(self, rows: Sequence[Row], sampling: Sampling) -> list[Written]:
        return self._writer.write(rows, sampling)


class PlainModel(ChatModel):
    """Continues what is said, one message behind the other."""

    def read(self, conversation: Sequence[Message]) -> Row:
        text = "\n\n".join(message.content for message in conversation)
        return Row(tokens=tuple(self._writer.tokenizer.encode(text)))


def _without_system(conversation: Sequence[Message]) -> list[Message]:
    system, *others = conversation
    if not others:
        return [Message(role="user", content=system.content)]
    first = Message(role=others[0].role, content=f"{system.content}\n\n{others[0].content}")
    return [first, *others[1:]]


def chat_of(writer: Writer) -> ChatModel:
    """Asked by the tokenizer's template, or plainly where it has none, as of BLOOMZ and T5."""
    plain = writer.tokenizer.chat_template is None
    return (PlainModel if plain else ChatModel)(writer)


def load_trained(name: str, checkpoint: str, adapter: str) -> ChatModel:
    """A language model of either kind, with an adapter where one is named.

    Raises:
        CheckpointMissingError: one of them is not there.
        CheckpointUnreadableError: one of them is broken, or the adapter is another model's.
    """
    with reading(name, checkpoint):
        writer = load_writer(checkpoint)
    if adapter:
        add_adapter(writer.model, name, adapter, label="trained")
    return chat_of(writer)


def load(name: str, checkpoint: str, types: Collection[str], *, plain: bool = False) -> ChatModel:
    """A chat model of a folder or of the hub; of one of these types, where any are told.

    Plain ones need no chat template and use none.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, those of another model, or it can't chat.
    """
    with reading(name, checkpoint):
        check_type(checkpoint, types)
        tokenizer: Any = transformers.AutoTokenizer.from_pretrained(checkpoint)
        if tokenizer.chat_template is None and not plain:
            raise ValueError("its tokenizer has no chat template, so it can't hold a conversation")
        model = load_whole(transformers.AutoModelForCausalLM, checkpoint)
    return (PlainModel if plain else ChatModel)(Writer(model, tokenizer))
