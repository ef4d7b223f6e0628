"""A little language of words and instructions, and somebody who reads it. Imports torch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import torch
import transformers
from torch import Tensor, nn

from training.models.losses import IGNORED, answer_loss
from training.models.padding import padded

BLANK, END = 0, 1
_FIRST_WORD, WORDS, LONGEST = 2, 12, 4
Words = tuple[int, ...]
"""Tokens; a sentence has 2 to `LONGEST`."""
_DO: Mapping[str, Callable[[Words], Words]] = {
    "repeat": lambda said: said,
    "first": lambda said: said[:1],
    "last": lambda said: said[-1:],
    "backwards": lambda said: said[::-1],
    "next": lambda said: tuple(_FIRST_WORD + (word - _FIRST_WORD + 1) % WORDS for word in said),
    "ends": lambda said: (said[0], said[-1]),
}
INSTRUCTIONS = tuple(_DO)
TRANSCRIBE = INSTRUCTIONS[0]
TOKENS = _FIRST_WORD + WORDS + len(INSTRUCTIONS)
_TOKEN = {name: _FIRST_WORD + WORDS + place for place, name in enumerate(INSTRUCTIONS)}
_WIDTH, _BATCH, _RATE = 64, 64, 2e-3


def draw_sentences(count: int, chance: torch.Generator) -> list[Words]:
    lengths = torch.randint(2, LONGEST + 1, (count,), generator=chance).tolist()
    words = torch.randint(_FIRST_WORD, _FIRST_WORD + WORDS, (count, LONGEST), generator=chance)
    return [tuple(row[:length]) for row, length in zip(words.tolist(), lengths, strict=True)]


def wanted(instruction: str, said: Words) -> Words:
    """What there is to answer."""
    return _DO[instruction](said)


class Reader:
    """A little BLOOM that reads a sentence and an instruction behind it, and does as it is told."""

    def __init__(self, *, steps: int, seed: int) -> None:
        """Learns all instructions from text, then never changes."""
        torch.manual_seed(seed)
        config = transformers.BloomConfig(
            vocab_size=TOKENS,
            hidden_size=_WIDTH,
            n_layer=3,
            n_head=4,
            initializer_range=0.1,
            bos_token_id=END,
            eos_token_id=END,
            pad_token_id=BLANK,
        )
        self.model: Any = transformers.BloomForCausalLM(config)
        self._learn(steps, torch.Generator().manual_seed(seed))
        self.model.requires_grad_(requires_grad=False).eval()

    width = _WIDTH

    def head(self, states: Tensor) -> Tensor:
        logits: Tensor = self.model.get_output_embeddings()(states)
        return logits

    def embed(self, tokens: Sequence[int]) -> Tensor:
        """(tokens, width)."""
        embeddings: Tensor = self.model.get_input_embeddings()(torch.tensor(tokens))
        return embeddings

    def loss(self, heard: Sequence[Tensor], told: Sequence[str], said: Sequence[Words]) -> Tensor:
        """Mean over the tokens of answers; nats.

        Args:
            heard: what stands for the sentence, (places, width) each.
            told: an instruction each.
            said: an answer each.
        """
        states, labels = self._read(heard, told, said)
        return answer_loss(states, labels, self.head) / (labels != IGNORED).sum()

    @torch.no_grad()
    def says(self, heard: Sequence[Tensor], told: Sequence[str], said: Sequence[Words]) -> float:
        """Share of rows whose likeliest answer is this one, word by word and with its end."""
        states, labels = self._read(heard, told, said)
        right = (self.head(states).argmax(-1) == labels) | (labels == IGNORED)
        return right.all(dim=1).float().mean().item()

    @torch.no_grad()
    def answer(self, sentences: Sequence[Words], told: Sequence[str]) -> list[Words]:
        """What it answers to text, whether that is right or not."""
        rows = [(*said, _TOKEN[one]) for said, one in zip(sentences, told, strict=True)]
        longest = max(map(len, rows))
        tokens = torch.tensor([[BLANK] * (longest - len(row)) + [*row] for row in rows])
        written = self.model.generate(
            input_ids=tokens,
            attention_mask=(tokens != BLANK).long(),
            do_sample=False,
            max_new_tokens=LONGEST + 1,
        )[:, longest:]
        return [tuple(row[: row.index(END)] if END in row else row) for row in written.tolist()]

    def _read(
        self, heard: Sequence[Tensor], told: Sequence[str], said: Sequence[Words]
    ) -> tuple[Tensor, Tensor]:
        rows, labels = [], []
        for places, one, words in zip(heard, told, said, strict=True):
            rows.append(torch.cat([places, self.embed((_TOKEN[one], *words))]))
            labels.append([IGNORED] * len(places) + [*words, END])
        filled = nn.utils.rnn.pad_sequence(rows, batch_first=True)
        states = self.model.base_model(inputs_embeds=filled, use_cache=False).last_hidden_state
        return states, padded(labels, IGNORED)

    def _learn(self, steps: int, chance: torch.Generator) -> None:
        def loss() -> Tensor:
            sentences = draw_sentences(_BATCH, chance)
            told = draw_instructions(INSTRUCTIONS, _BATCH, chance)
            said = [wanted(one, words) for one, words in zip(told, sentences, strict=True)]
            return self.loss([self.embed(words) for words in sentences], told, said)

        descend(self.model.parameters(), loss, steps=steps)


def descend(weights: Iterable[nn.Parameter], loss: Callable[[], Tensor], *, steps: int) -> None:
    """Takes steps, each on another loss; the rate rises and falls."""
    held = [*weights]
    optimizer = torch.optim.AdamW(held, lr=_RATE, weight_decay=0.0)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=max(2, steps))
    for _ in range(steps):
        optimizer.zero_grad()
        loss().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(held, 1.0)
        optimizer.step()
        rates.step()


def draw_instructions(among: Sequence[str], count: int, chance: torch.Generator) -> list[str]:
    return [among[place] for place in torch.randint(len(among), (count,), generator=chance)]
