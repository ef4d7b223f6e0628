"""A tiny NLLB."""

from pathlib import Path

import torch
import transformers

from tests.checkpoints.text import Marks, letters, teach

CODES = {"eng": "eng_Latn", "deu": "deu_Latn", "jpn": "jpn_Jpan"}


def build_nllb(folder: Path) -> None:
    """Writes a checkpoint that knows `text.PHRASES`."""
    torch.manual_seed(0)
    tokens = ["<s>", "<pad>", "</s>", "<unk>", "▁", *letters(), *CODES.values(), "<mask>"]
    tokenizer = transformers.NllbTokenizer(
        vocab={token: number for number, token in enumerate(tokens)},
        merges=[],
        extra_special_tokens=list(CODES.values()),
    )
    config = transformers.M2M100Config(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=256,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
    )
    model = transformers.M2M100ForConditionalGeneration(config)
    teach(model, tokenizer, Marks(pad=1, end=2, start=2), CODES)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
