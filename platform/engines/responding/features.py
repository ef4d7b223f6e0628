"""Mel features after Whisper's, of whose encoder two families are made. Imports torch."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch.nn.functional import pad

from engines.hearing.clips import RATE
from engines.protocols import Samples


def whole_window(extractor: Any, samples: Samples) -> tuple[Any, Any]:
    """Mels (mels, frames) and mask (frames,), filled up to the 30 s that the encoder takes."""
    return _extracted(extractor, samples, extractor.n_samples)


def as_long_as_it_is(extractor: Any, samples: Samples) -> tuple[Any, Any]:
    """The same without frames behind the clip.

    As much silence as a frame's window stands behind it meanwhile, so that the last frames don't
    depend on what else is in the batch.
    """
    mels, mask = _extracted(extractor, samples, len(samples) + extractor.n_fft)
    return mels[:, mask.bool()], mask[mask.bool()]


def places_of(mask: Any) -> int:
    """Tokens that the frames of a mask come to: two steps of halving."""
    return ((int(mask.sum()) - 1) // 2 + 1 - 2) // 2 + 1


def stacked(sounds: Sequence[tuple[Any, Any]], model: Any) -> Mapping[str, Any]:
    """The same of several clips, on the model's device."""
    mels, masks = padded(sounds)
    return {
        "input_features": mels.to(model.device, model.dtype),
        "feature_attention_mask": masks.to(model.device),
    }


def padded(sounds: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    """Mels (clips, mels, frames) and masks (clips, frames), filled up behind each clip."""
    longest = max(mask.shape[0] for _, mask in sounds)
    mels = torch.stack([pad(mels, (0, longest - mels.shape[1])) for mels, _ in sounds])
    masks = torch.stack([pad(mask, (0, longest - mask.shape[0])) for _, mask in sounds])
    return mels, masks


def _extracted(extractor: Any, samples: Samples, length: int) -> tuple[Any, Any]:
    given = extractor(
        samples,
        sampling_rate=RATE,
        padding="max_length",
        max_length=length,
        truncation=False,
        return_attention_mask=True,
        return_tensors="pt",
    )
    return given.input_features[0], given.attention_mask[0]
