"""A tiny Qwen2.5-Omni that knows two tones: its thinker alone, or whole, as it is published."""

from pathlib import Path
from typing import Any

import torch
import transformers

from engines.qwen2_5_omni.model import ENDS, OmniEar
from engines.wording.writer import Writer
from tests.checkpoints.speech import embed_by_hook, make_tokenizer, teach_tones

_MARKS = (
    *("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    *("<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>", "<|IMAGE|>", "<|VIDEO|>"),
    *("<|vision_bos|>", "<|vision_eos|>", "<|vision_pad|>"),
)
_ROPE = {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [2, 3, 3]}
_SMALL = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "rope_parameters": _ROPE,
}


def build_thinker(folder: Path) -> None:
    """Writes what hears and writes, as training may save it."""
    _taught(folder)[0].save_pretrained(folder)


def build_omni(folder: Path) -> None:
    """Writes it whole, with what speaks; that part is random."""
    thinker, tokenizer = _taught(folder)
    config = transformers.Qwen2_5OmniConfig(
        thinker_config=thinker.config.to_dict(),
        talker_config=_talker(tokenizer),
        token2wav_config=_token2wav(),
    )
    whole: Any = transformers.Qwen2_5OmniForConditionalGeneration(config)
    whole.thinker.load_state_dict(thinker.state_dict())
    whole.save_pretrained(folder)


def _taught(folder: Path) -> tuple[Any, Any]:
    torch.manual_seed(0)
    family: Any = transformers  # whose processors have no types
    tokenizer = make_omni_tokenizer()
    extractor = family.WhisperFeatureExtractor(feature_size=128)
    model: Any = transformers.Qwen2_5OmniThinkerForConditionalGeneration(
        make_config(tokenizer)
    ).eval()
    _hear_louder(model.model.audio_tower)
    writer, ear = Writer(model, tokenizer, ends=ENDS), OmniEar(model, extractor)
    language = model.model.language_model
    teach_tones(
        writer,
        ear,
        embed_by_hook(writer, ear, language),
        lambda embeds, mask: model.lm_head(
            language(inputs_embeds=embeds, attention_mask=mask).last_hidden_state
        ),
    )
    tokenizer.save_pretrained(folder)
    extractor.save_pretrained(folder)
    return model, tokenizer


def make_omni_tokenizer() -> Any:
    family: Any = transformers
    return make_tokenizer(family.Qwen2Tokenizer, _MARKS, end="<|im_end|>")


def _hear_louder(tower: Any) -> None:
    """As initialized, tones would hardly be heard beside the marks of their place."""
    with torch.no_grad():
        tower.conv1.weight.mul_(10)
        tower.conv2.weight.mul_(10)


def make_config(tokenizer: Any) -> transformers.Qwen2_5OmniThinkerConfig:
    known = tokenizer.convert_tokens_to_ids
    return transformers.Qwen2_5OmniThinkerConfig(
        audio_config={
            "d_model": 32,
            "encoder_layers": 1,
            "encoder_attention_heads": 2,
            "encoder_ffn_dim": 32,
            "num_mel_bins": 128,
            "output_dim": 32,
        },
        vision_config={
            "depth": 1,
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_heads": 2,
            "out_hidden_size": 32,
            "fullatt_block_indexes": [0],
        },
        text_config={
            **_SMALL,
            "vocab_size": len(tokenizer),
            "pad_token_id": known("<|endoftext|>"),
            "eos_token_id": known("<|im_end|>"),
        },
        audio_token_index=known("<|AUDIO|>"),
        image_token_index=known("<|IMAGE|>"),
        video_token_index=known("<|VIDEO|>"),
        audio_start_token_id=known("<|audio_bos|>"),
        audio_end_token_id=known("<|audio_eos|>"),
        vision_start_token_id=known("<|vision_bos|>"),
        vision_end_token_id=known("<|vision_eos|>"),
    )


def _talker(tokenizer: Any) -> dict[str, Any]:
    known = tokenizer.convert_tokens_to_ids
    return {
        **_SMALL,
        "audio_token_index": known("<|AUDIO|>"),
        "image_token_index": known("<|IMAGE|>"),
        "video_token_index": known("<|VIDEO|>"),
        "vocab_size": 128,
        "tts_codec_pad_token_id": 120,
        "tts_codec_start_token_id": 121,
        "tts_codec_end_token_id": 122,
        "tts_codec_mask_token_id": 123,
        "embedding_size": 32,
        "head_dim": 16,
    }


def _token2wav() -> dict[str, Any]:
    return {
        "dit_config": {
            "hidden_size": 32,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "head_dim": 16,
            "emb_dim": 16,
            "look_ahead_layers": [0],
            "look_backward_layers": [0],
            "num_embeds": 129,
            "mel_dim": 80,
            "enc_emb_dim": 16,
            "enc_dim": 16,
            "enc_channels": [16, 16, 16, 16, 48],
            "enc_attention_channels": 8,
            "enc_se_channels": 8,
        },
        "bigvgan_config": {"mel_dim": 80, "upsample_initial_channel": 64},
    }
