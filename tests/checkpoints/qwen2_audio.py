"""A tiny Qwen2-Audio that knows two tones."""

from pathlib import Path
from typing import Any

import torch
import transformers

from engines.qwen2_audio.model import ENDS, Qwen2AudioEar
from engines.wording.writer import Writer
from tests.checkpoints.speech import embed_by_hook, make_tokenizer, teach_tones

MARKS = (
    *("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    *("<|AUDIO|>", "<|audio_bos|>", "<|audio_eos|>"),
)


def build_qwen2_audio(folder: Path) -> None:
    torch.manual_seed(0)
    family: Any = transformers  # whose processors have no types
    tokenizer = make_tokenizer(family.Qwen2Tokenizer, MARKS, end="<|im_end|>")
    extractor = family.WhisperFeatureExtractor(feature_size=128)
    model: Any = transformers.Qwen2AudioForConditionalGeneration(_config(tokenizer)).eval()
    writer, ear = Writer(model, tokenizer, ends=ENDS), Qwen2AudioEar(model, extractor)
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
    model.save_pretrained(folder)


def _config(tokenizer: Any) -> transformers.Qwen2AudioConfig:
    fill, end, audio = tokenizer.convert_tokens_to_ids([MARKS[0], "<|im_end|>", "<|AUDIO|>"])
    return transformers.Qwen2AudioConfig(
        audio_config={
            "model_type": "qwen2_audio_encoder",
            "d_model": 16,
            "encoder_layers": 1,
            "encoder_attention_heads": 2,
            "encoder_ffn_dim": 32,
            "num_mel_bins": 128,
        },
        text_config={
            "model_type": "qwen2",
            "vocab_size": len(tokenizer),
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "eos_token_id": end,
            "pad_token_id": fill,
        },
        audio_token_index=audio,
    )
