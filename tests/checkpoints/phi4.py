"""A tiny Phi-4-multimodal that knows two tones, by its LoRA for speech alone."""

from pathlib import Path
from typing import Any

import peft
import torch
import transformers

from engines.phi4_multimodal.model import ENDS, Phi4Ear
from engines.wording.rows import Row
from engines.wording.writer import Writer
from tests.checkpoints.speech import make_tokenizer, teach_tones

_MARKS = ("<|endoftext|>", "<|image|>", "<|audio|>", "<|user|>", "<|assistant|>", "<|end|>")
_SMALL = {"hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 2}


def build_phi4(folder: Path) -> None:
    """Writes the model, and in its own folder the LoRA without which it says something else."""
    torch.manual_seed(0)
    family: Any = transformers  # whose processors have no types
    tokenizer = make_tokenizer(family.Qwen2Tokenizer, _MARKS, end="<|endoftext|>")
    extractor = family.Phi4MultimodalFeatureExtractor()
    model: Any = transformers.Phi4MultimodalForCausalLM(_config(tokenizer)).eval()
    _hear_louder(model.model.embed_tokens_extend.audio_embed)
    lora: Any = peft.LoraConfig(
        r=8, lora_alpha=8, target_modules=r"model\.layers\..*proj", init_lora_weights=False
    )
    model.add_adapter(lora, adapter_name="speech")
    # Both learn together: a LoRA can't teach a model of which the rest is random.
    model.requires_grad_(requires_grad=True)
    writer, ear = Writer(model, tokenizer, ends=ENDS), Phi4Ear(model, extractor)
    teach_tones(writer, ear, lambda rows: _embed(writer, ear, rows))
    model.save_pretrained(folder / "speech-lora")
    model.delete_adapter("speech")
    plain = {name.replace(".base_layer", ""): weight for name, weight in model.state_dict().items()}
    model.save_pretrained(folder, state_dict=plain)
    tokenizer.save_pretrained(folder)
    extractor.save_pretrained(folder)


def _hear_louder(audio: Any) -> None:
    """As initialized, sound would vanish beside words."""
    with torch.no_grad():
        audio.up_proj_for_speech.weight.mul_(30)
        audio.down_proj_for_speech.weight.mul_(30)


def _embed(writer: Writer, ear: Phi4Ear, rows: list[Row]) -> Any:
    tokens, _ = writer.padded(rows)
    return ear.together([row.sound for row in rows], tokens)["inputs_embeds"].clone()


def _config(tokenizer: Any) -> transformers.Phi4MultimodalConfig:
    known = tokenizer.convert_tokens_to_ids
    return transformers.Phi4MultimodalConfig(
        **_SMALL,
        vocab_size=len(tokenizer),
        num_hidden_layers=1,
        num_key_value_heads=1,
        bos_token_id=known("<|endoftext|>"),
        eos_token_id=known("<|end|>"),
        pad_token_id=known("<|endoftext|>"),
        max_position_embeddings=4096,
        tie_word_embeddings=False,
        vision_config={
            **_SMALL,
            "num_hidden_layers": 1,
            "crop_size": 56,
            "image_size": 56,
            "image_token_id": known("<|image|>"),
        },
        audio_config={
            **_SMALL,
            "num_blocks": 1,
            "ext_pw_out_channel": 32,
            "depthwise_separable_out_channel": 32,
            "nemo_conv_channels": 32,
            "audio_token_id": known("<|audio|>"),
        },
    )
