"""Tiny encoders that hear samples, drawn and not learnt: a WavLM and a Conformer of wav2vec 2.0."""

from pathlib import Path
from typing import Any

import torch
import transformers

_SIZES: dict[str, Any] = {
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "conv_dim": (8,) * 7,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 2,
    "feat_extract_norm": "layer",
}


def build_wavlm_large(folder: Path) -> None:
    family: Any = transformers
    _write(
        folder, lambda: family.WavLMModel(family.WavLMConfig(**_SIZES, do_stable_layer_norm=True))
    )


def build_conformer(folder: Path) -> None:
    family: Any = transformers
    config = family.Wav2Vec2ConformerConfig(
        **_SIZES, conv_depthwise_kernel_size=7, position_embeddings_type="relative"
    )
    _write(folder, lambda: family.Wav2Vec2ConformerModel(config))


def _write(folder: Path, make: Any) -> None:
    torch.manual_seed(0)
    make().save_pretrained(folder)
    extractor: Any = transformers.Wav2Vec2FeatureExtractor(return_attention_mask=True)
    extractor.save_pretrained(folder)
