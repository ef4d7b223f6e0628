"""SeamlessM4T v2, text into text: the plain call, one sentence at a time, and our batches.

Weights are random and never end a sentence, so every output gets the length that is set for it.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
import transformers

from engines.batching import Budget, run_in_batches
from engines.loading import device
from engines.seamless.translator import ARCHITECTURE, DECODING
from engines.seq2seq.architecture import Decoding
from engines.seq2seq.model import Seq2SeqModel
from tests.bench_gpu.measuring import Measured, Work, measure
from tests.checkpoints.seamless import build_seamless

WORD = "wo ist das "


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """The defaults are those of SeamlessM4T v2 large, and of sentences as they come."""

    sentences: int = 256
    words: tuple[int, ...] = (1, 2, 2, 3, 3, 3, 4, 5)
    """Lengths, taken in turns; about ten tokens each."""
    batch_tokens: tuple[int, ...] = (2_048, 8_192, 16_384)
    beams: int = DECODING.beams
    overrides: tuple[tuple[str, int], ...] = ()
    """Where the configuration is not that of the large model."""


TINY = Sizes(
    sentences=4,
    batch_tokens=(256,),
    beams=2,
    overrides=(
        ("hidden_size", 32),
        ("encoder_layers", 1),
        ("decoder_layers", 1),
        ("encoder_ffn_dim", 32),
        ("decoder_ffn_dim", 32),
        ("encoder_attention_heads", 2),
        ("decoder_attention_heads", 2),
    ),
)


def measure_translation(sizes: Sizes) -> Iterator[Measured]:
    model, tokenizer = _model(sizes)
    ours = Seq2SeqModel(model, tokenizer, ARCHITECTURE)
    decoding = replace(DECODING, beams=sizes.beams, output_growth=1.0, spare_tokens=0)
    words = [sizes.words[place % len(sizes.words)] for place in range(sizes.sentences)]
    texts = [(WORD * count).strip() for count in words]
    name = "seamless-m4t-v2"
    yield measure(name, "plain call", partial(_plain, model, tokenizer, texts, decoding))
    for tokens in sizes.batch_tokens:
        run = partial(_batched, ours, texts, decoding, tokens)
        yield measure(name, f"batches of {tokens:,} tokens", run)


def _plain(model: Any, tokenizer: Any, texts: list[str], decoding: Decoding) -> Work:
    tokenizer.src_lang = "eng"
    for text in texts:
        given = tokenizer(text, return_tensors="pt").to(model.device)
        tokens = decoding.most_new_tokens(given["input_ids"].shape[1])
        with torch.inference_mode():
            model.generate(
                **given, tgt_lang="deu", num_beams=decoding.beams, do_sample=False,
                max_length=None, max_new_tokens=tokens,
            )  # fmt: skip
    return Work(done=len(texts))


def _batched(ours: Seq2SeqModel, texts: list[str], decoding: Decoding, tokens: int) -> Work:
    results = run_in_batches(
        texts,
        size_of=ours.count_tokens,
        run=lambda part: ours.translate(part, source="eng", target="deu", decoding=decoding),
        budget=Budget(padded=tokens),
        is_out_of_memory=lambda _: False,
    )
    return Work(done=len(results))


def _model(sizes: Sizes) -> tuple[Any, Any]:
    """The large model with a tokenizer of letters: what it reads doesn't change the work."""
    where = device()
    with tempfile.TemporaryDirectory() as folder:
        build_seamless(Path(folder))
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        generation = transformers.GenerationConfig.from_pretrained(folder)
    config = transformers.SeamlessM4Tv2Config(**dict(sizes.overrides))
    torch.manual_seed(0)
    dtype = torch.bfloat16 if where.startswith("cuda") else torch.float32
    model = transformers.SeamlessM4Tv2ForTextToText(config).to(where, dtype).eval()
    model.generation_config = generation
    return model, tokenizer
