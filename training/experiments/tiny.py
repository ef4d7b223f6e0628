"""Checkpoints of a few thousand weights, as a recipe names published ones. Imports torch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tokenizers
import torch
import transformers
from tokenizers import models, pre_tokenizers
from torch import Tensor

import engines.settings
from engines.settings import EngineSettings
from training.models.losses import IGNORED
from training.models.padding import padded

_MARKS = ("<pad>", "<unk>", "<asked>", "<answer>", "<end>")
_TEMPLATE = "{% for message in messages %}<asked> {{ message.content }} <answer>{% endfor %}"
_BATCH = 64
Told = tuple[str, str]
"""What is asked, and what is answered."""


@contextmanager
def on_cpu() -> Iterator[None]:
    """What is built within lies on the CPU, and computes in one thread: more make it slower."""
    before, threads = engines.settings.current(), torch.get_num_threads()
    engines.settings.configure(EngineSettings(device="cpu"))
    torch.set_num_threads(1)
    try:
        yield
    finally:
        engines.settings.configure(before)
        torch.set_num_threads(threads)


def write_whisper(folder: Path, *, width: int = 32, seconds: int = 4) -> None:
    """Its encoder was never taught: sounds only stay as different as they are."""
    config = transformers.WhisperConfig(
        vocab_size=8,
        d_model=width,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=2 * width,
        decoder_ffn_dim=2 * width,
        max_source_positions=50 * seconds,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=1,
        init_std=0.2,  # as small as usual, sounds would drown in the positions
        suppress_tokens=None,
        begin_suppress_tokens=None,
    )
    extractor: Any = transformers.WhisperFeatureExtractor(feature_size=80, chunk_length=seconds)
    model: Any = transformers.WhisperModel(config)
    extractor.save_pretrained(folder)
    model.save_pretrained(folder)


def write_bert(folder: Path, *, width: int = 32) -> None:
    config = transformers.BertConfig(
        vocab_size=8,
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * width,
    )
    model: Any = transformers.BertModel(config, add_pooling_layer=False)
    model.save_pretrained(folder)


def write_reader(
    folder: Path, words: Sequence[str], draw: Callable[[], Told], *, steps: int
) -> float:
    """A language model that was taught from text to do as it is told.

    Args:
        folder: gets model and tokenizer.
        words: all that it can read and write.
        draw: gives an example.
        steps: of 64 examples each.

    Returns:
        The last step's loss, nats a word.
    """
    tokenizer = _tokenizer(words)
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=4,
        pad_token_id=0,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    model: Any = transformers.LlamaForCausalLM(config)
    loss = _teach(model, tokenizer, draw, steps)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return loss


def _tokenizer(words: Sequence[str]) -> Any:
    known = {token: number for number, token in enumerate([*_MARKS, *words])}
    plain: Any = tokenizers.Tokenizer(models.WordLevel(known, unk_token=_MARKS[1]))
    plain.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain,
        pad_token=_MARKS[0],
        unk_token=_MARKS[1],
        bos_token=_MARKS[2],
        eos_token=_MARKS[4],
        additional_special_tokens=[_MARKS[3]],
        chat_template=_TEMPLATE,
    )


def _teach(model: Any, tokenizer: Any, draw: Callable[[], Told], steps: int) -> float:
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    loss = 0.0
    for _ in range(steps):
        tokens, labels = _rows(tokenizer, [draw() for _ in range(_BATCH)])
        found = model(input_ids=tokens, labels=labels).loss
        optimizer.zero_grad()
        found.backward()
        optimizer.step()
        rates.step()
        loss = found.item()
    return loss


def _rows(tokenizer: Any, several: Sequence[Told]) -> tuple[Tensor, Tensor]:
    read, said = [], []
    for asked, answer in several:
        text = tokenizer.apply_chat_template([{"role": "user", "content": asked}], tokenize=False)
        prompt, reply = tokenizer.encode(text), tokenizer.encode(f"{answer} {_MARKS[4]}")
        read.append([*prompt, *reply])
        said.append([*[IGNORED] * len(prompt), *reply])
    return padded(read, 0), padded(said, IGNORED)
