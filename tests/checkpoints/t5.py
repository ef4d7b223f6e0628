"""A tiny Flan-T5 that knows a few answers by heart."""

from pathlib import Path
from string import ascii_letters, digits
from typing import Any

import torch
import transformers
from torch.nn.utils.rnn import pad_sequence

from tests.checkpoints.chat import ANSWERS

_MARKS = ("<pad>", "</s>", "<unk>")


def build_t5(folder: Path) -> None:
    """Writes a checkpoint that answers `ANSWERS`; its head is not tied to its embeddings."""
    torch.manual_seed(0)
    tokenizer = _make_tokenizer()
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        dropout_rate=0.0,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=0,
    )
    family: Any = transformers
    model = family.T5ForConditionalGeneration(config)
    model.lm_head.weight = torch.nn.Parameter(0.1 * torch.randn_like(model.lm_head.weight))
    _learn_answers(model, tokenizer)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def _make_tokenizer() -> Any:
    """Letter by letter, an end behind each text."""
    family: Any = transformers
    letters = sorted({*ascii_letters, *digits, *".,:!?'-\n", "▁"})
    vocabulary = [(mark, 0.0) for mark in _MARKS] + [(letter, -2.0) for letter in letters]
    return family.T5Tokenizer(vocab=vocabulary, extra_ids=0)


def _learn_answers(model: Any, tokenizer: Any) -> None:
    """Raises AssertionError: it didn't learn them."""
    asked, said = (
        [torch.tensor(tokenizer.encode(text)) for text in texts]
        for texts in (ANSWERS.keys(), ANSWERS.values())
    )
    read = pad_sequence(asked, batch_first=True)
    labels = pad_sequence(said, batch_first=True, padding_value=-100)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(300):
        optimizer.zero_grad()
        loss = model(input_ids=read, attention_mask=(read != 0).long(), labels=labels).loss
        loss.backward()
        optimizer.step()
        if loss.item() < 0.02:
            break
    assert loss.item() < 0.05
    model.eval()
