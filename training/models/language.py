"""Language models behind one face: those that only decode, and those that encode first.

Imports torch.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor
from torch.nn.functional import cross_entropy

from engines.loading import reading
from engines.wording.text_models import DecodingWriter, load_writer
from engines.wording.writer import Writer
from training.flops import flops_of
from training.models.answering import Arranged, arrange_behind
from training.models.counting import stack_of
from training.models.lora import transformer_layers
from training.models.losses import IGNORED, answer_loss
from training.models.padding import mask_of

_HERE = "\ufffc"
"""Stands for the clip while a conversation is written down; no text holds it."""
_ANY = "a"


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a tokenizer writes around a clip, which its user says."""

    tokenizer: Any

    def around(self, prompt: str) -> tuple[str, str]:
        """Before the clip and behind it.

        Where there is no template, nothing but the prompt and the marks that the tokenizer sets
        around any text, such as T5's end.
        """
        if self.tokenizer.chat_template is None:
            begin, end = self._marks()
            return begin, prompt + end
        text = self.tokenizer.apply_chat_template(
            [{"role": "user", "content": _HERE + prompt}],
            add_generation_prompt=True,
            tokenize=False,
        )
        before, _, behind = text.partition(_HERE)
        return before, behind

    def _marks(self) -> tuple[str, str]:
        bare = self.tokenizer.encode(_ANY, add_special_tokens=False)
        whole = self.tokenizer.encode(_ANY)
        start = next((at for at in range(len(whole)) if whole[at : at + len(bare)] == bare), 0)
        marks = whole[:start], whole[start + len(bare) :]
        begin, end = (self.tokenizer.decode(each) for each in marks)
        return begin, end


class Language(ABC):
    """Continues embeddings."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.model = writer.model

    @property
    def width(self) -> int:
        return int(self.model.get_input_embeddings().weight.shape[1])

    @property
    def end(self) -> int:
        """The token that ends an answer."""
        return int(self.writer.tokenizer.eos_token_id)

    @property
    def dtype(self) -> Any:
        return self.model.get_input_embeddings().weight.dtype

    def embed(self, tokens: Tensor) -> Tensor:
        """(rows, places) -> (rows, places, width)."""
        embeddings: Tensor = self.model.get_input_embeddings()(tokens)
        return embeddings

    @abstractmethod
    def arrange(self, prompt: Sequence[int], answer: Sequence[int]) -> Arranged:
        """What is read of a row, and what should be said."""

    @abstractmethod
    def loss(self, embeddings: Tensor, lengths: Tensor, labels: Tensor) -> Tensor:
        """Sum of the negative log-likelihoods of the labels, () float32.

        Args:
            embeddings: what is read, (rows, places, width), filled up on the right.
            lengths: places that are none of that, (rows,).
            labels: what should be said, filled up on the right with `IGNORED`, (rows, said).
        """

    @abstractmethod
    def flops(self, prompt: int, answer: int) -> int:
        """Operations that learning from so many tokens needs."""

    def head_flops(self, answer: int) -> int:
        """Of the logits."""
        return flops_of(stack_of([self.model.get_output_embeddings()]), [answer])


class DecoderOnly(Language):
    """Reads prompt and answer in one go: Cohere, Qwen, Llama, BLOOM."""

    def arrange(self, prompt: Sequence[int], answer: Sequence[int]) -> Arranged:
        return arrange_behind(prompt, answer)

    def loss(self, embeddings: Tensor, lengths: Tensor, labels: Tensor) -> Tensor:
        return answer_loss(self.states(embeddings), labels, self.logits)

    def states(self, embeddings: Tensor) -> Tensor:
        """Last ones of what is read, both (rows, places, width), filled up on the right."""
        # What fills up stands behind, where no place looks: no mask, so the fast attention runs.
        read = self.model.base_model(inputs_embeds=embeddings, use_cache=False)
        states: Tensor = read.last_hidden_state
        return states

    def flops(self, prompt: int, answer: int) -> int:
        config = self.model.config
        width = config.num_attention_heads * head_width(config)
        layers = stack_of(transformer_layers(self.model), width=width, causal=True)
        return flops_of(layers, [prompt + answer - 1]) + self.head_flops(answer)

    def logits(self, states: Tensor) -> Tensor:
        """What comes next, (places, vocabulary), of states (places, width)."""
        logits: Tensor = self.model.get_output_embeddings()(states)
        scale = getattr(self.model.config, "logit_scale", None)  # Cohere has one
        return logits if scale is None else logits * scale


class EncoderDecoder(Language):
    """Reads the prompt with its encoder; the decoder says the answer: T5 and its kin."""

    def arrange(self, prompt: Sequence[int], answer: Sequence[int]) -> Arranged:
        return prompt, answer

    def loss(self, embeddings: Tensor, lengths: Tensor, labels: Tensor) -> Tensor:
        logits = self.model(
            inputs_embeds=embeddings,
            attention_mask=mask_of(lengths, embeddings.shape[1]).long(),
            labels=labels,
        ).logits
        # (rows, said, vocabulary) -> (rows x said, vocabulary)
        return cross_entropy(
            logits.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED, reduction="sum"
        )

    def flops(self, prompt: int, answer: int) -> int:
        """Decoder's keys and values of the prompt are counted as if they were the answer's."""
        width = self.model.config.num_heads * self.model.config.d_kv
        encoder, decoder = (
            stack_of(transformer_layers(part), width=width)
            for part in (self.model.get_encoder(), self.model.get_decoder())
        )
        return flops_of(encoder, [prompt]) + flops_of(decoder, [answer]) + self.head_flops(answer)


def head_width(config: Any) -> int:
    """Of one head of attention."""
    return int(
        getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    )


def load_language(name: str, checkpoint: str) -> Language:
    """A language model of either kind, from a folder or the hub.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or it is no language model.
    """
    with reading(name, checkpoint):
        writer = load_writer(checkpoint)
    return EncoderDecoder(writer) if isinstance(writer, DecodingWriter) else DecoderOnly(writer)
