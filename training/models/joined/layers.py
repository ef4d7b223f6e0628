"""Which layers of an encoder are listened to is learnt. Imports torch."""

import torch
from torch import Tensor, nn


class LayerSum(nn.Module):
    """Adds up all layers' states with weights that train.

    Free weights are divided by the number of layers (SpeechVerse, Eq. 1).
    """

    def __init__(self, layers: int, *, softmax: bool) -> None:
        """At first all count alike.

        Args:
            layers: of the encoder.
            softmax: weights are positive and add up to 1; else they are free.
        """
        super().__init__()
        self.softmax = softmax
        self.weights = nn.Parameter(torch.full((layers,), 0.0 if softmax else 1.0))

    def forward(self, states: Tensor) -> Tensor:
        """(pieces, layers, states, width) -> (pieces, states, width)."""
        weights = self.weights.softmax(0) if self.softmax else self.weights / len(self.weights)
        return torch.einsum("l,plsw->psw", weights, states.to(weights.dtype))
