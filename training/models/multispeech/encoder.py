"""Whisper's encoder, for clips as long as they are. Imports torch."""

from collections.abc import Sequence
from typing import Any

import torch
import transformers
from torch import Tensor, nn
from torch.nn.functional import gelu

from engines.loading import reading
from engines.wording.loading import check_type, load_whole
from training.models.counting import encoder_flops
from training.models.padding import mask_of


class SpeechEncoder(nn.Module):
    """Runs the weights of transformers' encoder without filling clips up to 30 s.

    What fills up a batch changes nothing: it is silenced between the convolutions, whose windows
    would reach into it, and nothing attends it. With whole windows it is the published encoder.
    """

    def __init__(self, whisper: Any) -> None:
        """`whisper` is the encoder of transformers."""
        super().__init__()
        self.whisper = whisper

    @property
    def window(self) -> int:
        """Frames of 10 ms that it hears at once."""
        return 2 * int(self.whisper.config.max_source_positions)

    @property
    def width(self) -> int:
        return int(self.whisper.config.d_model)

    def forward(self, mels: Tensor, frames: Tensor) -> Tensor:
        """Hears.

        Args:
            mels: (clips, mels, frames), zeros behind each clip.
            frames: how many each clip has, (clips,); not more than `window`.

        Returns:
            States (clips, ceil(frames / 2), width), 20 ms each.
        """
        states = self._convolved(mels.to(self.whisper.conv1.weight.dtype), frames)
        heard = torch.div(frames + 1, 2, rounding_mode="floor")
        attended = mask_of(heard, states.shape[1])[:, None, None]  # (clips, heads, asking, asked)
        hidden = states + self.whisper.embed_positions.weight[: states.shape[1]]
        for layer in self.whisper.layers:
            hidden = layer(hidden, attended)
        whole: Tensor = self.whisper.layer_norm(hidden)
        return whole

    def flops(self, frames: Sequence[int]) -> int:
        """Operations that hearing clips of so many frames needs."""
        whisper = self.whisper
        return encoder_flops(
            (whisper.conv1, whisper.conv2),
            list(whisper.layers),
            width=self.width,
            states=[-(-one // 2) for one in frames],
        )

    def _convolved(self, mels: Tensor, frames: Tensor) -> Tensor:
        there = mask_of(frames, mels.shape[2])[:, None]
        states = gelu(self.whisper.conv1(mels)) * there
        # (clips, width, frames) -> (clips, frames, width)
        return gelu(self.whisper.conv2(states)).transpose(1, 2)


def load_encoder(name: str, checkpoint: str) -> tuple[SpeechEncoder, Any]:
    """The encoder and what makes mels for it.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    family: Any = transformers
    with reading(name, checkpoint):
        check_type(checkpoint, ("whisper",))
        extractor = family.WhisperFeatureExtractor.from_pretrained(checkpoint)
        whisper = load_whole(family.WhisperModel, checkpoint).encoder
    return SpeechEncoder(whisper.requires_grad_(requires_grad=False)), extractor
