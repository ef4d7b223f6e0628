"""Whisper large-v3: the code of transformers, one clip at a time, and ours in batches.

Weights are random and never end a transcript, so every one gets the length that is set for it. A
clip is padded to 30 s by the model itself; the real-time factor counts the clip alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
import transformers

from engines.hearing import RATE, Heard
from engines.hearing.transformers_models import number_type
from engines.loading import device
from engines.whisper.model import WhisperModel
from tests.bench_gpu.measuring import Measured, Work, measure
from tests.checkpoints.whisper import make_generation, make_tokenizer

_LANGUAGE = "en"
_Sized = tuple[tuple[str, int], ...]
# As its config.json has them.
_LARGE_V3: _Sized = (
    ("vocab_size", 51_866),
    ("num_mel_bins", 128),
    ("d_model", 1_280),
    ("encoder_layers", 32),
    ("decoder_layers", 32),
    ("encoder_attention_heads", 20),
    ("decoder_attention_heads", 20),
    ("encoder_ffn_dim", 5_120),
    ("decoder_ffn_dim", 5_120),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """The defaults are the published model and questions of usual length."""

    clips: int = 64
    seconds: float = 5.0
    tokens: int = 25
    """Of a transcript."""
    batches: tuple[int, ...] = (1, 8, 32, 64)
    whisper: _Sized = _LARGE_V3


TINY = Sizes(
    clips=2,
    seconds=1.0,
    tokens=3,
    batches=(1, 2),
    whisper=(
        ("vocab_size", 256),
        ("num_mel_bins", 80),
        ("d_model", 16),
        ("encoder_layers", 1),
        ("decoder_layers", 1),
        ("encoder_attention_heads", 2),
        ("decoder_attention_heads", 2),
        ("encoder_ffn_dim", 32),
        ("decoder_ffn_dim", 32),
    ),
)


class _Letters:
    """Reads nothing: which words come out doesn't change the work."""

    def batch_decode(self, written: Any, **_: object) -> list[str]:
        return [""] * len(written)


def measure_whisper(sizes: Sizes) -> Iterator[Measured]:
    model, extractor = _whisper(sizes)
    noise = np.random.default_rng(0)
    count = int(sizes.seconds * RATE)
    clips = [
        Heard(samples=noise.normal(0, 0.1, count).astype(np.float32), language=_LANGUAGE)
        for _ in range(sizes.clips)
    ]
    ours = WhisperModel(model, extractor, _Letters(), most_tokens=lambda _: sizes.tokens)
    yield measure("whisper", "plain call", partial(_plain, model, extractor, clips, sizes))
    for size in sizes.batches:
        yield measure("whisper", f"batches of {size}", partial(_batched, ours, clips, size))


def _plain(model: Any, extractor: Any, clips: Sequence[Heard], sizes: Sizes) -> Work:
    for clip in clips:
        given = extractor(clip.samples, sampling_rate=RATE, return_tensors="pt")
        features = given.input_features.to(model.device, model.dtype)
        with torch.inference_mode():
            model.generate(
                features,
                language=_LANGUAGE,
                task="transcribe",
                num_beams=1,
                do_sample=False,
                max_new_tokens=sizes.tokens,
            )
    return _work(clips)


def _batched(ours: WhisperModel, clips: Sequence[Heard], size: int) -> Work:
    for start in range(0, len(clips), size):
        ours.transcribe(clips[start : start + size])
    return _work(clips)


def _work(clips: Sequence[Heard]) -> Work:
    return Work(done=len(clips), audio_s=sum(clip.size for clip in clips) / RATE)


def _whisper(sizes: Sizes) -> tuple[Any, Any]:
    tokenizer = make_tokenizer()
    numbers = dict(sizes.whisper)
    end, start = tokenizer.convert_tokens_to_ids(["<|endoftext|>", "<|startoftranscript|>"])
    config = transformers.WhisperConfig(
        **numbers,
        decoder_start_token_id=start,
        eos_token_id=end,
        bos_token_id=end,
        pad_token_id=end,
        suppress_tokens=[],
        begin_suppress_tokens=[],
    )
    where = device()
    torch.manual_seed(0)
    model: Any = transformers.WhisperForConditionalGeneration(config)
    model.generation_config = make_generation(tokenizer)
    model.generation_config.suppress_tokens = [end]
    extractor = transformers.WhisperFeatureExtractor(feature_size=numbers["num_mel_bins"])
    return model.to(where, number_type(where)).eval(), extractor
