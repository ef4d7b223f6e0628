"""A tiny XTTS v2 with random weights, saved as the published one is."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import torch
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

from engines.xtts.torchaudio_stand_in import install

install()

from TTS.encoder.models.resnet import ResNetSpeakerEncoder  # noqa: E402
from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig  # noqa: E402 - after the stand-in
from TTS.tts.layers.xtts.hifigan_decoder import HifiDecoder  # noqa: E402
from TTS.tts.models.xtts import Xtts  # noqa: E402

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu")
_SPECIAL = ("[STOP]", "[UNK]", "[SPACE]", *(f"[{code}]" for code in (*LANGUAGES, "ko", "ja", "hi")))
_LETTERS = sorted(set("abcdefghijklmnopqrstuvwxyzäöüßéèçñáíóú0123456789.,!?'-"))
_WIDTH = 32
_AUDIO_CODES = 64
_LOUDNESS = 6
_TEXT_LOUDNESS = 100


@contextmanager
def small_parts() -> Iterator[None]:
    """Fewer channels in vocoder and speaker encoder, whose sizes no configuration names.

    The code is theirs; build and load within the block.
    """
    encoder = partial(ResNetSpeakerEncoder, layers=[1] * 4, num_filters=[8] * 4)
    decoder = partial(
        HifiDecoder,
        upsample_initial_channel_decoder=32,
        resblock_kernel_sizes_decoder=[3],
        resblock_dilation_sizes_decoder=[[1, 3, 5]],
    )
    with (
        patch("TTS.tts.layers.xtts.hifigan_decoder.ResNetSpeakerEncoder", encoder),
        patch("TTS.tts.models.xtts.HifiDecoder", decoder),
    ):
        yield


def build_xtts(folder: Path, *, stop_bias: float = 0.0) -> Path:
    """Write `config.json`, `vocab.json` and `model.pth`.

    Args:
        folder: made if it isn't there.
        stop_bias: added to the logit that ends a clip; the higher, the shorter clips are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _save_tokenizer(folder / "vocab.json")
    config = XttsConfig()
    config.model_args = XttsArgs(
        gpt_layers=2,
        gpt_n_model_channels=_WIDTH,
        gpt_n_heads=4,
        gpt_max_audio_tokens=40,
        gpt_max_text_tokens=200,
        gpt_max_prompt_tokens=70,
        gpt_num_audio_tokens=_AUDIO_CODES + 2,
        gpt_start_audio_token=_AUDIO_CODES,
        gpt_stop_audio_token=_AUDIO_CODES + 1,
        gpt_use_perceiver_resampler=True,
        decoder_input_dim=_WIDTH,
        tokenizer_file="",
        gpt_number_text_tokens=len(vocabulary),
        gpt_start_text_token=vocabulary["[START]"],
        gpt_stop_text_token=vocabulary["[STOP]"],
    )
    torch.manual_seed(0)
    model = Xtts(config)
    with torch.no_grad():
        for name, weight in model.gpt.named_parameters():
            # As initialized, the text would hardly be heard
            if weight.dim() > 1:
                weight.mul_(_TEXT_LOUDNESS if name.startswith("text_") else _LOUDNESS)
        model.gpt.mel_head.bias[_AUDIO_CODES + 1] += stop_bias
    torch.save({"model": model.state_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    return folder


def _save_tokenizer(path: Path) -> dict[str, int]:
    tokens = [*_SPECIAL, "[START]", *_LETTERS]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="[UNK]"))
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in tokens if len(token) > 1]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(path))
    return vocabulary
