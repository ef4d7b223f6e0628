"""A tiny multilingual BERT; only its layers matter."""

from pathlib import Path
from typing import Any

import torch
import transformers


def build_bert(folder: Path, *, layers: int = 3) -> None:
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=32,
        hidden_size=24,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=48,
    )
    # As published: with its head of masked words
    model: Any = transformers.BertForMaskedLM(config)
    model.save_pretrained(folder)
