"""A tiny MMS-TTS with random weights, saved as the published ones are."""

import json
from pathlib import Path

import torch
from transformers import VitsConfig, VitsModel, VitsTokenizer

_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß'-"


def build_vits(
    folder: Path, *, letters: str = _LETTERS, is_uroman: bool = False, rate: int = 16_000
) -> Path:
    """Write model and tokenizer for a language of these letters."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = ["_", " ", *letters, "<unk>"]
    vocabulary = folder / "vocab.json"
    vocabulary.write_text(json.dumps({letter: n for n, letter in enumerate(characters)}))
    VitsTokenizer(
        str(vocabulary),
        pad_token="_",
        unk_token="<unk>",
        add_blank=True,
        normalize=True,
        phonemize=False,
        is_uroman=is_uroman,
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = VitsConfig(
        vocab_size=len(characters),
        sampling_rate=rate,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        ffn_dim=64,
        flow_size=32,
        spectrogram_bins=33,
        upsample_initial_channel=32,
        upsample_rates=[4, 4],
        upsample_kernel_sizes=[8, 8],
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1, 3]],
        prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=2,
        posterior_encoder_num_wavenet_layers=2,
        duration_predictor_num_flows=2,
        duration_predictor_filter_channels=32,
        depth_separable_num_layers=2,
        wavenet_kernel_size=3,
    )
    model = VitsModel(config)
    with torch.no_grad():
        # As initialized, every letter would take as long
        for flow in model.duration_predictor.flows:
            for weight in flow.parameters():
                weight.add_(0.1 * torch.randn_like(weight))
    model.save_pretrained(folder)
    return folder
