"""A tiny WavLM for telling speakers apart; its weights are drawn, not learnt."""

from pathlib import Path
from typing import Any

import torch
import transformers


def build_wavlm(folder: Path) -> None:
    torch.manual_seed(0)
    config = transformers.WavLMConfig(
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        conv_dim=(16,) * 7,
        num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=2,
        feat_extract_norm="layer",
        do_stable_layer_norm=True,
        tdnn_dim=(16, 16, 16, 16, 32),
        xvector_output_dim=24,
    )
    model: Any = transformers.WavLMForXVector(config)
    extractor: Any = transformers.Wav2Vec2FeatureExtractor(return_attention_mask=True)
    extractor.save_pretrained(folder)
    model.save_pretrained(folder)
