"""Words drawn by chance, each row by numbers of its own. Imports torch."""

import hashlib
import random
from collections.abc import Sequence
from typing import Any

import torch

from engines.protocols import Sampling
from engines.wording.rows import Row


class Draws:
    """Leaves each row the one word that was drawn for it; a greedy search then takes that.

    Transformers draws a batch from one stream of numbers, in which an answer depends on its
    neighbours. It calls this after each step of the model.
    """

    def __init__(self, rows: Sequence[Row], sampling: Sampling) -> None:
        self._numbers = [random.Random(_seed(row, sampling)) for row in rows]  # noqa: S311 - no secret
        self._sampling = sampling

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Both scores and answer are (rows, vocabulary)."""
        shares, words = (
            (scores.float() / self._sampling.temperature).softmax(-1).sort(dim=-1, descending=True)
        )
        summed = shares.double().cumsum(dim=-1)
        # The likeliest words whose predecessors lack a share of top_p: always one at least.
        kept = (summed - shares < self._sampling.top_p).sum(dim=-1, keepdim=True).clamp(min=1)
        mass = summed.gather(1, kept - 1)
        drawn = torch.tensor([[numbers.random()] for numbers in self._numbers])
        places = torch.searchsorted(summed, drawn.to(summed) * mass).minimum(kept - 1)
        return torch.full_like(scores, -torch.inf).scatter(1, words.gather(1, places), 0.0)


def _seed(row: Row, sampling: Sampling) -> int:
    told = f"{sampling.seed} {row.tokens}".encode()
    return int.from_bytes(hashlib.sha256(told + row.key).digest()[:8])
