"""Models that are finetuned, at full size, made without any file; and how the Trainer runs them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
import transformers
from torch import Tensor, nn
from torch.nn.functional import pad
from transformers.models.whisper import modeling_whisper

from engines.loading import device
from engines.qwen2_5_omni.model import ENDS
from engines.wording.loading import number_type
from engines.wording.writer import Writer
from tests.checkpoints import chat, omni
from training.models.base import Row
from training.models.hearing import HearingModel
from training.models.joined.model import JoinedModel, Parts
from training.models.joined.whisper import WhisperEncoder
from training.models.language import DecoderOnly
from training.models.lora import add_lora
from training.models.losses import IGNORED
from training.models.multispeech.qformer import QFormer, Sizes
from training.models.padding import mask_of, padded
from training.models.qwen2_5_omni.model import Omni
from training.recipes.fields import Lora

Numbers = Sequence[tuple[str, int]]
_HEADS = 2
"""Of tiny models."""


@contextmanager
def _here() -> Iterator[None]:
    """New weights are drawn where they will be, in the type that they will have."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(number_type(device()))
    try:
        with torch.device(device()):
            yield
    finally:
        torch.set_default_dtype(before)


def build_omni(numbers: Mapping[str, int]) -> Omni:
    """The thinker of the 7B; what sees is left out but for a layer."""
    family: Any = transformers
    tokenizer = omni.make_omni_tokenizer()
    config = omni.make_config(tokenizer) if numbers else _omni_7b(tokenizer)
    with _here():
        thinker = family.Qwen2_5OmniThinkerForConditionalGeneration(config)
    writer = Writer(thinker, tokenizer, ends=ENDS)
    add_lora(thinker, Lora(rank=32, alpha=32), within=[thinker.model.language_model], base="random")
    extractor = family.WhisperFeatureExtractor(feature_size=config.audio_config.num_mel_bins)
    return Omni(writer, extractor, published="random")


def _omni_7b(tokenizer: Any) -> Any:
    """As its config.json has it, which are the defaults; tokens are those of the tokenizer."""
    small = omni.make_config(tokenizer).to_dict()
    rope = {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [16, 24, 24]}
    marks = {name: said for name, said in small.items() if name.endswith(("_token_id", "_index"))}
    return transformers.Qwen2_5OmniThinkerConfig(
        text_config={"rope_parameters": rope}, vision_config={"depth": 1}, **marks
    )


def build_multispeech(numbers: Mapping[str, int]) -> JoinedModel:
    """Whisper large-v3, a projector as mBERT's layers are, and a Cohere of Aya Expanse's 8B."""
    family: Any = transformers
    tokenizer = chat.make_chat_tokenizer()
    whisper, cohere = _whisper(numbers), _cohere(numbers, tokenizer)
    with _here():
        encoder = modeling_whisper.WhisperEncoder(whisper)
        model = family.CohereForCausalLM(cohere)
    sizes = Sizes(
        width=numbers.get("width", 768),
        heads=_HEADS if numbers else 12,
        inner=4 * numbers.get("width", 768),
        epsilon=1e-12,
        layers=2,
        queries=1,
        window=17,
        heard=whisper.d_model,
        spoken=cohere.hidden_size,
    )
    lora = Lora(rank=64, alpha=64, modules=("q_proj", "v_proj"))
    add_lora(model, lora, within=[model], base="random")
    extractor = family.WhisperFeatureExtractor(feature_size=128)
    return JoinedModel(
        WhisperEncoder(encoder.requires_grad_(requires_grad=False), extractor),
        QFormer(sizes),
        DecoderOnly(Writer(model, tokenizer)),
        parts=Parts(
            family="multispeech", encoder="random", language_model="random", projector=sizes
        ),
    )


def _whisper(numbers: Mapping[str, int]) -> Any:
    width = numbers.get("width", 1_280)
    return transformers.WhisperConfig(
        vocab_size=51_866,
        num_mel_bins=128,
        d_model=width,
        encoder_layers=numbers.get("layers", 32),
        encoder_attention_heads=_HEADS if numbers else 20,
        encoder_ffn_dim=4 * width,
    )


def _cohere(numbers: Mapping[str, int], tokenizer: Any) -> Any:
    width = numbers.get("width", 4_096)
    return transformers.CohereConfig(
        vocab_size=numbers.get("vocabulary", 256_000),
        hidden_size=width,
        intermediate_size=numbers.get("width", 14_336),
        num_hidden_layers=numbers.get("layers", 32),
        num_attention_heads=_HEADS if numbers else 32,
        num_key_value_heads=1 if numbers else 8,
        max_position_embeddings=8_192,
        logit_scale=0.125,
        tie_word_embeddings=True,
        **chat.marks_of(tokenizer),
    )


class Plain(nn.Module):
    """A model as the Trainer runs it: rows filled up, masks, and the loss of transformers."""

    def __init__(self, model: HearingModel) -> None:
        super().__init__()
        self.model = model

    def collate(self, rows: Sequence[Row]) -> dict[str, Tensor]:
        lengths = torch.tensor([len(row.tokens) for row in rows])
        tokens = padded([row.tokens for row in rows], 0)
        answers = torch.tensor([row.answer_tokens for row in rows])
        there = mask_of(lengths, tokens.shape[1])
        said = there & ~mask_of(lengths - answers, tokens.shape[1])
        return {
            "tokens": tokens,
            "there": there.long(),
            "labels": tokens.masked_fill(~said, IGNORED),
            **self.model.sounds([row.sound for row in rows]),
        }


class PlainOmni(Plain):
    def forward(self, **inputs: Tensor) -> dict[str, Tensor]:
        thinker: Any = self.model.get_submodule("thinker")
        read = thinker(
            input_ids=inputs["tokens"],
            attention_mask=inputs["there"],
            input_features=inputs["mels"].to(thinker.dtype),
            feature_attention_mask=inputs["mask"],
            labels=inputs["labels"],
            use_cache=False,
        )
        return {"loss": read.loss}


class PlainMultiSpeech(Plain):
    """Its encoder takes nothing but 30 s."""

    def forward(self, **inputs: Tensor) -> dict[str, Tensor]:
        model: Any = self.model
        window = model.encoder.window
        filled = {
            **inputs,
            "mels": pad(inputs["mels"], (0, window - inputs["mels"].shape[2])),
            "frames": torch.full_like(inputs["frames"], window),
        }
        read = model.language_model(
            inputs_embeds=model.embedded(inputs["tokens"], filled),
            attention_mask=inputs["there"],
            labels=inputs["labels"],
            use_cache=False,
        )
        return {"loss": read.loss}


MODELS: Mapping[str, Callable[[Mapping[str, int]], HearingModel]] = {
    "qwen2.5-omni, LoRA": build_omni,
    "multispeech": build_multispeech,
}
PLAIN: Mapping[str, Callable[[HearingModel], Plain]] = {
    "qwen2.5-omni, LoRA": PlainOmni,
    "multispeech": PlainMultiSpeech,
}
