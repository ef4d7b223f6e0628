"""VITS over texts of different lengths, each with chance of its own.

`VitsModel.forward` draws one noise for a whole batch and lets its vocoder hear the padding, so a
clip depends on its neighbours. Here the same modules run with noise per text, and the vocoder runs
clip by clip.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor


@torch.inference_mode()
def decode(
    vits: Any, ids: Tensor, mask: Tensor, *, seeds: Sequence[int], noise: float = 1.0
) -> list[Tensor]:
    """Waveforms, each (samples,), of token ids (rows, tokens) padded on the right.

    Args:
        vits: a `VitsModel` with one speaker and stochastic durations, as all of MMS-TTS.
        ids: token ids.
        mask: 1 for tokens, 0 for padding, (rows, tokens).
        seeds: one a row.
        noise: 0 speaks the likeliest way; 1 with the model's own liveliness.
    """
    present = mask[..., None].to(vits.dtype)
    encoded = vits.text_encoder(input_ids=ids, padding_mask=present, attention_mask=mask)
    # (rows, tokens, channels) -> (rows, channels, tokens), as the convolutions take it
    hidden, present = encoded.last_hidden_state.transpose(1, 2), present.transpose(1, 2)
    chances = [torch.Generator().manual_seed(seed) for seed in seeds]
    lengths = mask.sum(1).tolist()
    drawn = _noise(chances, 2, lengths, like=hidden) * (vits.noise_scale_duration * noise)
    durations = _durations(vits, hidden, present, drawn)
    means = _stretch(encoded.prior_means, durations)
    log_variances = _stretch(encoded.prior_log_variances, durations)
    frames = durations.sum(1).clamp_min(1)
    spoken = _frame_mask(frames).to(hidden.dtype)
    drawn = _noise(chances, means.shape[1], frames.tolist(), like=hidden)
    latents = means + drawn * torch.exp(log_variances) * (vits.noise_scale * noise)
    spectrogram = vits.flow(latents, spoken, None, reverse=True) * spoken
    return [
        vits.decoder(row[None, :, :length], None)[0, 0]
        for row, length in zip(spectrogram, frames.tolist(), strict=True)
    ]


def _durations(vits: Any, hidden: Tensor, present: Tensor, noise: Tensor) -> Tensor:
    """Frames of each token, (rows, tokens): the stochastic predictor run backwards."""
    predictor = vits.duration_predictor
    condition = predictor.conv_dds(predictor.conv_pre(hidden), present)
    condition = predictor.conv_proj(condition) * present
    # The second flow of the reversed list was trained, but has no part in speaking
    flows = list(reversed(predictor.flows))
    latents = noise
    for flow in [*flows[:-2], flows[-1]]:
        latents, _ = flow(
            torch.flip(latents, [1]), present, global_conditioning=condition, reverse=True
        )
    log_durations = latents[:, :1]
    frames = torch.ceil(torch.exp(log_durations) * present / vits.speaking_rate)
    return frames[:, 0].long()


def _stretch(values: Tensor, durations: Tensor) -> Tensor:
    """Each token's values as often as it has frames.

    (rows, tokens, channels) -> (rows, channels, longest).
    """
    rows = [
        torch.repeat_interleave(row, counts, dim=0) if counts.any() else row[:1]
        for row, counts in zip(values, durations, strict=True)
    ]
    padded: Tensor = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return padded.transpose(1, 2)


def _frame_mask(frames: Tensor) -> Tensor:
    """1 where a row still speaks, (rows, 1, longest)."""
    places = torch.arange(int(frames.max()), device=frames.device)
    return (places[None] < frames[:, None])[:, None]


def _noise(
    chances: Sequence[torch.Generator], channels: int, lengths: Sequence[int], *, like: Tensor
) -> Tensor:
    """Normal noise (rows, channels, longest); a row's depends on its seed and its own length."""
    padded = torch.zeros(len(chances), channels, max(lengths))
    for row, (chance, length) in enumerate(zip(chances, lengths, strict=True)):
        padded[row, :, :length] = torch.randn(channels, length, generator=chance)
    return padded.to(like)
