"""Clips on their way into the language model. Imports torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import pad

from engines.hearing import RATE
from engines.protocols import Samples
from engines.responding.features import as_long_as_it_is
from training.models.language import Conversation

PLACE = -1
"""Stands where the sound goes; no token of any vocabulary."""
TAIL = 50
"""Frames, of 10 ms, that are heard behind a clip and then left out: what follows it, else silence.

Where a clip stops dead, Whisper takes its end for something else.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a clip: as much as the encoder hears at once."""

    mels: Tensor
    """(mels, frames), the tail too."""
    own: int
    """Frames without the tail."""

    @property
    def states(self) -> int:
        """That it becomes, 20 ms each."""
        return -(-self.own // 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeechEar:
    """Hears clips of any length: longer ones than the encoder hears at once are cut."""

    layout: Conversation
    extractor: Any
    """Makes mels."""
    most_frames: int
    """Of 10 ms, that the encoder hears at once."""
    window: int
    """States of the encoder, two frames each, that become tokens together."""
    queries: int
    """Tokens of each window."""
    embedded: Callable[[Tensor, Mapping[str, Tensor]], Tensor]
    """From tokens and what `stacked` gives to what the language model reads."""
    place: int = PLACE

    def hear(self, samples: Samples) -> tuple[Sequence[Piece], int]:
        silence = np.zeros(TAIL * RATE // 100, np.float32)
        mels, _ = as_long_as_it_is(self.extractor, np.concatenate([samples, silence]))
        pieces = cut(mels, self.most_frames)
        return pieces, sum(-(-piece.states // self.window) * self.queries for piece in pieces)

    def together(self, sounds: Sequence[Any], tokens: Any) -> Mapping[str, Any]:
        with torch.inference_mode():
            given = {name: one.to(tokens.device) for name, one in stacked(sounds).items()}
            return {"inputs_embeds": self.embedded(tokens, given)}


def cut(mels: Tensor, most: int) -> list[Piece]:
    """Pieces of at most so many frames; mels are (mels, frames), with a tail of silence."""
    frames = mels.shape[1] - TAIL
    return [
        Piece(mels[:, start : min(start + own + TAIL, start + most)], own)
        for start in range(0, frames, most)
        for own in [min(most, frames - start)]
    ]


def stacked(sounds: Sequence[Sequence[Piece]]) -> dict[str, Tensor]:
    """Of all clips' pieces, in order.

    Returns:
        ``mels`` (pieces, mels, frames), zeros behind each; ``frames`` (pieces,) that each has; and
        ``states`` (pieces,) of it that are the clip's.
    """
    pieces = [piece for sound in sounds for piece in sound]
    longest = max(piece.mels.shape[1] for piece in pieces)
    filled = [pad(piece.mels, (0, longest - piece.mels.shape[1])) for piece in pieces]
    return {
        "mels": torch.stack(filled),
        "frames": torch.tensor([piece.mels.shape[1] for piece in pieces]),
        "states": torch.tensor([piece.states for piece in pieces]),
    }
