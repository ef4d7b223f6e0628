"""Clips on their way into the language model. Imports torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad

from engines.protocols import Samples
from engines.responding.features import as_long_as_it_is
from training.models.language import Conversation

PLACE = -1
"""Stands where the sound goes; no token of any vocabulary."""


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
    embedded: Callable[[Tensor, Tensor, Tensor], Tensor]
    """From tokens, mels and frames to what the language model reads."""
    place: int = PLACE

    def hear(self, samples: Samples) -> tuple[Sequence[Tensor], int]:
        mels, _ = as_long_as_it_is(self.extractor, samples)
        pieces = mels.split(self.most_frames, dim=1)
        return pieces, sum(self._places(piece.shape[1]) for piece in pieces)

    def together(self, sounds: Sequence[Any], tokens: Any) -> Mapping[str, Any]:
        with torch.inference_mode():
            given = stacked(sounds)
            mels, frames = (given[name].to(tokens.device) for name in ("mels", "frames"))
            return {"inputs_embeds": self.embedded(tokens, mels, frames)}

    def _places(self, frames: int) -> int:
        states = -(-frames // 2)
        return -(-states // self.window) * self.queries


def stacked(sounds: Sequence[Sequence[Tensor]]) -> dict[str, Tensor]:
    """Mels (pieces, mels, frames) of all clips' pieces, in order, and frames (pieces,) of each."""
    pieces = [piece for sound in sounds for piece in sound]
    longest = max(piece.shape[1] for piece in pieces)
    return {
        "mels": torch.stack([pad(piece, (0, longest - piece.shape[1])) for piece in pieces]),
        "frames": torch.tensor([piece.shape[1] for piece in pieces]),
    }
