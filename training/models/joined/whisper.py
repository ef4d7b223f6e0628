"""Whisper's encoder, for clips as long as they are. Imports torch."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
import transformers
from torch import Tensor
from torch.nn.functional import gelu, pad
from transformers.models.whisper import modeling_whisper

from engines.hearing import RATE
from engines.loading import reading
from engines.protocols import Samples
from engines.responding.features import as_long_as_it_is
from engines.wording.loading import check_type, load_whole
from training.models.counting import encoder_flops
from training.models.joined.encoder import Encoder, Piece
from training.models.padding import mask_of

_PublishedEncoder: Any = modeling_whisper.WhisperEncoder  # which is not exported
_ENCODER_ALONE = {r"^(model\.)?encoder\.": ""}
"""How it calls what checkpoints of the whole model hold; their decoder is never read."""
TAIL = 50
"""Frames, of 10 ms, that are heard behind a clip and then left out: what follows it, else silence.

Where a clip stops dead, Whisper takes its end for something else.
"""


class WhisperEncoder(Encoder):
    """Runs the weights of transformers' encoder without filling clips up to 30 s.

    What fills up a batch changes nothing: it is silenced between the convolutions, whose windows
    would reach into it, and nothing attends it. With whole windows it is the published encoder.
    """

    layers = 1
    state_s = 0.02

    def __init__(self, whisper: Any, extractor: Any) -> None:
        """`whisper` is the encoder of transformers, `extractor` makes mels for it."""
        super().__init__()
        self.whisper = whisper
        self._extractor = extractor

    @property
    def window(self) -> int:
        """Frames of 10 ms that it hears at once."""
        return 2 * int(self.whisper.config.max_source_positions)

    @property
    def width(self) -> int:
        return int(self.whisper.config.d_model)

    def read(self, samples: Samples) -> Sequence[Piece]:
        silence = np.zeros(TAIL * RATE // 100, np.float32)
        mels, _ = as_long_as_it_is(self._extractor, np.concatenate([samples, silence]))
        return cut(mels, self.window)

    def stacked(self, pieces: Sequence[Piece]) -> dict[str, Tensor]:
        longest = max(piece.sound.shape[1] for piece in pieces)
        filled = [pad(piece.sound, (0, longest - piece.sound.shape[1])) for piece in pieces]
        return {
            "mels": torch.stack(filled),
            "frames": torch.tensor([piece.sound.shape[1] for piece in pieces]),
            "states": torch.tensor([piece.states for piece in pieces]),
        }

    def forward(self, sound: Mapping[str, Tensor]) -> Tensor:
        """Hears.

        Args:
            sound: ``mels`` (pieces, mels, frames), zeros behind each piece, and ``frames``
                (pieces,) that each has, not more than `window`.

        Returns:
            States (pieces, 1, ceil(frames / 2), width), 20 ms each.
        """
        frames = sound["frames"]
        states = self._convolved(sound["mels"].to(self.whisper.conv1.weight.dtype), frames)
        heard = torch.div(frames + 1, 2, rounding_mode="floor")
        attended = mask_of(heard, states.shape[1])[:, None, None]  # (pieces, heads, asking, asked)
        hidden = states + self.whisper.embed_positions.weight[: states.shape[1]]
        for layer in self.whisper.layers:
            hidden = layer(hidden, attended)
        whole: Tensor = self.whisper.layer_norm(hidden)
        return whole[:, None]

    def flops(self, pieces: Sequence[Piece]) -> int:
        whisper = self.whisper
        return encoder_flops(
            (whisper.conv1, whisper.conv2),
            list(whisper.layers),
            width=self.width,
            states=[-(-piece.sound.shape[1] // 2) for piece in pieces],
        )

    def _convolved(self, mels: Tensor, frames: Tensor) -> Tensor:
        there = mask_of(frames, mels.shape[2])[:, None]
        states = gelu(self.whisper.conv1(mels)) * there
        # (pieces, width, frames) -> (pieces, frames, width)
        return gelu(self.whisper.conv2(states)).transpose(1, 2)


def cut(mels: Tensor, most: int) -> list[Piece]:
    """Pieces of at most so many frames; mels are (mels, frames), with a tail of silence."""
    frames = mels.shape[1] - TAIL
    return [
        Piece(mels[:, start : min(start + own + TAIL, start + most)], states=-(-own // 2))
        for start in range(0, frames, most)
        for own in [min(most, frames - start)]
    ]


def load_whisper(name: str, checkpoint: str) -> WhisperEncoder:
    """The encoder and what makes mels for it.

    Raises:
        CheckpointMissingError: there is none.
        CheckpointUnreadableError: its files are broken, or those of another model.
    """
    family: Any = transformers
    with reading(name, checkpoint):
        check_type(checkpoint, ("whisper",))
        extractor = family.WhisperFeatureExtractor.from_pretrained(checkpoint)
        whisper = load_whole(_PublishedEncoder, checkpoint, key_mapping=_ENCODER_ALONE)
    return WhisperEncoder(whisper.requires_grad_(requires_grad=False), extractor)
