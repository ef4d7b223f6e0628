"""Synthesizers: the published code, one text at a time, and ours in batches of one voice.

Weights are random, so how long a clip gets is set; the work for it is the real one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
import transformers

from engines.loading import device
from engines.mms_tts.decoding import decode as decode_vits
from engines.xtts import torchaudio_stand_in
from engines.xtts.decoding import decode as decode_xtts
from engines.xtts.sampling import Sampling
from tests.bench_gpu.measuring import Measured, Work, measure

_transformers: Any = transformers
_NEVER = -1_000.0
"""Bias of the code that ends a clip: none ends before its set length."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """What is measured; the defaults are the published models and questions of usual length."""

    clips: int = 64
    batches: tuple[int, ...] = (1, 8, 32, 64)
    codes: int = 110
    """Of a clip of XTTS: 5 s."""
    text_tokens: int = 45
    xtts: tuple[int, int, int] = (30, 1024, 16)
    """Layers, channels and heads of the decoder."""
    letters: int = 70
    vits: tuple[tuple[str, int], ...] = ()
    """Where the configuration is not that of MMS-TTS."""


TINY = Sizes(
    clips=2,
    batches=(1, 2),
    codes=4,
    text_tokens=5,
    xtts=(1, 64, 4),
    letters=5,
    vits=(
        ("hidden_size", 32),
        ("ffn_dim", 32),
        ("num_hidden_layers", 1),
        ("flow_size", 32),
        ("upsample_initial_channel", 32),
        ("posterior_encoder_num_wavenet_layers", 1),
    ),
)


def measure_speech(
    engine: str, way: str, rate: int, speak: Callable[[], Iterable[Any]]
) -> Measured:
    def run() -> Work:
        waves = [wave.reshape(-1).cpu() for wave in speak()]
        return Work(done=len(waves), audio_s=sum(len(wave) for wave in waves) / rate)

    return measure(engine, way, run)


def measure_xtts(sizes: Sizes) -> Iterator[Measured]:
    """The published code, one text at a time, then ours in batches, with one voice."""
    xtts = _xtts(sizes)
    voice = torch.randn(1, 32, sizes.xtts[1], device=xtts.device)
    speaker = torch.randn(1, 512, 1, device=xtts.device)
    lengths = [sizes.text_tokens - place % 5 for place in range(sizes.clips)]
    texts = [torch.randint(3, 100, (length,), device=xtts.device) for length in lengths]

    def published() -> Iterator[Any]:
        for text in texts:
            yield xtts.hifigan_decoder(_published(xtts.gpt, voice, text), g=speaker)

    def batched(size: int) -> Iterator[Any]:
        for start in range(0, len(texts), size):
            part = texts[start : start + size]
            seeds = list(range(len(part)))
            for clip in decode_xtts(xtts.gpt, voice, part, seeds=seeds, sampling=Sampling()):
                yield xtts.hifigan_decoder(clip.latents[None], g=speaker)

    with torch.inference_mode():
        yield measure_speech("xtts-v2", "published", 24_000, published)
        for size in sizes.batches:
            yield measure_speech("xtts-v2", f"batches of {size}", 24_000, partial(batched, size))


def measure_mms(sizes: Sizes) -> Iterator[Measured]:
    """The code of transformers, one text at a time, then ours in batches."""
    torch.manual_seed(0)
    config = _transformers.VitsConfig(**dict(sizes.vits))
    vits = _transformers.VitsModel(config).eval().to(torch.device(device()))
    lengths = [sizes.letters - place % 5 for place in range(sizes.clips)]
    texts = [torch.randint(1, 30, (2 * length + 1,), device=vits.device) for length in lengths]

    def published() -> Iterator[Any]:
        for text in texts:
            yield vits(input_ids=text[None]).waveform

    def batched(size: int) -> Iterator[Any]:
        for start in range(0, len(texts), size):
            part = texts[start : start + size]
            ids = torch.nn.utils.rnn.pad_sequence(part, batch_first=True)
            whole = torch.tensor([len(text) for text in part], device=ids.device)
            mask = (torch.arange(ids.shape[1], device=ids.device)[None] < whole[:, None]).long()
            yield from decode_vits(vits, ids, mask, seeds=list(range(len(part))))

    with torch.inference_mode():
        yield measure_speech("mms-tts", "published", 16_000, published)
        for size in sizes.batches:
            yield measure_speech("mms-tts", f"batches of {size}", 16_000, partial(batched, size))


def _xtts(sizes: Sizes) -> Any:
    torchaudio_stand_in.install()
    from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig
    from TTS.tts.models.xtts import Xtts

    layers, channels, heads = sizes.xtts
    config = XttsConfig()
    config.model_args = XttsArgs(
        gpt_layers=layers,
        gpt_n_model_channels=channels,
        gpt_n_heads=heads,
        gpt_number_text_tokens=6_681,
        gpt_start_text_token=261,
        gpt_stop_text_token=0,
        gpt_num_audio_tokens=1_026,
        gpt_start_audio_token=1_024,
        gpt_stop_audio_token=1_025,
        gpt_use_perceiver_resampler=True,
        decoder_input_dim=channels,
    )
    torch.manual_seed(0)
    xtts = Xtts(config)
    xtts.gpt.init_gpt_for_inference(kv_cache=True)
    xtts.gpt.max_gen_mel_tokens = sizes.codes
    with torch.no_grad():
        xtts.gpt.mel_head.bias[1_025] = _NEVER
    xtts.train(mode=False)
    return xtts.to(device())


def _published(gpt: Any, voice: Any, text: Any) -> Any:
    """Latents, (1, codes, channels), as `Xtts.inference` makes them: codes, then once more."""
    codes = gpt.generate(
        voice, text[None], do_sample=True, temperature=0.75, top_k=50, top_p=0.85,
        repetition_penalty=5.0,
    )  # fmt: skip
    here = {"device": text.device}
    lengths = torch.tensor([len(text)], **here)
    expected = torch.tensor([codes.shape[-1] * gpt.code_stride_len], **here)
    return gpt(text[None], lengths, codes, expected, cond_latents=voice, return_latent=True)
