"""What every family keeps in half of the bits."""

from collections.abc import Mapping

import pytest
import torch
from torch import Tensor

from training.models.base import SpeechLanguageModel


def check_half_of_the_bits(
    model: SpeechLanguageModel, batch: Mapping[str, Tensor], *, within: float
) -> None:
    """As on a GPU: frozen weights are kept in bfloat16, and what trains in float32."""
    wanted = model(**batch).item()
    for weight in model.parameters():
        if not weight.requires_grad:
            weight.data = weight.data.bfloat16()
    model.train()

    with torch.autocast("cpu", torch.bfloat16):
        loss = model(**batch)
    loss.backward()

    assert loss.dtype == torch.float32
    assert loss.item() == pytest.approx(wanted, rel=within)
    slopes = [weight.grad for _, weight in model.trained() if weight.grad is not None]
    assert {slope.dtype for slope in slopes} == {torch.float32}
