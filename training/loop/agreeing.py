"""Whether all processes begin with the same, as they do where they see the same folders.

On machines that share no disk they might not, and would learn apart without a word.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from training.data.epochs import EpochPlan
from training.data.mixture import Mixture
from training.errors import RanksDifferError
from training.loop.ranks import Ranks

_FEW = 64
"""Numbers of each frozen weight that are looked at: another checkpoint has others."""


def agree(ranks: Ranks, facts: Mapping[str, str]) -> None:
    """All ranks call it with the same names.

    Args:
        ranks: that meet here.
        facts: digests of what must be the same, by what people call it.

    Raises:
        RanksDifferError: on all ranks alike.
    """
    first, *others = ranks.collect([dict(facts)])
    for what, fact in first.items():
        differing = [rank for rank, each in enumerate(others, 1) if each.get(what) != fact]
        if differing:
            raise RanksDifferError(what, differing)


def digest(value: Any) -> str:
    """Of what JSON can hold."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def digest_samples(*mixtures: Mixture | None) -> str:
    """Of which samples there are, and where."""
    found = hashlib.sha256()
    for mixture in mixtures:
        if mixture is not None:
            found.update(mixture.index.rows.tobytes())
            found.update("\n".join(mixture.index.names).encode())
    return found.hexdigest()


def digest_order(plan: EpochPlan) -> str:
    """Of the first window, from which all others are drawn."""
    return hashlib.sha256(plan.window_positions(0).tobytes()).hexdigest()


def digest_model(model: nn.Module) -> str:
    """Of all names, shapes and types, and of some numbers of each weight; before it is sharded."""
    found = hashlib.sha256()
    for name, weight in model.named_parameters():
        found.update(f"{name} {tuple(weight.shape)} {weight.dtype}".encode())
        found.update(_bytes(weight.flatten()[:_FEW]))
    return found.hexdigest()


def digest_weights(weights: Mapping[str, Tensor]) -> str:
    """Of every number."""
    found = hashlib.sha256()
    for name, weight in weights.items():
        found.update(name.encode())
        found.update(_bytes(weight))
    return found.hexdigest()


def _bytes(weight: Tensor) -> bytes:
    plain = weight.detach().cpu().contiguous().flatten()
    return plain.view(torch.uint8).numpy().tobytes()
