"""Clips on their way into the language model. Imports torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import torch
from torch import Tensor

from engines.protocols import Samples
from training.models.joined.encoder import Encoder, Piece
from training.models.joined.projector import Projector
from training.models.language import Conversation

PLACE = -1
"""Stands where the sound goes; no token of any vocabulary."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinedEar:
    """Hears clips of any length, piece by piece."""

    layout: Conversation
    encoder: Encoder
    projector: Projector
    embedded: Callable[[Tensor, Mapping[str, Tensor]], Tensor]
    """From tokens and what `together` stacks to what the language model reads."""
    place: int = PLACE

    def hear(self, samples: Samples) -> tuple[Sequence[Piece], int]:
        pieces = self.encoder.read(samples)
        return pieces, sum(self.projector.tokens(piece.states) for piece in pieces)

    def together(self, sounds: Sequence[Any], tokens: Any) -> Mapping[str, Any]:
        with torch.inference_mode():
            stacked = self.encoder.stacked([*chain.from_iterable(sounds)])
            given = {name: one.to(tokens.device) for name, one in stacked.items()}
            return {"inputs_embeds": self.embedded(tokens, given)}
